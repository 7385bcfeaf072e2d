import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { SchoolNormCode } from './norm.type.js';

const schema = defineEntity({
  name: 'NormRow',
  tableName: 'school_norm',
  properties: {
    code: p.string().$type<SchoolNormCode>().primary(),
    validFrom: p.date().primary(),
    validTo: p.date().nullable(),
    value: p.integer(),
    unit: p.string(),
    legalBasis: p.string(),
    source: p.string(),
    certainty: p.string().$type<Certainty>(),
  },
});
export class NormRow extends schema.class {}
schema.setClass(NormRow);
export const NormSchema = schema;
