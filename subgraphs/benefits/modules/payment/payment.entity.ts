import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BudgetLevel } from '../programme/programme.type.js';
import type { BenefitPaymentState } from './payment-codes.type.js';

const schema = defineEntity({
  name: 'PaymentRow',
  tableName: 'benefit_payment',
  properties: {
    id: p.bigint('string').primary(),
    awardId: p.bigint('string'),
    month: p.date(),
    amount: p.decimal(),
    withheld: p.decimal(),
    recovered: p.decimal(),
    state: p.string().$type<BenefitPaymentState>(),
    paidOn: p.date().nullable(),
    returnedOn: p.date().nullable(),
    budgetLevel: p.string().$type<BudgetLevel>(),
    ruleVersion: p.string(),
    /** Of a payment of arrears the change that it makes up for. */
    indexChangeId: p.bigint('string').nullable(),
    /** Of a payment of arrears the version of the award by which its amount rose. */
    recalculation: p.integer().nullable(),
  },
});
export class PaymentRow extends schema.class {}
schema.setClass(PaymentRow);
export const PaymentSchema = schema;
