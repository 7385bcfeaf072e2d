import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { IndexCode } from '../../../shared/rules/rate-book.js';

const schema = defineEntity({
  name: 'IndexParameterRow',
  tableName: 'index_parameter',
  properties: {
    parameter: p.string().$type<IndexCode>().primary(),
    validFrom: p.date().primary(),
    validTo: p.date().nullable(),
    amount: p.decimal(),
    legalBasis: p.string(),
    source: p.string(),
    certainty: p.string().$type<Certainty>(),
    toldAt: p.datetime(),
  },
});
export class ParameterRow extends schema.class {}
schema.setClass(ParameterRow);
export const ParameterSchema = schema;
