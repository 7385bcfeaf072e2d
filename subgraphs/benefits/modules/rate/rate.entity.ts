import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { RateBase, RatePer, TermKind } from './rate.type.js';
import { sourcedProperties } from './sourced.entity.js';

const schema = defineEntity({
  name: 'RateRow',
  tableName: 'programme_rate',
  properties: {
    programme: p.string().$type<BenefitProgrammeCode>().primary(),
    tier: p.string().primary(),
    validFrom: p.date().primary(),
    coefficient: p.decimal(),
    base: p.string().$type<RateBase>(),
    per: p.string().$type<RatePer>(),
    ...sourcedProperties,
  },
});
export class RateRow extends schema.class {}
schema.setClass(RateRow);
export const RateSchema = schema;

const termSchema = defineEntity({
  name: 'TermRow',
  tableName: 'programme_term',
  properties: {
    programme: p.string().$type<BenefitProgrammeCode>().primary(),
    kind: p.string().$type<TermKind>().primary(),
    validFrom: p.date().primary(),
    months: p.integer(),
    ...sourcedProperties,
  },
});
export class TermRow extends termSchema.class {}
termSchema.setClass(TermRow);
export const TermSchema = termSchema;
