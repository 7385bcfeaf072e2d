import { Decimal } from 'decimal.js';
import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { enumType } from '../../../shared/enum.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { DateScalar, KATO } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { Region, regionOf } from '../place/place.type.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { PaymentRunStatus as Status, RunRow, RunTotal } from './payment-run.repository.js';

export const PaymentRunStatus = enumType('PaymentRunStatus', 'How far a payment run has come.', {
  RUNNING: 'Under way, or left by a process that was killed: it goes on by itself.',
  DONE: 'Every award was looked at.',
});

@Directive(BENEFITS)
@ObjectType({ description: 'What a payment run made of one programme in one region.' })
export class PaymentRunTotal {
  @Field(() => BenefitProgrammeCode, { nullable: true, description: 'The programme.' })
  programme!: BenefitProgrammeCode;

  @Field(() => Region, { nullable: true, description: 'The region that pays.' })
  region!: Region;

  @Field(() => Int, { nullable: true, description: 'Payments.' })
  payments!: number;

  @Field(() => Money, { nullable: true, description: 'Their sum, as it is paid out.' })
  amount!: Money;

  @Field(() => Money, { nullable: true, description: 'Pension contributions withheld, together.' })
  withheld!: Money;

  @Field(() => Money, { nullable: true, description: 'Kept back towards overpayments, together.' })
  recovered!: Money;

  @Field(() => Int, { nullable: true, description: 'Awards in force of which no amount is on record for any day: they were not paid.' })
  unpriced!: number;
}

@Directive(BENEFITS)
@ObjectType({ description: 'A run that makes the payments due for a month, of a region or of the nation: each award\'s once, whatever runs there are.' })
export class PaymentRun {
  @Field(() => ID, { nullable: true, description: 'Opaque id of the run; the ledger\'s correlation id of all that it made.' })
  id!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the month.' })
  month!: CivilDate;

  @Field(() => Region, { nullable: true, description: 'The region; null for the nation.' })
  region!: Region | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it only counts what would be paid.' })
  dryRun!: boolean;

  @Field(() => PaymentRunStatus, { nullable: true, description: 'How far it has come.' })
  status!: Status;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was started.' })
  startedAt!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was through; null until then.' })
  finishedAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Awards on the register when it was started, ended ones included.' })
  awards!: number;

  @Field(() => Int, { nullable: true, description: 'How many of them were looked at.' })
  lookedAt!: number;

  @Field(() => Int, { nullable: true, description: 'Payments that it made.' })
  payments!: number;

  @Field(() => Money, { nullable: true, description: 'Their sum, as it is paid out.' })
  amount!: Money;

  @ListSize(40)
  @Field(() => [PaymentRunTotal], { nullable: true, description: 'The same by programme and region.' })
  totals!: PaymentRunTotal[];
}

@InputType({ description: 'A payment run to be started.' })
export class StartPaymentRunInput extends MutationInput {
  @Field(() => DateScalar, { description: 'Any day of the month to be paid; not in a month to come.' })
  month!: CivilDate;

  @Field(() => KATO, { nullable: true, description: 'The region (KATO); the nation when left out.' })
  regionKato?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Only counts what would be paid.' })
  dryRun!: boolean;
}

export const PaymentRunOutcome = outcomeType('PaymentRunOutcome', PaymentRun);
export type PaymentRunOutcome = typeof PaymentRunOutcome;

const tenge = (amount: Decimal.Value): Money => new Money(amount, 'KZT');

const totalOf = ({ programme, region, payments, amount, withheld, recovered, unpriced }: RunTotal): PaymentRunTotal =>
  Object.assign(new PaymentRunTotal(), { programme, region: regionOf(region), payments, amount: tenge(amount), withheld: tenge(withheld), recovered: tenge(recovered), unpriced });

export const runOf = ({ publicId, month, region, dry, status, startedAt, finishedAt, awards, lookedAt }: RunRow, totals: readonly RunTotal[]): PaymentRun =>
  Object.assign(new PaymentRun(), {
    id: publicId,
    month,
    region: region === null ? null : regionOf(region),
    dryRun: dry,
    status,
    startedAt,
    finishedAt,
    awards,
    lookedAt,
    payments: totals.reduce((sum, { payments }) => sum + payments, 0),
    amount: tenge(totals.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))),
    totals: totals.map(totalOf),
  });
