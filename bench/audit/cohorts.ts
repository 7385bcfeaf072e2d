import { childCells, creditedCells, paidCells, programmeCells, seriesCells, type Cohort } from '../../subgraphs/audit/modules/cohort/cohort-sql.js';
import type { CohortMonths } from '../../subgraphs/audit/modules/cohort/filter/cohort-filter.type.js';
import { checked } from '../../subgraphs/audit/modules/cohort/filter/compile.js';
import type { SnapshotSession } from '../../subgraphs/audit/modules/snapshot/read/snapshot-session.js';
import { monthStart } from '../../subgraphs/shared/calendar.js';
import type { CivilDate } from '../../subgraphs/shared/clock.js';
import { timed, type Asked } from './timed.js';

/** Half a year. */
const MONTHS_BACK = 6;

/** A fifth of all children, by what three programmes say of them in some months. */
const cohortOf = (months: Required<CohortMonths>, day: CivilDate): Cohort =>
  ({ where: checked({ all: [{ benefit: { programmes: ['LARGE_FAM'], months } }, { savings: { claim: true } }, { schooling: { months } }] }, day), day });

/** What `auditCohort` works out of a cohort with conditions of three programmes, as it does: before the noise, which takes no time. */
export async function askCohorts({ rows }: SnapshotSession, day: CivilDate): Promise<readonly Asked[]> {
  const months = { from: monthStart(day, -MONTHS_BACK), to: monthStart(day, -1) };
  const cohort = cohortOf(months, day);
  const year = Number(day.slice(0, 4)) - 1;
  return [
    await timed('cells', 'children of a cohort of three programmes, by region, sex and age', () => childCells(rows, cohort)),
    await timed('overlap', 'the programmes that touch them', () => programmeCells(rows, cohort)),
    await timed('series', 'who of them was enrolled, in each of six months', () => seriesCells(rows, cohort, 'ENROLLED', { step: 'MONTH', first: months.from, last: months.to })),
    await timed('paid', 'what was paid for them, in each of six months', () => paidCells(rows, cohort, { months, programmes: null, step: 'MONTH' })),
    await timed('credited', 'what was credited to them, in each of three years', () => creditedCells(rows, cohort, { from: year - 2, to: year, step: 'YEAR' })),
  ];
}
