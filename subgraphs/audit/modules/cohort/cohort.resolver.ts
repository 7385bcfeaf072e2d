import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { monthStart } from '../../../shared/calendar.js';
import { viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar, UUID } from '../../../shared/scalars/scalars.js';
import { auditorMark } from '../access/auditor-mark.js';
import { AUDIT } from '../access/scope.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { snapshotsIn } from '../snapshot/settings.js';
import { unitsLeft } from './cohort-budget.repository.js';
import { CohortMeasure, COHORT_PROGRAMMES, CohortStep } from './cohort-codes.type.js';
import { askCohort } from './cohort.service.js';
import { AuditCohort, CohortCount, CohortGroup, CohortOverlap, CohortPoint, CohortSum } from './cohort.type.js';
import { creditedCells, paidCells, seriesCells } from './cohort-sql.js';
import { CohortBenefit } from './filter/cohort-codes.type.js';
import { CohortFilter } from './filter/cohort-filter.type.js';
import { FIRST_REPORTING_YEAR, notAfter } from './filter/check-values.js';
import { CENTS, groupsOf, overlapsOf, pointsOf, sumsOf, TIYN, wholeOf } from './figures.js';
import { periodsOf, seriesOf, windowsOf } from './periods.js';
import { seriesQuestions } from './series-questions.js';
import { told, toldAll } from './told.js';

/** Of a sum of money: what it is told as, and whether it is. */
const DRAWS_OF_SUM = 2;

function checkYears(from: number, to: number, day: string): void {
  const last = Number(day.slice(0, 4));
  if (from < FIRST_REPORTING_YEAR || from > last) throw badInput('from', `must be from ${FIRST_REPORTING_YEAR} to ${last}, the snapshot's year.`);
  if (to < from || to > last) throw badInput('to', `must not be before \`from\`, nor after ${last}, the snapshot's year.`);
}

@Resolver(() => AuditCohort)
export class CohortResolver {
  @Directive(AUDIT)
  @Query(() => AuditCohort, {
    nullable: true,
    description: 'How many children of a snapshot a filter is true of, what they were paid and which programmes touch them, for auditors: with noise, and without what is of few. The same question in the same words has the same answer, and costs nothing again; in other words it is another one. Errors: NO_SNAPSHOT while no snapshot is complete (takeSnapshot asks for one), BAD_USER_INPUT for what can be true of nobody, before anything is paid for, LIMIT_EXCEEDED when so much was asked in 30 days that noise could be averaged away: 250 units by one auditor, 1,000 by all together, of which a figure costs one, and a breakdown as many as one child can be in of its groups.',
  })
  async auditCohort(
    @Arg('where', () => CohortFilter, { description: 'Which children.' }) where: CohortFilter,
    @Arg('snapshot', () => UUID, { nullable: true, description: 'Id of a complete snapshot; the latest when left out.' }) snapshot: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<AuditCohort> {
    const asked = await askCohort(context, where, snapshot ?? null);
    return Object.assign(new AuditCohort(), { asked, snapshot: asked.snapshot.id, asOf: asked.snapshot.asOf });
  }

  @FieldResolver(() => CohortCount, { nullable: true, description: 'How many children. Costs a unit.' })
  async count(@Root() { asked }: AuditCohort): Promise<CohortCount | null> {
    const [figure] = await asked.telling(async () => told(asked, ['whole'], [wholeOf(await asked.children())], 1));
    return figure ?? null;
  }

  @ListSize(21)
  @FieldResolver(() => [CohortGroup], { nullable: true, description: 'By region of residence on the snapshot\'s day: the 20 regions by KATO, and who has none. Costs a unit.' })
  async byRegion(@Root() { asked }: AuditCohort): Promise<CohortGroup[]> {
    return asked.telling(async () => told(asked, ['region'], groupsOf(await asked.children(), { region: true, ageBand: false, sex: false }), 1));
  }

  @ListSize(6)
  @FieldResolver(() => [CohortGroup], { nullable: true, description: 'By age band. Costs a unit.' })
  async byAgeBand(@Root() { asked }: AuditCohort): Promise<CohortGroup[]> {
    return asked.telling(async () => told(asked, ['age'], groupsOf(await asked.children(), { region: false, ageBand: true, sex: false }), 1));
  }

  @ListSize(2)
  @FieldResolver(() => [CohortGroup], { nullable: true, description: 'By sex. Costs a unit.' })
  async bySex(@Root() { asked }: AuditCohort): Promise<CohortGroup[]> {
    return asked.telling(async () => told(asked, ['sex'], groupsOf(await asked.children(), { region: false, ageBand: false, sex: true }), 1));
  }

  @ListSize(252)
  @FieldResolver(() => [CohortGroup], { nullable: true, description: 'By region, age band and sex at once. Costs a unit.' })
  async byRegionAgeAndSex(@Root() { asked }: AuditCohort): Promise<CohortGroup[]> {
    return asked.telling(async () => told(asked, ['region age sex'], groupsOf(await asked.children(), { region: true, ageBand: true, sex: true }), 1));
  }

  @ListSize(4)
  @FieldResolver(() => [CohortOverlap], { nullable: true, description: 'By programme, each with itself: a child is in as many as touch it. Costs a unit for each programme.' })
  async byProgramme(@Root() { asked }: AuditCohort): Promise<CohortOverlap[]> {
    return asked.telling(async () => told(asked, ['programmes'], overlapsOf(await asked.programmes(), false), COHORT_PROGRAMMES.length));
  }

  @ListSize(6)
  @FieldResolver(() => [CohortOverlap], { nullable: true, description: 'The matrix of programmes that touch the same child, each pair once. Costs a unit for each pair.' })
  async overlap(@Root() { asked }: AuditCohort): Promise<CohortOverlap[]> {
    return asked.telling(async () => {
      const pairs = overlapsOf(await asked.programmes(), true);
      return told(asked, ['overlap'], pairs, pairs.length);
    });
  }

  @ListSize(12)
  @FieldResolver(() => [CohortPoint], { nullable: true, description: 'Children of the cohort for whom something was so, by month or year; at most 120 periods. The cohort is the same in each: those of whom the filter is true. Costs a unit for each period that was not asked for yet.' })
  async series(
    @Root() { asked }: AuditCohort,
    @Arg('of', () => CohortMeasure, { description: 'What is counted.' }) of: CohortMeasure,
    @Arg('by', () => CohortStep, { description: 'Months or years.' }) by: CohortStep,
    @Arg('from', () => DateScalar, { description: 'A day of the first period.' }) from: string,
    @Arg('to', () => DateScalar, { description: 'A day of the last period, which is not after the one that the snapshot\'s day is in.' }) to: string,
  ): Promise<CohortPoint[]> {
    if (of === 'ON_SAVINGS_LIST' && by !== 'YEAR') throw badInput('by', 'must be YEAR for a measure of reporting years.');
    const series = seriesOf(by, from, to, asked.cohort.day);
    return asked.telling(async () => {
      const periods = periodsOf(series);
      const points = pointsOf(await asked.ask((ask) => seriesCells(ask, asked.cohort, of, series)), periods);
      return toldAll(asked, seriesQuestions({ of, by, periods }, points));
    });
  }

  @ListSize(1)
  @FieldResolver(() => [CohortSum], { nullable: true, description: 'What benefits paid out for months, tenge, by whom they were for: of an award of several children each has an equal part. One sum, or one for each month or year; at most 120. Costs two units for each that was not asked for yet.' })
  async paid(
    @Root() { asked }: AuditCohort,
    @Arg('from', () => DateScalar, { description: 'A day of the first month.' }) from: string,
    @Arg('to', () => DateScalar, { description: 'A day of the last month, not after the snapshot\'s.' }) to: string,
    @Arg('programmes', () => [CohortBenefit], { nullable: true, description: 'Of these programmes; of all when left out.' }) programmes: CohortBenefit[] | undefined,
    @Arg('by', () => CohortStep, { nullable: true, description: 'Months or years; one sum when left out.' }) by: CohortStep | undefined,
  ): Promise<CohortSum[]> {
    if (programmes?.length === 0) throw badInput('programmes', 'must have an item, or be left out.');
    const step = by ?? null;
    seriesOf(step, from, to, asked.cohort.day);
    notAfter('to', to, asked.cohort.day);
    const question = { months: { from: monthStart(from), to: monthStart(to) }, programmes: programmes ?? null, step };
    return asked.telling(async () => {
      const cells = await asked.ask((ask) => paidCells(ask, asked.cohort, question));
      const windows = windowsOf(step, question.months);
      const sums = sumsOf(cells, windows.map(({ first }) => first), TIYN);
      const of = [...new Set(question.programmes ?? [])].sort();
      return toldAll(asked, sums.map((sum, i) => ({ asks: ['paid', windows[i]?.months, of], figures: [sum], units: DRAWS_OF_SUM })));
    });
  }

  @ListSize(1)
  @FieldResolver(() => [CohortSum], { nullable: true, description: 'What the National Fund credited for reporting years without yields, and did not take back since, USD: one sum, or one for each year. Costs two units for each that was not asked for yet.' })
  async credited(
    @Root() { asked }: AuditCohort,
    @Arg('from', () => Int, { description: 'The first reporting year, 2023 or later.' }) from: number,
    @Arg('to', () => Int, { description: 'The last one, not after the snapshot\'s year.' }) to: number,
    @Arg('byYear', () => Boolean, { defaultValue: false, description: 'Whether one for each year.' }) byYear: boolean,
  ): Promise<CohortSum[]> {
    checkYears(from, to, asked.cohort.day);
    return asked.telling(async () => {
      const cells = await asked.ask((ask) => creditedCells(ask, asked.cohort, { from, to, step: byYear ? 'YEAR' : null }));
      const years = byYear ? Array.from({ length: to - from + 1 }, (_, i) => [from + i, from + i] as const) : [[from, to] as const];
      const sums = sumsOf(cells, years.map(([first]) => `${first}-01-01`), CENTS);
      return toldAll(asked, sums.map((sum, i) => ({ asks: ['credited', ...(years[i] ?? [])], figures: [sum], units: DRAWS_OF_SUM })));
    });
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Units that you have left of these 30 days, when all that is asked of the cohort beside it is paid for: of your own 250, or of the 1,000 that all auditors have together, whichever is less.' })
  async unitsLeft(@Root() { asked }: AuditCohort, @Ctx() context: SubgraphContext): Promise<number> {
    await asked.settled();
    return onRegister(context, AUDITORS, (em) => unitsLeft(em, auditorMark(viewerOf(context), 'asks of cohorts', snapshotsIn(em).sealingSecret)));
  }
}
