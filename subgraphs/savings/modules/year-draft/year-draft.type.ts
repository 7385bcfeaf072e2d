import { Decimal } from 'decimal.js';
import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { Currency, Money } from '../../../shared/money.js';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { DateScalar, DecimalScalar, UUID } from '../../../shared/scalars/scalars.js';
import { SAVINGS } from '../access/scope.js';
import type { YearDraftRow } from './year-draft.repository.js';

export const ReportingYearDraftStatus = enumType('ReportingYearDraftStatus', 'Where a year that was put down stands.', {
  PREPARED: 'It waits for a second official; no run goes by it.',
  DONE: 'Released: one of `reportingYears`.',
  WITHDRAWN: 'Other figures were put down in its place.',
});
export type ReportingYearDraftStatus = EnumValue<typeof ReportingYearDraftStatus>;

@Directive(SAVINGS)
@ObjectType({ description: 'Figures of a reporting year, put down by one official and released by another.' })
export class ReportingYearDraft {
  @Field(() => ID, { nullable: true, description: 'Opaque id.' })
  id!: string;

  @Field(() => ReportingYearDraftStatus, { nullable: true, description: 'Where it stands.' })
  status!: ReportingYearDraftStatus;

  @Field(() => Int, { nullable: true, description: 'The calendar year.' })
  year!: number;

  @Field(() => DateScalar, { nullable: true, description: 'The day whose list decides who takes part.' })
  listDate!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which the sums are credited.' })
  creditedOn!: CivilDate;

  @Field(() => Money, { nullable: true, description: 'What every child on the list is credited, USD.' })
  perChild!: Money;

  @Field(() => Int, { nullable: true, description: 'Children on the list; null where it was not published.' })
  participants!: number | null;

  @Field(() => Money, { nullable: true, description: 'The total, USD; null where it was not published to the cent.' })
  total!: Money | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Average yearly yield over the 18 years before, as a fraction.' })
  yieldRate!: Decimal;

  @Field(() => Certainty, { nullable: true, description: 'How sure the yield is.' })
  yieldCertainty!: Certainty;

  @Field(() => String, { nullable: true, description: 'The law it rests on.' })
  legalBasis!: string;

  @Field(() => String, { nullable: true, description: 'Where the figures were published.' })
  source!: string;

  @Field(() => Certainty, { nullable: true, description: 'How sure the other figures are.' })
  certainty!: Certainty;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was put down.' })
  preparedAt!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When a second official released it.' })
  releasedAt!: string | null;
}

@InputType({ description: 'Figures of the next reporting year, as they were published. None of them is computed or guessed.' })
export class PrepareReportingYearInput extends MutationInput {
  @Field(() => Int, { description: 'The year after the last on record.' })
  year!: number;

  @Field(() => DateScalar, { description: 'The day whose list decides who takes part: 31 December of that year, and not to come.' })
  listDate!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which the sums are credited: in the year after.' })
  creditedOn!: CivilDate;

  @Field(() => DecimalScalar, { description: 'US dollars for each child, at most two decimals.' })
  perChild!: Decimal;

  @Field(() => Int, { nullable: true, description: 'Children on the list; left out where it was not published.' })
  participants?: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The total, US dollars; left out where it was not published, or in round numbers. With `participants` it must give `perChild`, half up to the cent.' })
  total?: Decimal | null;

  @Field(() => DecimalScalar, { description: 'Average yearly yield over the 18 years before the year, as a fraction: 0.0297 is 2.97 %. At most six decimals.' })
  yieldRate!: Decimal;

  @Field(() => Certainty, { description: 'How sure the yield is; M (from memory) is refused.' })
  yieldCertainty!: Certainty;

  @Field(() => String, { description: 'The law it rests on, 1 to 500 characters.' })
  legalBasis!: string;

  @Field(() => String, { description: 'Where the figures were published, 1 to 500 characters.' })
  source!: string;

  @Field(() => Certainty, { description: 'How sure the other figures are; M is refused.' })
  certainty!: Certainty;
}

@InputType({ description: 'A year that was put down, to be released.' })
export class ReleaseReportingYearInput extends MutationInput {
  @Field(() => UUID, { description: '`id` of the draft.' })
  id!: string;
}

export const ReportingYearDraftOutcome = outcomeType('ReportingYearDraftOutcome', ReportingYearDraft);
export type ReportingYearDraftOutcome = typeof ReportingYearDraftOutcome;

const usd = (amount: string): Money => new Money(new Decimal(amount), Currency.USD);

export function draftOf({ publicId: id, perChild, total, yieldRate, preparedAccount: _account, preparedIin: _iin, ...row }: YearDraftRow): ReportingYearDraft {
  return Object.assign(new ReportingYearDraft(), { ...row, id, perChild: usd(perChild), total: total === null ? null : usd(total), yieldRate: new Decimal(yieldRate) });
}
