import type { CivilDate } from '../../shared/clock.js';
import { type Cell, chance, type PopulationFacts, type SeedWriter } from '../../shared/synthetic/seed.js';
import { NOBD, type SeedSchool } from './schools.js';

export const PREVENTION_TABLES = {
  prevention_stage: ['school_id', 'programme', 'stage', 'reached_on', 'source', 'recorded_at'],
  prevention_staff: ['school_id', 'programme', 'counted_on', 'trained', 'source', 'recorded_at'],
  prevention_survey: ['school_id', 'programme', 'school_year', 'surveyed_on', 'respondents', 'victims', 'aggressors', 'with_trusted_adult', 'source', 'recorded_at'],
  prevention_cases: ['school_id', 'programme', 'quarter', 'opened', 'closed', 'median_days', 'source', 'recorded_at'],
} as const;

/** When each stage comes at the earliest, and which part of a programme's schools comes so far. KiVa began as a pilot, DosbolLIKE is for all. */
const WAYS = {
  KIVA: { share: 0.08, stages: [['SELECTED', '2024-09-01', 1], ['TRAINED', '2024-10-15', 1], ['BASELINE_SURVEY', '2024-11-20', 0.9], ['DELIVERING', '2025-01-13', 0.9], ['FOLLOWUP_SURVEY', '2025-11-20', 0.7], ['SUSTAINED', '2026-09-01', 0.4]] },
  DOSBOL_LIKE: { share: 0.9, stages: [['SELECTED', '2025-09-01', 1], ['TRAINED', '2025-10-20', 0.85], ['BASELINE_SURVEY', '2025-11-10', 0.7], ['DELIVERING', '2026-01-12', 0.6], ['FOLLOWUP_SURVEY', '2026-11-10', 0.4]] },
} as const satisfies Readonly<Record<string, { readonly share: number; readonly stages: readonly (readonly [string, CivilDate, number])[] }>>;

/** A survey asks pupils of a whole school; a synthetic school is too small for one, so that a small real one's numbers stand here. */
const RESPONDENTS = 40;
const MORE_RESPONDENTS = 400;
/** Bullied within a month, of pupils of 13 to 15: at least 16 % (UNICEF, 2024); less where a programme works. */
const VICTIMS = { BASELINE_SURVEY: 0.16, FOLLOWUP_SURVEY: 0.12 } as const;

/** Quarters of which cases are reported, and when they are. */
const QUARTERS: readonly (readonly [quarter: CivilDate, reportedOn: CivilDate])[] = [['2026-01-01', '2026-04-06'], ['2026-04-01', '2026-07-06'], ['2026-07-01', '2026-10-05']];

type Writer = SeedWriter<keyof typeof PREVENTION_TABLES>;

function reportsOf(school: SeedSchool, programme: keyof typeof WAYS, { seed, asOf }: PopulationFacts, write: Writer): void {
  const at = (what: string): number => chance(seed, 'prevention', school.id, programme, what);
  if (at('taking part') >= WAYS[programme].share) return;
  const key = [school.id, programme] as const;
  const row = (table: keyof typeof PREVENTION_TABLES, day: CivilDate, ...cells: readonly Cell[]): void => void write.row(table, [...key, ...cells, NOBD, day]);
  const reach = at('how far');
  for (const [stage, day, furthest] of WAYS[programme].stages) {
    if (reach >= furthest || day > asOf || day < school.openedOn) return;
    row('prevention_stage', day, stage, day);
    if (stage === 'TRAINED') row('prevention_staff', day, day, 3 + Math.floor(at('staff') * 12));
    if (stage === 'BASELINE_SURVEY' || stage === 'FOLLOWUP_SURVEY') {
      const respondents = RESPONDENTS + Math.floor(at(`${stage} respondents`) * MORE_RESPONDENTS);
      const group = (what: string, share: number): number => Math.round(respondents * share * (0.5 + at(`${stage} ${what}`)));
      row('prevention_survey', day, Number(day.slice(0, 4)), day, respondents, group('victims', VICTIMS[stage]), group('aggressors', VICTIMS[stage] / 2), group('adults', 0.5));
    }
    if (stage === 'DELIVERING') {
      for (const [quarter, reportedOn] of QUARTERS.filter(([, reported]) => reported <= asOf)) {
        const opened = Math.floor(at(`${quarter} opened`) * 14);
        const closed = Math.floor(opened * (0.5 + at(`${quarter} closed`) / 2));
        row('prevention_cases', reportedOn, quarter, opened, closed, closed === 0 ? null : (7 + at(`${quarter} days`) * 40).toFixed(1));
      }
    }
  }
}

/** What schools report of the programmes against bullying. */
export function writePrevention(schools: readonly SeedSchool[], facts: PopulationFacts, write: Writer): void {
  for (const school of schools) for (const programme of ['KIVA', 'DOSBOL_LIKE'] as const) reportsOf(school, programme, facts, write);
}
