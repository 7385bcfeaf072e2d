import { Decimal } from 'decimal.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { defineLoader, groupByKey } from '../../../shared/loader.js';
import { isWithin, type CountedPlace } from '../infrastructure/within.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';
import { PREVENTION_PROGRAMMES, type PreventionProgramme, type PreventionStage } from './prevention.enums.js';
import { coverageOf, preventionOf, type CasesRow, type CoverageRow, type PreventionRows, type SurveyRow } from './prevention.repository.js';
import { PreventionCases, PreventionCoverage, PreventionStep, PreventionSurvey, SchoolPrevention } from './prevention.type.js';
import { toldCount, toldShare } from './told.js';

const surveyOf = ({ surveyedOn, respondents, victims, aggressors, withTrustedAdult }: SurveyRow, smallest: number): PreventionSurvey =>
  Object.assign(new PreventionSurvey(), {
    surveyedOn,
    respondents: toldCount(respondents, smallest),
    victims: toldShare(victims, respondents, smallest),
    aggressors: toldShare(aggressors, respondents, smallest),
    withTrustedAdult: toldShare(withTrustedAdult, respondents, smallest),
  });

const casesOf = ({ quarter, opened, closed, medianDays }: CasesRow, smallest: number): PreventionCases => {
  const told = toldCount(closed, smallest);
  return Object.assign(new PreventionCases(), { quarter, opened: toldCount(opened, smallest), closed: told, medianDays: told === null || medianDays === null ? null : new Decimal(medianDays) });
};

function programmeAt(programme: PreventionProgramme, { stages, staff, surveys, cases }: PreventionRows, smallest: number): SchoolPrevention | null {
  const reached = stages.filter((row) => row.programme === programme);
  const current = reached.at(-1);
  if (current === undefined) return null;
  return Object.assign(new SchoolPrevention(), {
    programme,
    stage: current.stage,
    since: current.reachedOn,
    staffTrained: staff.findLast((row) => row.programme === programme)?.trained ?? null,
    stages: reached.slice(-8).map(({ stage, reachedOn, source }) => Object.assign(new PreventionStep(), { stage, reachedOn, source })),
    surveys: surveys.filter((row) => row.programme === programme).slice(-6).map((row) => surveyOf(row, smallest)),
    cases: cases.filter((row) => row.programme === programme).slice(-8).map((row) => casesOf(row, smallest)),
  });
}

/** The programmes of schools, four statements for all schools of a request. */
export const preventionAt = defineLoader<string, SchoolPrevention[]>(async (schoolIds, context) => {
  const smallest = await normOn('SMALLEST_COUNT', context.today, context);
  const rows = await preventionOf(context.database.relation, schoolIds);
  const of = <R extends { readonly schoolId: string }>(list: readonly R[]): R[][] => groupByKey(schoolIds, list, ({ schoolId }) => schoolId);
  const [stages, staff, surveys, cases] = [of(rows.stages), of(rows.staff), of(rows.surveys), of(rows.cases)];
  return schoolIds.map((_, at) => {
    const here = { stages: stages[at] ?? [], staff: staff[at] ?? [], surveys: surveys[at] ?? [], cases: cases[at] ?? [] };
    return PREVENTION_PROGRAMMES.flatMap((programme) => programmeAt(programme, here, smallest) ?? []);
  });
});

const total = (rows: readonly CoverageRow[], of: (row: CoverageRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0);

/** Sums of groups that are told one by one, so that nothing else can be worked out from them. */
function share(rows: readonly CoverageRow[], of: (row: CoverageRow) => readonly [number, number]): Decimal | null {
  const all = total(rows, (row) => of(row)[0]);
  return all === 0 ? null : new Decimal(total(rows, (row) => of(row)[1])).div(all).toDecimalPlaces(4);
}

function coverage(programme: PreventionProgramme, rows: readonly CoverageRow[], schools: number): PreventionCoverage {
  const taking = total(rows, (row) => row.schools);
  const at = (stage: PreventionStage): number => total(rows.filter((row) => row.stage === stage), (row) => row.schools);
  return Object.assign(new PreventionCoverage(), {
    programme,
    schools: taking,
    share: schools === 0 ? new Decimal(0) : new Decimal(taking).div(schools).toDecimalPlaces(4),
    selected: at('SELECTED'),
    trained: at('TRAINED'),
    baselineSurvey: at('BASELINE_SURVEY'),
    delivering: at('DELIVERING'),
    followUpSurvey: at('FOLLOWUP_SURVEY'),
    sustained: at('SUSTAINED'),
    staffTrained: total(rows, ({ trained }) => trained),
    victims: share(rows, ({ victims }) => victims),
    aggressors: share(rows, ({ aggressors }) => aggressors),
  });
}

const everywhere = defineLoader<'all', CoverageRow[]>(async (keys, context) => {
  const [smallest, day] = await Promise.all([normOn('SMALLEST_COUNT', context.today, context), schoolYearOf(context.today, context)]);
  const rows = await coverageOf(context.database.relation, smallest, day);
  return keys.map(() => rows);
});

/** Both programmes among the schools of a place, of which there are `schools`. */
export async function coverageIn(place: CountedPlace, schools: number, context: SubgraphContext): Promise<PreventionCoverage[]> {
  const rows = (await everywhere(context).load('all')).filter((row) => isWithin(place, row));
  return PREVENTION_PROGRAMMES.map((programme) => coverage(programme, rows.filter((row) => row.programme === programme), schools));
}
