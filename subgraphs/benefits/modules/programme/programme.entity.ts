import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BenefitUnit } from '../../../shared/rules/benefit-unit.type.js';
import type { BenefitProgrammeCode } from './programme-code.type.js';
import type { BenefitScope, BudgetLevel, DecidingBody } from './programme.type.js';

const schema = defineEntity({
  name: 'ProgrammeRow',
  tableName: 'benefit_programme',
  properties: {
    code: p.string().$type<BenefitProgrammeCode>().primary(),
    position: p.integer(),
    unit: p.string().$type<BenefitUnit>(),
    scope: p.string().$type<BenefitScope>(),
    budgetLevel: p.string().$type<BudgetLevel>(),
    decidedBy: p.string().$type<DecidingBody>(),
    legalBasis: p.string(),
    nameKk: p.string(),
    nameRu: p.string(),
    nameEn: p.string(),
  },
});
export class ProgrammeRow extends schema.class {}
schema.setClass(ProgrammeRow);
export const ProgrammeSchema = schema;
