import type { EntityManager } from '@mikro-orm/postgresql';
import { MAJORITY } from '../../rules/claims.js';

/** What the ledger itself says of a year's sums; USD as text. */
export interface YearProof {
  readonly transfers: number;
  readonly children: number;
  /** Null where nobody was credited. */
  readonly lowest: string | null;
  readonly highest: string | null;
  readonly amount: string;
}

/** One statement, by the key that has a year's accruals in one stretch, child by child. */
const PROOF = `
  select count(*)::float8 as transfers, count(distinct iin)::float8 as children, min(amount)::text as lowest, max(amount)::text as highest, coalesce(sum(amount), 0)::text as amount
    from transfer where reporting_year = ? and kind = 'ACCRUAL'`;

export async function proofOf(em: EntityManager, year: number): Promise<YearProof> {
  const [proof] = await em.execute<YearProof[]>(PROOF, [year]);
  if (proof === undefined) throw new Error('An aggregate has no row.');
  return proof;
}

/** What was booked for everybody born in one year; USD as text. */
export interface Cohort {
  readonly birthYear: number | null;
  readonly children: number;
  readonly accrued: string;
  readonly yield: string;
  readonly opened: number;
  readonly openedAmount: string;
}

const SUMS = `
  coalesce(sum(n) filter (where kind = 'ACCRUAL'), 0)::float8 as children, coalesce(sum(amount) filter (where kind = 'ACCRUAL'), 0)::text as accrued,
  coalesce(sum(amount) filter (where kind in ('YIELD', 'YIELD_CORRECTION')), 0)::text as yield,
  coalesce(sum(n) filter (where kind = 'OPENING'), 0)::float8 as opened, coalesce(sum(amount) filter (where kind = 'OPENING'), 0)::text as "openedAmount"`;

/**
 * By year of birth: what runs have noted of each part in the transaction that booked it, so that millions are a few hundred rows. Runs of
 * before the register have noted nothing; of these, and of what no run made, the ledger is read.
 */
const COHORTS = `
  with mine as (select id, reporting_year, exists (select 1 from accrual_run_part p where p.run_id = r.id) as noted from accrual_run r where not dry and status in ('CREDITING', 'DONE')),
  found as (
    select t.birth_year, t.kind, t.transfers as n, t.amount from accrual_run_total t join mine on mine.id = t.run_id
     where t.credited and (t.reporting_year = ? or t.reporting_year is null and mine.reporting_year = ?)
    union all
    select extract(year from l.birth_date), t.kind, 1, t.amount from transfer t join mine on mine.id = t.run_id left join listed_child l on l.iin = t.iin
     where exists (select 1 from mine where not noted) and t.reporting_year = ? and t.kind in ('ACCRUAL', 'YIELD', 'YIELD_CORRECTION') and not mine.noted
    union all
    select extract(year from l.birth_date), t.kind, 1, t.amount from transfer t join mine on mine.id = t.run_id left join listed_child l on l.iin = t.iin
     where exists (select 1 from mine where not noted) and t.reporting_year is null and t.kind = 'OPENING' and not mine.noted and mine.reporting_year = ?)
  select birth_year::int as "birthYear", ${SUMS} from found group by birth_year order by birth_year`;

export const cohortsOf = (em: EntityManager, year: number): Promise<Cohort[]> => em.execute<Cohort[]>(COHORTS, [year, year, year, year]);

/** Assets that were sent for those who turn 18, and the openings that name them; USD as text. */
export interface Batch {
  readonly madeOn: string;
  readonly persons: number;
  readonly amount: string;
  readonly openings: number;
  readonly opened: string;
}

const BATCHES = `
  select to_char(b.made_on, 'YYYY-MM-DD') as "madeOn", b.persons, b.amount::text, coalesce(o.openings, 0)::float8 as openings, coalesce(o.opened, 0)::text as opened
    from asset_batch b left join (select batch_id, count(*) as openings, sum(amount) as opened from transfer where reporting_year is null and kind = 'OPENING' and batch_id is not null group by batch_id) o on o.batch_id = b.id
   where b.reporting_year = ? order by b.id`;

export const batchesOf = (em: EntityManager, year: number): Promise<Batch[]> => em.execute<Batch[]>(BATCHES, [year]);

/** What of a year's sums was taken back since, and what rounding made of it; USD as text. */
export interface Corrections {
  readonly takenBack: string;
  readonly rounding: string;
}

const CORRECTIONS = `
  select (select coalesce(sum(b.amount), 0)::text from transfer b join transfer t on t.id = b.refers_to
           where b.kind in ('CLAWBACK', 'REVERSAL') and b.refers_to is not null and t.reporting_year = ? and t.kind = 'ACCRUAL') as "takenBack",
         (select coalesce(sum(case when c.kind = 'ROUNDING_RESIDUE' then t.amount else -t.amount end), 0)::text from transfer t join ledger_account c on c.id = t.credit_account
           where t.reporting_year = ? and t.kind = 'ROUNDING') as rounding`;

export async function correctionsOf(em: EntityManager, year: number): Promise<Corrections> {
  const [row] = await em.execute<Corrections[]>(CORRECTIONS, [year, year]);
  return row ?? { takenBack: '0', rounding: '0' };
}

/** A state of the ledger's years: as long as it is the same, so is everything that runs have booked. Null while a run is under way. */
export async function stateOfRuns(em: EntityManager): Promise<string | null> {
  const [row] = await em.execute<{ last: string | null; underWay: boolean }[]>(
    `select max(id)::text || ' ' || count(*) as last, coalesce(bool_or(status = 'CREDITING'), false) as "underWay" from accrual_run where not dry and status in ('CREDITING', 'DONE')`);
  return row === undefined || row.underWay ? null : (row.last ?? '');
}

/** Whether somebody born in a year turns 18 in the year that follows a list. */
export const turns18After = (birthYear: number | null, year: number): boolean => birthYear !== null && birthYear + MAJORITY === year + 1;
