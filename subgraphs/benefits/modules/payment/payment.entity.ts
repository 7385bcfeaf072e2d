import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BudgetLevel } from '../programme/programme.type.js';

const schema = defineEntity({
  name: 'PaymentRow',
  tableName: 'benefit_payment',
  properties: {
    id: p.bigint('string').primary(),
    awardId: p.bigint('string'),
    month: p.date(),
    amount: p.decimal(),
    withheld: p.decimal(),
    paidOn: p.date(),
    budgetLevel: p.string().$type<BudgetLevel>(),
    ruleVersion: p.string(),
  },
});
export class PaymentRow extends schema.class {}
schema.setClass(PaymentRow);
export const PaymentSchema = schema;
