import { Decimal } from 'decimal.js';
import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { enumType } from '../../../shared/enum.js';
import { ListSize } from '../../../shared/list-size.js';
import { Currency, Money } from '../../../shared/money.js';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { DateScalar, UUID } from '../../../shared/scalars/scalars.js';
import { TransferKind } from '../ledger/transfer.type.js';
import type { AccrualRunStatus as Status, RunRow, RunTotal } from './accrual-run.repository.js';

const SAVINGS = '@requiresScopes(scopes: [["savings"]])';

export const AccrualRunStatus = enumType('AccrualRunStatus', 'How far a year\'s run has come.', {
  COUNTING: 'What it would credit is being counted.',
  COUNTED: 'Counted: it waits for a second official to release it.',
  CREDITING: 'Released and under way, or left by a process that was killed: it goes on by itself.',
  DONE: 'Everybody on the list is credited.',
  WITHDRAWN: 'Another one was prepared in its place.',
});

@Directive(SAVINGS)
@ObjectType({ description: 'What a run books of one kind, for one reporting year and everybody born in one year.' })
export class AccrualRunTotal {
  @Field(() => TransferKind, { nullable: true, description: 'The kind.' })
  kind!: TransferKind;

  @Field(() => Int, { nullable: true, description: 'The reporting year; null for what is of none, as openings.' })
  reportingYear!: number | null;

  @Field(() => Int, { nullable: true, description: 'The year of birth.' })
  birthYear!: number;

  @Field(() => Int, { nullable: true, description: 'Transfers.' })
  transfers!: number;

  @Field(() => Money, { nullable: true, description: 'Their sum, USD.' })
  amount!: Money;
}

@Directive(SAVINGS)
@ObjectType({ description: 'A run that credits a reporting year: to each child on the list once, whatever runs there are.' })
export class AccrualRun {
  @Field(() => ID, { nullable: true, description: 'Opaque id of the run; the ledger\'s correlation id of all that it booked.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'The reporting year.' })
  year!: number;

  @Field(() => AccrualRunStatus, { nullable: true, description: 'How far it has come.' })
  status!: Status;

  @Field(() => Boolean, { nullable: true, description: 'Whether it only counts and is never released.' })
  dryRun!: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Up to when the list of children had followed the civil registry when the run was prepared, and from the release on when it was released; null for a list that no feed has filled.' })
  listAsOf!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it credits, set anew at the release; never before one on which another run has.' })
  creditedOn!: CivilDate;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was prepared; null for runs of before the register.' })
  preparedAt!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When a second official released it.' })
  releasedAt!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was through.' })
  finishedAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'People who were on the copy of the list, whoever of them is due something.' })
  children!: number;

  @Field(() => Int, { nullable: true, description: 'How many of them it has looked at, counting or crediting.' })
  lookedAt!: number;

  @Field(() => Int, { nullable: true, description: 'People, of those it has looked at, of whom something is left to officials, by the list as it is now: more stands of a year than should (a death, a birth or a loss of citizenship told late), years that are due are on a claim that was paid to heirs or that lapsed beside another, or the ledger refuses what a run would book. No year is credited twice and nothing taken back by a run; a correction comes first. Who and what: `savingsLeftToOfficials(filter: { run: … })`.' })
  leftToOfficials!: number;

  @ListSize(60)
  @Field(() => [AccrualRunTotal], { nullable: true, description: 'What it would book, as it was counted, by kind, reporting year and year of birth.' })
  counted!: AccrualRunTotal[];

  @ListSize(60)
  @Field(() => [AccrualRunTotal], { nullable: true, description: 'What it has booked so far, likewise. It may differ from what was counted by who was put on the list in between.' })
  credited!: AccrualRunTotal[];
}

@InputType({ description: 'A year\'s run to be prepared.' })
export class PrepareAccrualRunInput extends MutationInput {
  @Field(() => Int, { description: 'The reporting year: the last one that was credited, or the next.' })
  year!: number;
}

@InputType({ description: 'A prepared run to be released.' })
export class ReleaseAccrualRunInput extends MutationInput {
  @Field(() => UUID, { description: 'The run.' })
  id!: string;
}

export const AccrualRunOutcome = outcomeType('AccrualRunOutcome', AccrualRun);
export type AccrualRunOutcome = typeof AccrualRunOutcome;

const totalOf = ({ kind, reportingYear, birthYear, transfers, amount }: RunTotal): AccrualRunTotal =>
  Object.assign(new AccrualRunTotal(), { kind, reportingYear, birthYear, transfers, amount: new Money(new Decimal(amount), Currency.USD) });

export const runOf = ({ publicId, year, status, dry, listAsOf, creditedOn, preparedAt, releasedAt, finishedAt, children, done, left }: RunRow, totals: readonly RunTotal[]): AccrualRun =>
  Object.assign(new AccrualRun(), {
    id: publicId, year, status, dryRun: dry, listAsOf, creditedOn, preparedAt, releasedAt, finishedAt, children, lookedAt: done, leftToOfficials: left,
    counted: totals.filter(({ credited }) => !credited).map(totalOf),
    credited: totals.filter(({ credited }) => credited).map(totalOf),
  });
