import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';

const schema = defineEntity({
  name: 'ReportingYearRow',
  tableName: 'reporting_year',
  properties: {
    year: p.integer().primary(),
    listDate: p.date(),
    creditedOn: p.date(),
    perChildUsd: p.decimal('string'),
    participants: p.integer().nullable(),
    totalUsd: p.decimal('string').nullable(),
    yieldRate: p.decimal('string').nullable(),
    yieldCertainty: p.string().$type<Certainty>(),
    legalBasis: p.string(),
    source: p.string(),
    certainty: p.string().$type<Certainty>(),
  },
});
export class ReportingYearRow extends schema.class {}
schema.setClass(ReportingYearRow);
export const ReportingYearSchema = schema;
