import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '../../../shared/access/viewer.js';
import { quarterStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { requireRegion } from '../access/region.js';
import { schoolYearOf } from '../norm/school-year.js';
import { lockSchool } from '../school/found-school.js';
import { stagesAfter } from './prevention.enums.js';
import type { PreventionInput, RecordPreventionCasesInput, RecordPreventionStaffInput, RecordPreventionStageInput, RecordPreventionSurveyInput } from './prevention.input.type.js';
import { addReport, stageOf } from './prevention.repository.js';

const MOST_STAFF = 1_000;
const MOST = 10_000;
const MOST_DAYS = 9_999.9;

interface Reported {
  /** The school's key. */
  readonly school: string;
  readonly occurredOn: CivilDate;
  /** The columns that every report has. */
  readonly columns: Readonly<Record<string, string>>;
  readonly current: Awaited<ReturnType<typeof stageOf>>;
}

/** Holds the school: whoever reports of it beside waits. */
async function reported(em: EntityManager, viewer: Viewer, input: PreventionInput, context: SubgraphContext): Promise<Reported> {
  const { occurredOn, source } = noteOf(input, context, viewer);
  const { id, regionKato } = await lockSchool(em, input.schoolId, 'input.schoolId');
  requireRegion(viewer, regionKato, 'input.schoolId');
  return { school: id, occurredOn, columns: { school_id: id, programme: input.programme, source }, current: await stageOf(em, id, input.programme) };
}

/** What schools report of a programme they take part in. */
async function ofTaking(em: EntityManager, viewer: Viewer, input: PreventionInput, context: SubgraphContext): Promise<Reported> {
  const report = await reported(em, viewer, input, context);
  const { current } = report;
  if (current === null || current.stage === 'WITHDRAWN') throw new Refused('NOT_IN_THIS_STATE', 'input.programme', 'The school takes no part in the programme: record the stage SELECTED first.');
  return report;
}

function within(field: string, value: number, least: number, most: number): number {
  if (value < least || value > most) throw badInput(`input.${field}`, `must be from ${least} to ${most}.`);
  return value;
}

export async function recordStage(em: EntityManager, viewer: Viewer, input: RecordPreventionStageInput, context: SubgraphContext): Promise<string> {
  const { school, occurredOn, columns, current } = await reported(em, viewer, input, context);
  const next = stagesAfter(current?.stage ?? null);
  if (!next.includes(input.stage)) throw new Refused('NOT_IN_THIS_STATE', 'input.stage', `The school ${current === null ? 'has not taken part' : `is at the stage ${current.stage}`}: what follows is ${next.join(', ')}.`);
  if (current !== null && occurredOn < current.reachedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', `The stage before was reached on ${current.reachedOn}.`);
  await addReport(em, 'prevention_stage', { ...columns, stage: input.stage, reached_on: occurredOn });
  return school;
}

export async function recordStaff(em: EntityManager, viewer: Viewer, input: RecordPreventionStaffInput, context: SubgraphContext): Promise<string> {
  const trained = within('trained', input.trained, 0, MOST_STAFF);
  const { school, occurredOn, columns } = await ofTaking(em, viewer, input, context);
  await addReport(em, 'prevention_staff', { ...columns, counted_on: occurredOn, trained });
  return school;
}

export async function recordSurvey(em: EntityManager, viewer: Viewer, input: RecordPreventionSurveyInput, context: SubgraphContext): Promise<string> {
  const respondents = within('respondents', input.respondents, 1, MOST);
  const groups = {
    victims: within('victims', input.victims, 0, respondents),
    aggressors: within('aggressors', input.aggressors, 0, respondents),
    with_trusted_adult: within('withTrustedAdult', input.withTrustedAdult, 0, respondents),
  };
  const { school, occurredOn, columns } = await ofTaking(em, viewer, input, context);
  const begins = await schoolYearOf(occurredOn, context);
  await addReport(em, 'prevention_survey', { ...columns, school_year: Number(begins.slice(0, 4)), surveyed_on: occurredOn, respondents, ...groups });
  return school;
}

export async function recordCases(em: EntityManager, viewer: Viewer, input: RecordPreventionCasesInput, context: SubgraphContext): Promise<string> {
  if (quarterStart(input.quarter) !== input.quarter) throw badInput('input.quarter', 'must be the first day of January, April, July or October.');
  const [opened, closed, medianDays] = [within('opened', input.opened, 0, MOST), within('closed', input.closed, 0, MOST), input.medianDays ?? null];
  if ((medianDays === null) !== (closed === 0)) throw badInput('input.medianDays', 'is given where cases were closed, and only there.');
  if (medianDays !== null && (medianDays.lt(0) || medianDays.gt(MOST_DAYS) || medianDays.decimalPlaces() > 1)) throw badInput('input.medianDays', `must be from 0 to ${MOST_DAYS}, with at most one decimal.`);
  const { school, occurredOn, columns } = await ofTaking(em, viewer, input, context);
  if (quarterStart(input.quarter, 1) > occurredOn) throw badInput('input.quarter', 'must be over on the day of the report (occurredOn).');
  await addReport(em, 'prevention_cases', { ...columns, quarter: input.quarter, opened, closed, median_days: medianDays?.toFixed(1) ?? null });
  return school;
}
