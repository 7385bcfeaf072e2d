import { Decimal } from 'decimal.js';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { EventInput, MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { awardOf, BenefitAward, type OpenedAward } from '../award/award.type.js';
import { OverpaymentCause, RecoveryMethod } from './overpayment-codes.type.js';
import type { OverpaymentRow, PlanRow } from './overpayment.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'What was overpaid for a month.' })
export class OverpaidMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  month!: CivilDate;

  @Field(() => Money, { description: 'The sum.' })
  amount!: Money;
}

@Directive('@authenticated')
@ObjectType({ description: 'A part of an overpayment that is to come back in a month: booked once.' })
export class RecoveryInstalment {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  month!: CivilDate;

  @Field(() => Money, { description: 'The sum agreed.' })
  amount!: Money;

  @Field(() => Money, { description: 'What of it has come back: 0 until it is booked.' })
  recovered!: Money;
}

@Directive('@authenticated')
@ObjectType({ description: 'How an overpayment comes back, as it was agreed with the recipient or set by the law.' })
export class RecoveryPlan {
  @Field(() => RecoveryMethod, { description: 'By the recipient, or from further payments.' })
  method!: RecoveryMethod;

  @Field(() => String, { description: 'The article that allows it.' })
  article!: string;

  @Field(() => DateScalar, { description: 'Day of the agreement, or of the decision.' })
  agreedOn!: CivilDate;

  @ListSize(12)
  @Field(() => [RecoveryInstalment], { description: 'Its instalments, the earliest first.' })
  instalments!: RecoveryInstalment[];
}

@Directive('@authenticated')
@ObjectType({ description: 'A sum that came back.' })
export class RecoveredSum {
  @Field(() => Money, { description: 'The sum.' })
  amount!: Money;

  @Field(() => DateScalar, { description: 'The day on which it came back, or was kept back.' })
  receivedOn!: CivilDate;

  @Field(() => Boolean, { description: 'Whether it was kept back from a payment.' })
  withheld!: boolean;
}

@Directive('@authenticated')
@ObjectType({ description: 'What was paid on an award beyond what was due, and how it comes back.' })
export class Overpayment {
  @Field(() => ID, { description: 'Opaque id of the overpayment.' })
  id!: string;

  @Field(() => BenefitAward, { description: 'The award.' })
  award!: BenefitAward;

  @Field(() => OverpaymentCause, { description: 'Why.' })
  cause!: OverpaymentCause;

  @Field(() => String, { description: 'The article by which it is to be returned.' })
  article!: string;

  @Field(() => DateScalar, { description: 'The day from which it was overpaid.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which it was found.' })
  receivedOn!: CivilDate;

  @Field(() => Money, { description: 'The sum of its months.' })
  amount!: Money;

  @Field(() => Money, { description: 'What is still owed: never below zero.' })
  balance!: Money;

  @Field(() => Int, { description: 'Counts its changes; a change names the version that it was read at.' })
  version!: number;

  @ListSize(12)
  @Field(() => [OverpaidMonth], { description: 'The months, the earliest first.' })
  months!: OverpaidMonth[];

  @Field(() => RecoveryPlan, { nullable: true, description: 'How it comes back; null until that is agreed.' })
  plan!: RecoveryPlan | null;

  @ListSize(12)
  @Field(() => [RecoveredSum], { description: 'What has come back, the earliest first.' })
  returns!: RecoveredSum[];
}

@InputType({ description: 'A sum of a month.' })
export class MonthSumInput {
  @Field(() => DateScalar, { description: 'Any day of the month.' })
  month!: CivilDate;

  @Field(() => DecimalScalar, { description: 'Tenge, above 0, with at most two decimals.' })
  amount!: Decimal;
}

@InputType({ description: 'An overpayment that was found.' })
export class RecordOverpaymentInput extends EventInput {
  @Field(() => ID, { description: 'The award.' })
  award!: string;

  @Field(() => OverpaymentCause, { description: 'Why.' })
  cause!: OverpaymentCause;

  @Field(() => [MonthSumInput], { description: 'How much of what was paid for which months; each month once, 1 to 60 of them.' })
  months!: MonthSumInput[];
}

@InputType({ description: 'How an overpayment is to come back.' })
export class PlanRecoveryInput extends MutationInput {
  @Field(() => ID, { description: 'The overpayment.' })
  overpayment!: string;

  @Field(() => Int, { description: '`version` of the overpayment as it was read. When it has another by now, the mutation is refused.' })
  expectedVersion!: number;

  @Field(() => RecoveryMethod, { description: 'By the recipient, or from further payments.' })
  method!: RecoveryMethod;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether the recipient has applied for it to be kept back.' })
  recipientApplied!: boolean;

  @Field(() => DateScalar, { description: 'Day of the agreement, or of the decision; not in the future.' })
  agreedOn!: CivilDate;

  @Field(() => [MonthSumInput], { description: 'The instalments; each month once, 1 to 60 of them, together no more than is owed. What is kept back is kept back from payments that are still to be made: of this month or later.' })
  instalments!: MonthSumInput[];
}

@InputType({ description: 'A sum that the recipient has returned.' })
export class RecordReturnInput extends MutationInput {
  @Field(() => ID, { description: 'The overpayment.' })
  overpayment!: string;

  @Field(() => DecimalScalar, { description: 'Tenge, above 0, with at most two decimals; no more than is owed.' })
  amount!: Decimal;

  @Field(() => DateScalar, { description: 'The day on which it came; not in the future.' })
  receivedOn!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'The month whose instalment it is, by any day of it; none when left out.' })
  instalment?: CivilDate | null;
}

export const OverpaymentOutcome = outcomeType('OverpaymentOutcome', Overpayment);
export type OverpaymentOutcome = typeof OverpaymentOutcome;

const tenge = (amount: Decimal.Value): Money => new Money(amount, 'KZT');

const planOf = ({ method, article, agreedOn, instalments }: PlanRow): RecoveryPlan =>
  Object.assign(new RecoveryPlan(), {
    method,
    article,
    agreedOn,
    instalments: instalments.map(({ month, amount, recovered }) => Object.assign(new RecoveryInstalment(), { month, amount: tenge(amount), recovered: tenge(recovered) })),
  });

export const overpaymentOf = (row: OverpaymentRow, award: OpenedAward): Overpayment =>
  Object.assign(new Overpayment(), {
    id: row.publicId,
    award: awardOf(award),
    cause: row.cause,
    article: row.article,
    occurredOn: row.occurredOn,
    receivedOn: row.receivedOn,
    amount: tenge(row.amount),
    balance: tenge(new Decimal(row.amount).minus(row.recovered)),
    version: row.version,
    months: row.months.map(({ month, amount }) => Object.assign(new OverpaidMonth(), { month, amount: tenge(amount) })),
    plan: row.plan === null ? null : planOf(row.plan),
    returns: (row.returns ?? []).map(({ amount, receivedOn, withheld }) => Object.assign(new RecoveredSum(), { amount: tenge(amount), receivedOn, withheld })),
  });
