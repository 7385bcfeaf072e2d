import { Decimal } from 'decimal.js';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ListSize } from '../../../shared/list-size.js';
import { Currency, Money } from '../../../shared/money.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { SAVINGS_TOTALS } from '../access/scope.js';
import { regionOf, Region } from '../place/place.type.js';
import { byRegionOf, SavingsByRegion } from '../region-count/by-region.type.js';
import type { Cohort } from './cohort.repository.js';
import type { Compared } from './compare.js';
import { SavingsFigureCode } from './figure-code.type.js';
import type { Batch } from './proof.repository.js';
import type { Reconciliation } from './reconciliation.service.js';

@Directive(SAVINGS_TOTALS)
@ObjectType({ description: 'Whether every child of a year got the same sum to the cent: one aggregate of the ledger itself.' })
export class SavingsYearProof {
  @Field(() => Boolean, { nullable: true, description: 'Whether everybody was credited once and the published sum, so that the total is their number times the sum; and whether what the runs noted comes to the same. Null where nothing is on the books of it: nobody was credited, or all was taken back. Says nothing of what was published: see `agrees`.' })
  holds!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the country\'s children and total are those that were published, to the last place that was. Null where neither was. The differences are in `figures`.' })
  agrees!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Transfers by which the year\'s sum was credited.' })
  transfers!: number;

  @Field(() => Int, { nullable: true, description: 'Children who were credited; fewer than `transfers` where somebody was twice.' })
  children!: number;

  @Field(() => Money, { nullable: true, description: 'The least that anybody was credited at once; null where nobody was.' })
  lowest!: Money | null;

  @Field(() => Money, { nullable: true, description: 'The most; null where nobody was.' })
  highest!: Money | null;

  @Field(() => Money, { nullable: true, description: 'What was credited.' })
  total!: Money;

  @Field(() => Money, { nullable: true, description: 'The published sum times the children: what it should be.' })
  expected!: Money;

  @Field(() => Money, { nullable: true, description: 'What the runs noted, part by part.' })
  noted!: Money;

  @Field(() => Money, { nullable: true, description: 'What of it was taken back since from children who were counted wrongly, without yields that came with it.' })
  takenBack!: Money;

  @Field(() => Money, { nullable: true, description: 'What the published total was more, and went to the residue of rounding; below zero where it was less.' })
  rounding!: Money;
}

@Directive(SAVINGS_TOTALS)
@ObjectType({ description: 'Everybody born in one year.' })
export class SavingsCohort {
  @Field(() => Int, { nullable: true, description: 'The year of birth; null for whom the list does not have.' })
  birthYear!: number | null;

  @Field(() => Int, { nullable: true, description: 'Children who were credited for the year.' })
  children!: number;

  @Field(() => Money, { nullable: true, description: 'What they were credited without yields.' })
  accrued!: Money;

  @Field(() => Money, { nullable: true, description: 'The year\'s yields with their corrections.' })
  yield!: Money;

  @Field(() => Int, { nullable: true, description: 'Openings that the year\'s runs made: of an account, or of what had been missed before it.' })
  opened!: number;

  @Field(() => Money, { nullable: true, description: 'What they came to.' })
  openedAmount!: Money;
}

@Directive(SAVINGS_TOTALS)
@ObjectType({ description: 'Assets that went to ЕНПФ for those who turn 18, beside the openings of accounts that they are for.' })
export class SavingsAssetBatch {
  @Field(() => DateScalar, { nullable: true, description: 'The day of the transfer of assets.' })
  madeOn!: CivilDate;

  @Field(() => Int, { nullable: true, description: 'For how many people.' })
  persons!: number;

  @Field(() => Money, { nullable: true, description: 'How much.' })
  amount!: Money;

  @Field(() => Int, { nullable: true, description: 'Openings that it is for.' })
  openings!: number;

  @Field(() => Money, { nullable: true, description: 'What these come to.' })
  opened!: Money;

  @Field(() => Int, { nullable: true, description: 'Openings among them that no run made, but corrections since the batch before: it took them along.' })
  takenAlong!: number;

  @Field(() => Money, { nullable: true, description: 'What these come to.' })
  takenAlongAmount!: Money;

  @Field(() => Boolean, { nullable: true, description: 'Whether assets and openings are the same, to the cent.' })
  matches!: boolean;
}

@Directive(SAVINGS_TOTALS)
@ObjectType({ description: 'A figure as it was published, beside the books.' })
export class SavingsFigure {
  @Field(() => SavingsFigureCode, { nullable: true, description: 'What it is of.' })
  figure!: SavingsFigureCode;

  @Field(() => Region, { nullable: true, description: 'Its region; null for the country.' })
  region!: Region | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'As published: USD, or a number of children or applications.' })
  published!: Decimal;

  @Field(() => DecimalScalar, { nullable: true, description: 'One unit of the last place that was published.' })
  precision!: Decimal;

  @Field(() => DecimalScalar, { nullable: true, description: 'What the books have; of a region what the civil registry counts. Null where they cannot tell.' })
  booked!: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What the books have more; below zero for less.' })
  difference!: Decimal | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the difference is less than the last published place.' })
  agrees!: boolean | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day that the figure is of.' })
  asOf!: CivilDate;

  @Field(() => String, { nullable: true, description: 'Where it was published.' })
  source!: string;

  @Field(() => Certainty, { nullable: true, description: 'How sure it is.' })
  certainty!: Certainty;
}

@Directive(SAVINGS_TOTALS)
@ObjectType({ description: 'The books of a reporting year beside what was published of it. Differences are shown as they are.' })
export class SavingsReconciliation {
  @Field(() => Int, { nullable: true, description: 'The reporting year.' })
  reportingYear!: number;

  @Field(() => Money, { nullable: true, description: 'The published sum for every child.' })
  perChild!: Money;

  @Field(() => SavingsYearProof, { nullable: true, description: 'That every child got the same.' })
  proof!: SavingsYearProof;

  @ListSize(100)
  @Field(() => [SavingsCohort], { nullable: true, description: 'By year of birth, the oldest first.' })
  cohorts!: SavingsCohort[];

  @Field(() => SavingsByRegion, { nullable: true, description: 'By region.' })
  byRegion!: SavingsByRegion;

  @ListSize(20)
  @Field(() => [SavingsAssetBatch], { nullable: true, description: 'Assets sent to ЕНПФ by the year\'s runs.' })
  assets!: SavingsAssetBatch[];

  @Field(() => Money, { nullable: true, description: 'What corrections of all years so far brought to accounts at ЕНПФ less what they took back to the Fund, USD, as far as no batch of assets has it: assets at ЕНПФ and its accounts differ by it. What they opened goes with the batch of the next run; the rest stays. Below zero for what ЕНПФ has too much.' })
  assetsToSend!: Money;

  @ListSize(100)
  @Field(() => [SavingsFigure], { nullable: true, description: 'Everything that was published of the year.' })
  figures!: SavingsFigure[];
}

const usd = (amount: Decimal.Value): Money => new Money(new Decimal(amount), Currency.USD);

const cohortOf = ({ accrued, yield: earned, openedAmount, ...cohort }: Cohort): SavingsCohort =>
  Object.assign(new SavingsCohort(), { ...cohort, accrued: usd(accrued), yield: usd(earned), openedAmount: usd(openedAmount) });

const batchOf = ({ amount, opened, takenAlongAmount, ...batch }: Batch): SavingsAssetBatch =>
  Object.assign(new SavingsAssetBatch(), { ...batch, amount: usd(amount), opened: usd(opened), takenAlongAmount: usd(takenAlongAmount), matches: batch.persons === batch.openings && new Decimal(amount).equals(opened) });

const figureOf = ({ region, value, precision, ...figure }: Compared): SavingsFigure =>
  Object.assign(new SavingsFigure(), { ...figure, region: region === null ? null : regionOf(region), published: new Decimal(value), precision: new Decimal(precision) });

const PUBLISHED: ReadonlySet<SavingsFigureCode> = new Set<SavingsFigureCode>(['PARTICIPANTS', 'ACCRUED']);

/** Whether the country's figures are those of the books; null where there are none. */
function agreesWith(figures: readonly Compared[]): boolean | null {
  const published = figures.filter(({ region, figure }) => region === null && PUBLISHED.has(figure));
  return published.length === 0 ? null : published.every(({ agrees }) => agrees === true);
}

function proofOf({ perChild, proof, cohorts, corrections, figures }: Reconciliation): SavingsYearProof {
  const { transfers, children, lowest, highest, amount } = proof;
  const [expected, noted] = [perChild.times(children), cohorts.reduce((sum, { accrued }) => sum.plus(accrued), new Decimal(0))];
  const isOnBooks = new Decimal(amount).gt(corrections.takenBack);
  const holds = transfers === children && [lowest ?? perChild, highest ?? perChild].every((one) => perChild.equals(one)) && expected.equals(amount) && noted.equals(amount);
  return Object.assign(new SavingsYearProof(), {
    holds: isOnBooks ? holds : null, agrees: agreesWith(figures), transfers, children, lowest: lowest === null ? null : usd(lowest), highest: highest === null ? null : usd(highest),
    total: usd(amount), expected: usd(expected), noted: usd(noted), takenBack: usd(corrections.takenBack), rounding: usd(corrections.rounding),
  });
}

export const reconciliationOf = (found: Reconciliation): SavingsReconciliation =>
  Object.assign(new SavingsReconciliation(), {
    reportingYear: found.year,
    perChild: usd(found.perChild),
    proof: proofOf(found),
    cohorts: found.cohorts.map(cohortOf),
    byRegion: byRegionOf(found.countedAt, found.regions),
    assets: found.batches.map(batchOf),
    assetsToSend: usd(found.toSend),
    figures: found.figures.map(figureOf),
  });
