import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { Part, RunRow } from '../accrual-run/accrual-run.repository.js';
import type { SavingsLeftReason, SavingsLeftState } from './left-codes.type.js';

/** Something about somebody that a run leaves to officials. */
export interface LeftItem {
  readonly iin: string;
  readonly reason: SavingsLeftReason;
  readonly year: number;
  /** USD; null where it is not known what the ledger has refused. */
  readonly amount: string | null;
  /** The check of the ledger that refused; null for anything else. */
  readonly refusedBy: string | null;
}

const FOUND = `jsonb_to_recordset(?::jsonb) as n (iin text, reason text, year int, amount numeric, "refusedBy" text)`;

/**
 * Writes down what a part leaves to officials, in its transaction. Where it credits, what earlier runs left of whoever was looked at one by
 * one is over by that: it is found again, under the new run, or not.
 */
export async function leave(em: EntityManager, { id, status }: RunRow, { part }: Pick<Part, 'part'>, looked: readonly string[], items: readonly LeftItem[]): Promise<void> {
  const [found, isCrediting] = [JSON.stringify(items), status === 'CREDITING'];
  if (isCrediting && looked.length > 0) {
    await em.execute(`
      update accrual_run_left l set ended_at = clock_timestamp(), state = case when (l.iin, l.reason, l.reporting_year) in (select n.iin, n.reason, n.year from ${FOUND}) then 'FOUND_AGAIN' else 'RESOLVED' end
       where l.state = 'OPEN' and l.run_id < ? and l.iin = any (?::text[])`, [found, id, textArray(looked)]);
  }
  if (items.length === 0) return;
  await em.execute(`
    insert into accrual_run_left (run_id, part, credited, iin, reason, reporting_year, amount, refused_by)
    select ?, ?, ?, n.iin, n.reason, n.year, n.amount, n."refusedBy" from ${FOUND}`, [id, part, isCrediting, found]);
}

/** What earlier runs left of whom this one has looked at and found nothing: it is over. Whoever is not of the run's list yet was not looked at. */
export const endLeft = (em: EntityManager, { id, year }: RunRow): Promise<unknown> =>
  em.execute(`
    update accrual_run_left l set state = 'RESOLVED', ended_at = clock_timestamp()
     where l.state = 'OPEN' and l.run_id < ? and exists (select 1 from listed_child c join reporting_year y on c.birth_date <= y.list_date where c.iin = l.iin and y.year = ?)`, [id, year]);

/** Runs that have left something of somebody that is not over, with their years; what the ledger refused only another run can tell. */
export const runsWithOpen = (em: EntityManager, iin: string): Promise<Pick<RunRow, 'id' | 'year' | 'creditedOn'>[]> =>
  em.execute<Pick<RunRow, 'id' | 'year' | 'creditedOn'>[]>(
    `select id::text, reporting_year as year, to_char(credited_on, 'YYYY-MM-DD') as "creditedOn" from accrual_run
      where id in (select run_id from accrual_run_left where iin = ? and state = 'OPEN' and reason <> 'REFUSED_BY_LEDGER') order by id`, [iin]);

/** What of that a look at the person's books finds still, and how much, is left; the rest is over. */
export async function keepOnly(em: EntityManager, { id }: Pick<RunRow, 'id'>, iin: string, items: readonly LeftItem[]): Promise<void> {
  const found = JSON.stringify(items);
  const open = `l.run_id = ? and l.iin = ? and l.state = 'OPEN' and l.reason <> 'REFUSED_BY_LEDGER'`;
  await em.execute(`update accrual_run_left l set amount = n.amount from ${FOUND} where ${open} and (n.reason, n.year) = (l.reason, l.reporting_year) and n.amount <> l.amount`, [found, id, iin]);
  await em.execute(`update accrual_run_left l set state = 'RESOLVED', ended_at = clock_timestamp() where ${open} and (l.reason, l.reporting_year) not in (select n.reason, n.year from ${FOUND})`, [id, iin, found]);
}

/** An item as its row has it. */
export interface LeftRow extends LeftItem {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  /** The run's public id. */
  readonly run: string;
  readonly state: SavingsLeftState;
  readonly foundAt: string;
  readonly endedAt: string | null;
}

/** What a list of items may be narrowed by; null means no condition. */
export interface LeftConditions {
  readonly run: string | null;
  readonly reason: SavingsLeftReason | null;
  readonly year: number | null;
  readonly states: readonly SavingsLeftState[];
}

/** Register path, by an internal key; one row more than the page. Of a part that credits, what was counted before counts no more. Without a run, of those that have credited. */
export const listLeft = (em: EntityManager, { run, reason, year, states }: LeftConditions, { limit, after }: PageRequest): Promise<LeftRow[]> =>
  em.execute<LeftRow[]>(`
    select l.id::text, l.public_id::text as "publicId", l.iin, r.public_id::text as run, l.reason, l.reporting_year as year, l.amount::text, l.refused_by as "refusedBy", l.state,
           ${instant('l.recorded_at')} as "foundAt", ${instant('l.ended_at')} as "endedAt"
      from accrual_run_left l join accrual_run_part p on (p.run_id, p.part) = (l.run_id, l.part) join accrual_run r on r.id = l.run_id
     where l.id > ? and l.credited = p.credited and case when ?::uuid is null then l.credited else r.public_id = ?::uuid end
       and (?::text is null or l.reason = ?) and (?::int is null or l.reporting_year = ?) and l.state = any (?::text[]) order by l.id limit ?`,
    [after ?? '0', run, run, reason, reason, year, year, textArray(states), limit + 1]);

/** What a run leaves, or would leave, for one reason and reporting year. */
export interface LeftTotal {
  readonly reason: SavingsLeftReason;
  readonly year: number;
  readonly people: number;
  /** USD, as far as it is known. */
  readonly amount: string;
}

export const leftTotals = (em: EntityManager, runId: string): Promise<LeftTotal[]> =>
  em.execute<LeftTotal[]>(`
    select l.reason, l.reporting_year as year, count(distinct l.iin)::float8 as people, coalesce(sum(l.amount), 0)::text as amount
      from accrual_run_left l join accrual_run_part p on (p.run_id, p.part) = (l.run_id, l.part) and p.credited = l.credited where l.run_id = ? group by 1, 2 order by 1, 2`, [runId]);
