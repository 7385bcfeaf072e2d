import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MAJORITY } from '../../rules/list.js';
import { STRETCHES } from './stretches.js';

/** What was booked for everybody born in one year; USD as text. */
export interface Cohort {
  /** Null for whom the list does not have. */
  readonly birthYear: number | null;
  readonly children: number;
  readonly accrued: string;
  readonly yield: string;
  readonly opened: number;
  readonly openedAmount: string;
}

const SUMS = `
  birth_year::int as "birthYear", coalesce(sum(n) filter (where kind = 'ACCRUAL'), 0)::float8 as children, coalesce(sum(amount) filter (where kind = 'ACCRUAL'), 0)::text as accrued,
  coalesce(sum(amount) filter (where kind in ('YIELD', 'YIELD_CORRECTION')), 0)::text as yield,
  coalesce(sum(n) filter (where kind = 'OPENING'), 0)::float8 as opened, coalesce(sum(amount) filter (where kind = 'OPENING'), 0)::text as "openedAmount"`;

/** What runs have noted of each part in the transaction that booked it: of millions a few hundred rows. */
const NOTED = `
  select ${SUMS} from (
    select t.birth_year, t.kind, t.transfers as n, t.amount from accrual_run_total t join accrual_run r on r.id = t.run_id
     where t.credited and not r.dry and (t.reporting_year = ? or t.reporting_year is null and r.reporting_year = ?)) as noted group by birth_year`;

/** Runs of before the register, which have noted nothing, and how far of each year they may have booked something. */
const UNNOTED_RUNS = `
  select r.id::text, r.reporting_year as year from accrual_run r where r.status = 'DONE' and not r.dry and r.reporting_year >= ? and not exists (select 1 from accrual_run_part p where p.run_id = r.id)`;

const UNNOTED = `
  select ${SUMS} from (
    select g.birth_year, part.kind, part.n, part.amount from (
      select extract(year from l.birth_date) as birth_year, t.kind, count(*) as n, sum(t.amount) as amount, sum(t.yield_amount) as earned from transfer t left join listed_child l on l.iin = t.iin
       where t.reporting_year = ? and t.kind in ('ACCRUAL', 'YIELD', 'YIELD_CORRECTION') and t.iin between ? and ? and t.run_id in (?) group by 1, 2) as g
      cross join lateral (values ('YIELD', 0, g.earned), (g.kind, g.n, g.amount - coalesce(g.earned, 0))) as part (kind, n, amount)
    union all
    select extract(year from l.birth_date), t.kind, 1, t.amount from transfer t left join listed_child l on l.iin = t.iin
     where t.reporting_year is null and t.kind = 'OPENING' and t.iin between ? and ? and t.run_id in (?)) as booked group by birth_year`;

const added = (one: string, other: string): string => new Decimal(one).plus(other).toFixed(2);

const together = (one: Cohort, other: Cohort): Cohort => ({
  birthYear: one.birthYear,
  children: one.children + other.children,
  accrued: added(one.accrued, other.accrued),
  yield: added(one.yield, other.yield),
  opened: one.opened + other.opened,
  openedAmount: added(one.openedAmount, other.openedAmount),
});

const NOTHING = { children: 0, accrued: '0', yield: '0', opened: 0, openedAmount: '0' } as const;

/** One cohort for each year of birth, the oldest first. */
function merged(cohorts: readonly Cohort[]): Cohort[] {
  const byYear = Map.groupBy(cohorts, ({ birthYear }) => birthYear);
  return [...byYear].map(([birthYear, parts]) => parts.reduce(together, { birthYear, ...NOTHING })).sort((one, other) => (one.birthYear ?? Infinity) - (other.birthYear ?? Infinity));
}

/** What runs that noted nothing booked of a year, by the ledger; only those up to a run, where one is given. */
export async function unnotedCohorts(em: EntityManager, year: number, upTo: string | null = null): Promise<Cohort[]> {
  const runs = (await em.execute<{ id: string; year: number }[]>(UNNOTED_RUNS, [year])).filter(({ id }) => upTo === null || BigInt(id) <= BigInt(upTo));
  if (runs.length === 0) return [];
  const [all, own] = [runs.map(({ id }) => id), runs.filter((run) => run.year === year).map(({ id }) => id)];
  const found: Cohort[] = [];
  for (const [first, last] of STRETCHES) found.push(...(await em.execute<Cohort[]>(UNNOTED, [year, first, last, all, first, last, own.length === 0 ? ['0'] : own])));
  return merged(found);
}

/** What runs booked for a year, and opened in its run, by year of birth. */
export async function cohortsOf(em: EntityManager, year: number): Promise<Cohort[]> {
  return merged([...(await em.execute<Cohort[]>(NOTED, [year, year])), ...(await unnotedCohorts(em, year))]);
}

/** Whether somebody born in a year turns 18 in the year that follows a list. */
export const turns18After = (birthYear: number | null, year: number): boolean => birthYear !== null && birthYear + MAJORITY === year + 1;

/** How many children cohorts have, and how many of them turn 18 in the year that follows their list. */
export function headsOf(cohorts: readonly Cohort[], year: number): { readonly children: number; readonly turning18: number } {
  const sum = (of: readonly Cohort[]): number => of.reduce((total, { children }) => total + children, 0);
  return { children: sum(cohorts), turning18: sum(cohorts.filter(({ birthYear }) => turns18After(birthYear, year))) };
}
