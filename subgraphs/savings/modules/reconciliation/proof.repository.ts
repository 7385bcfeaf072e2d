import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isOpenedAlone } from '../ledger/opened-alone.js';
import { STRETCHES } from './stretches.js';

/** What the ledger itself says of a year's sums; USD as text. */
export interface YearProof {
  readonly transfers: number;
  readonly children: number;
  /** Null where nobody was credited. */
  readonly lowest: string | null;
  readonly highest: string | null;
  readonly amount: string;
}

/** One aggregate of the key that has a year's rows in one stretch, child by child, without the yields that came with the sums; for two digits of the IIN at a time, since the nation may take longer than a statement may. */
const PROOF = `
  select count(*)::float8 as transfers, count(distinct iin)::float8 as children, min(s.amount)::text as lowest, max(s.amount)::text as highest, coalesce(sum(s.amount), 0)::text as amount
    from transfer t cross join lateral (select t.amount - coalesce(t.yield_amount, 0) as amount) as s where t.reporting_year = ? and t.kind = 'ACCRUAL' and t.iin between ? and ?`;

const outermost = (of: (...values: Decimal[]) => Decimal, amounts: readonly (string | null)[]): string | null => {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : of(...known.map((amount) => new Decimal(amount))).toFixed(2);
};

export async function proofOf(em: EntityManager, year: number): Promise<YearProof> {
  const proofs: YearProof[] = [];
  for (const [first, last] of STRETCHES) proofs.push(...(await em.execute<YearProof[]>(PROOF, [year, first, last])));
  return {
    transfers: proofs.reduce((sum, { transfers }) => sum + transfers, 0),
    children: proofs.reduce((sum, { children }) => sum + children, 0),
    lowest: outermost((...all) => Decimal.min(...all), proofs.map(({ lowest }) => lowest)),
    highest: outermost((...all) => Decimal.max(...all), proofs.map(({ highest }) => highest)),
    amount: proofs.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2),
  };
}

/** Assets that were sent for those who turn 18, and the openings that they are for; USD as text. */
export interface Batch {
  readonly madeOn: string;
  readonly persons: number;
  readonly amount: string;
  readonly openings: number;
  readonly opened: string;
  /** Openings among them that no run made. */
  readonly takenAlong: number;
  readonly takenAlongAmount: string;
}

const BATCHES = `
  select to_char(b.made_on, 'YYYY-MM-DD') as "madeOn", b.persons, b.amount::text, coalesce(o.openings, 0)::float8 as openings, coalesce(o.opened, 0)::text as opened,
         coalesce(o.along, 0)::float8 as "takenAlong", coalesce(o.along_amount, 0)::text as "takenAlongAmount"
    from asset_batch b left join (select batch_id, count(*) as openings, sum(amount) as opened, count(*) filter (where taken_along) as along, sum(amount) filter (where taken_along) as along_amount
                                    from batch_opening group by batch_id) o on o.batch_id = b.id
   where b.reporting_year = ? order by b.id`;

export const batchesOf = (em: EntityManager, year: number): Promise<Batch[]> => em.execute<Batch[]>(BATCHES, [year]);

/** What of a year's sums was taken back since (of a row the sum before its yield), and what rounding made of it; USD as text. */
export interface Corrections {
  readonly takenBack: string;
  readonly rounding: string;
}

const CORRECTIONS = `
  select (select coalesce(sum(least(back.amount, t.amount - coalesce(t.yield_amount, 0))), 0)::text
            from (select b.refers_to as id, sum(b.amount) as amount from transfer b where b.kind in ('CLAWBACK', 'REVERSAL') and b.refers_to is not null
                     and not exists (select 1 from transfer again where again.refers_to = b.id and again.kind = 'REVERSAL') group by b.refers_to) as back
            join transfer t on t.id = back.id where t.reporting_year = ? and t.kind = 'ACCRUAL') as "takenBack",
         (select coalesce(sum(case when c.kind = 'ROUNDING_RESIDUE' then t.amount else -t.amount end), 0)::text from transfer t join ledger_account c on c.id = t.credit_account
           where t.reporting_year = ? and t.kind = 'ROUNDING') as rounding`;

export async function correctionsOf(em: EntityManager, year: number): Promise<Corrections> {
  const [row] = await em.execute<Corrections[]>(CORRECTIONS, [year, year]);
  return row ?? { takenBack: '0', rounding: '0' };
}

/**
 * What was brought to accounts from the Fund's side, less what was taken back to it, of which no batch of assets is, in all years so far:
 * openings that the next run's batch takes along; claw-backs from accounts, and reversals that went to them, which are found by what refers to
 * something, which is little.
 */
const TO_SEND = `
  with made as materialized (select t.id, t.iin, t.kind, t.debit_account, t.credit_account, t.amount from transfer t where t.refers_to is not null and t.kind in ('CLAWBACK', 'REVERSAL'))
  select (coalesce((select sum(t.amount) from transfer t where ${isOpenedAlone('t')}), 0)
        + coalesce((select sum(case when m.kind = 'REVERSAL' then m.amount else -m.amount end) from made m join ledger_account f on f.kind = 'NATIONAL_FUND' and f.id in (m.debit_account, m.credit_account)
                      where exists (select 1 from savings_account s where s.account_id in (m.debit_account, m.credit_account))), 0))::text as amount`;

/** USD as text. */
export const assetsToSend = async (em: EntityManager): Promise<string> => (await em.execute<{ amount: string }[]>(TO_SEND))[0]?.amount ?? '0';

/** A state of the ledger's years: as long as it is the same, so is everything that runs have booked. Null while a run is under way. */
export async function stateOfRuns(em: EntityManager): Promise<string | null> {
  const [row] = await em.execute<{ last: string | null; underWay: boolean }[]>(
    `select max(id)::text || ' ' || count(*) as last, coalesce(bool_or(status = 'CREDITING'), false) as "underWay" from accrual_run where not dry and status in ('CREDITING', 'DONE')`);
  return row === undefined || row.underWay ? null : (row.last ?? '');
}

/** Years of which a run is through. */
export const yearsCredited = async (em: EntityManager): Promise<number[]> =>
  (await em.execute<{ year: number }[]>(`select distinct reporting_year as year from accrual_run where status = 'DONE' and not dry order by 1`)).map(({ year }) => year);
