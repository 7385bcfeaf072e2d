import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { aboutNobody, SCHOOL, SCHOOL_REGION, told, toldOf } from './pupils.js';

const PROGRAMME = column('text', 'KIVA, DOSBOL_LIKE.', 'v.programme');
const FEW = 'null where that, or the rest, is one to four';

/** Of a school and programme the last report of each `by`, by the snapshot's moment. */
const lastReports = (table: string, ...by: readonly string[]): string =>
  `(select distinct on (${['r.school_id', 'r.programme', ...by].join(', ')}) r.* from ${table} r where ${recorded('r.recorded_at')} order by ${['r.school_id', 'r.programme', ...by].join(', ')}, r.id desc)`;

const TRAINED = `(select f.trained from prevention_staff f where f.school_id = v.school_id and f.programme = v.programme and ${recorded('f.recorded_at')} order by f.counted_on desc, f.id desc limit 1)`;

export const PREVENTION: ExportView = {
  description: 'Schools in the programmes against bullying: how far each has come. A school that is not there takes part in none.',
  from: `${lastReports('prevention_stage')} v join school s on s.id = v.school_id where true`,
  columns: {
    ...aboutNobody(SCHOOL_REGION, 'v.recorded_at'),
    school: SCHOOL,
    programme: PROGRAMME,
    stage: column('text', 'SELECTED, TRAINED, BASELINE_SURVEY, DELIVERING, FOLLOWUP_SURVEY, SUSTAINED, WITHDRAWN.', 'v.stage'),
    reached_on: column('date', 'First day in that stage.', 'v.reached_on'),
    trained: column('integer', 'Members of staff who are trained, as counted last; null where nobody has counted.', TRAINED),
  },
};

export const SURVEY: ExportView = {
  description: 'Yearly anonymous surveys of pupils, by school; of a school year the last report. A group of one to four is not told.',
  from: `${lastReports('prevention_survey', 'r.school_year')} v join school s on s.id = v.school_id where true`,
  columns: {
    ...aboutNobody(SCHOOL_REGION, 'v.recorded_at'),
    school: SCHOOL,
    programme: PROGRAMME,
    school_year: column('integer', 'The year in which the school year begins.', 'v.school_year'),
    surveyed_on: column('date', 'Day of the survey.', 'v.surveyed_on'),
    respondents: column('integer', 'Pupils who answered; null where these are one to four.', told('v.respondents')),
    victims: column('integer', `How many of them are bullied; ${FEW}.`, toldOf('v.victims', 'v.respondents')),
    aggressors: column('integer', `How many of them bully; ${FEW}.`, toldOf('v.aggressors', 'v.respondents')),
    with_trusted_adult: column('integer', `How many of them have an adult whom they trust; ${FEW}.`, toldOf('v.with_trusted_adult', 'v.respondents')),
  },
};

export const CASES: ExportView = {
  description: 'Cases of bullying by school and quarter, as counts; of a quarter the last report. One to four are not told.',
  from: `${lastReports('prevention_cases', 'r.quarter')} v join school s on s.id = v.school_id where true`,
  columns: {
    ...aboutNobody(SCHOOL_REGION, 'v.recorded_at'),
    school: SCHOOL,
    programme: PROGRAMME,
    quarter: column('date', 'First day of the quarter.', 'v.quarter'),
    opened: column('integer', 'Cases opened; null where these are one to four.', told('v.opened')),
    closed: column('integer', 'Cases closed; null where these are one to four.', told('v.closed')),
    median_days: column('numeric', 'Days between the two, median of those closed; null where `closed` is, and where none was.', `case when (${told('v.closed')}) is not null then v.median_days end`),
  },
};
