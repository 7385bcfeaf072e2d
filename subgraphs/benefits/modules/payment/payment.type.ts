import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { awardOf, BenefitAward, type OpenedAward } from '../award/award.type.js';
import { BudgetLevel } from '../programme/programme.type.js';
import { BenefitPaymentKind, BenefitPaymentState } from './payment-codes.type.js';
import type { PaymentRow } from './payment.entity.js';

@Directive('@authenticated')
@ObjectType({ description: 'A payment on an award for a month: never twice for one award and month, but for arrears and for what was cancelled.' })
export class BenefitPayment {
  @Field(() => ID, { description: 'Number of the payment, by which the paid file names it.' })
  number!: string;

  @Field(() => BenefitAward, { description: 'The award.' })
  award!: BenefitAward;

  @Field(() => DateScalar, { description: 'First day of the month it is for; of the month of the decision for a one-off benefit.' })
  month!: string;

  @Field(() => BenefitPaymentKind, { description: 'What it is for.' })
  kind!: BenefitPaymentKind;

  @Field(() => BenefitPaymentState, { description: 'Where it stands.' })
  state!: BenefitPaymentState;

  @Field(() => Money, { description: 'The sum paid out, after deductions.' })
  amount!: Money;

  @Field(() => Money, { description: 'Pension contributions withheld and transferred for the recipient.' })
  withheld!: Money;

  @Field(() => Money, { description: 'Kept back from it towards an overpayment.' })
  recovered!: Money;

  @Field(() => DateScalar, { nullable: true, description: 'Day of payment; null while it is due, and when it came back without a day of payment on record.' })
  paidOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it came back; null while it has not.' })
  returnedOn!: string | null;

  @Field(() => BudgetLevel, { description: 'Whose money it is.' })
  budgetLevel!: BudgetLevel;

  @Field(() => String, { description: 'The rate that was applied: programme, tier and first day of the rate.' })
  ruleVersion!: string;
}

export const paymentOf = (row: PaymentRow, award: OpenedAward): BenefitPayment =>
  Object.assign(new BenefitPayment(), {
    number: row.id,
    award: awardOf(award),
    month: row.month,
    kind: row.indexChangeId == null && row.recalculation == null ? 'REGULAR' : 'ARREARS',
    state: row.state,
    amount: new Money(row.amount, 'KZT'),
    withheld: new Money(row.withheld, 'KZT'),
    recovered: new Money(row.recovered, 'KZT'),
    paidOn: row.paidOn ?? null,
    returnedOn: row.returnedOn ?? null,
    budgetLevel: row.budgetLevel,
    ruleVersion: row.ruleVersion,
  });
