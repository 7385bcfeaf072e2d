import { Directive, Field, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { awardOf, BenefitAward, type OpenedAward } from '../award/award.type.js';
import { BudgetLevel } from '../programme/programme.type.js';
import type { PaymentRow } from './payment.entity.js';

@Directive('@authenticated')
@ObjectType({ description: 'What was paid on an award for a month: never twice for one award and month.' })
export class BenefitPayment {
  @Field(() => BenefitAward, { description: 'The award.' })
  award!: BenefitAward;

  @Field(() => DateScalar, { description: 'First day of the month it was paid for; of the month of the decision for a one-off benefit.' })
  month!: string;

  @Field(() => Money, { description: 'The sum paid out, after deductions.' })
  amount!: Money;

  @Field(() => Money, { description: 'Pension contributions withheld and transferred for the recipient.' })
  withheld!: Money;

  @Field(() => DateScalar, { description: 'Day of payment.' })
  paidOn!: string;

  @Field(() => BudgetLevel, { description: 'Whose money it was.' })
  budgetLevel!: BudgetLevel;

  @Field(() => String, { description: 'The rate that was applied: programme, tier and first day of the rate.' })
  ruleVersion!: string;
}

export const paymentOf = (row: PaymentRow, award: OpenedAward): BenefitPayment =>
  Object.assign(new BenefitPayment(), {
    award: awardOf(award),
    month: row.month,
    amount: new Money(row.amount, 'KZT'),
    withheld: new Money(row.withheld, 'KZT'),
    paidOn: row.paidOn,
    budgetLevel: row.budgetLevel,
    ruleVersion: row.ruleVersion,
  });
