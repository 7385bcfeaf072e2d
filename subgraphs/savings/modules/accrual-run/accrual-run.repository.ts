import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { instant } from '../../../shared/database/instant.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { Official } from '../access/official.js';
import { isOpenedAlone } from '../ledger/opened-alone.js';
import type { TransferKind } from '../ledger/transfer.type.js';
import type { RunYear } from './credit-year.js';

export type AccrualRunStatus = 'COUNTING' | 'COUNTED' | 'CREDITING' | 'DONE' | 'WITHDRAWN';

/** A run as it stands; bigints as text, moments in ISO 8601. */
export interface RunRow {
  readonly id: string;
  readonly publicId: string;
  readonly year: number;
  /** Counts only, and is never released. */
  readonly dry: boolean;
  readonly status: AccrualRunStatus;
  /** Up to when the list of children had followed the civil registry when the run was prepared; null for a list that no feed has filled. */
  readonly listAsOf: string | null;
  readonly creditedOn: CivilDate;
  readonly preparedAccount: string | null;
  readonly preparedIin: string | null;
  readonly preparedAt: string | null;
  readonly releasedAt: string | null;
  readonly finishedAt: string | null;
  readonly children: number;
  readonly done: number;
  /** People of whom something is left to officials, as far as it has looked. */
  readonly left: number;
}

const DONE = `case when status in ('COUNTING', 'COUNTED', 'WITHDRAWN') then counted else credited end`;

const COLUMNS = `id::text, public_id as "publicId", reporting_year as year, dry, status, ${instant('list_as_of')} as "listAsOf", to_char(credited_on, 'YYYY-MM-DD') as "creditedOn",
  prepared_account as "preparedAccount", prepared_iin as "preparedIin", ${instant('prepared_at')} as "preparedAt", ${instant('released_at')} as "releasedAt", ${instant('finished_at')} as "finishedAt",
  (select coalesce(sum(p.children), 0)::float8 from accrual_run_part p where p.run_id = accrual_run.id) as children,
  (select coalesce(sum(p.children) filter (where ${DONE}), 0)::float8 from accrual_run_part p where p.run_id = accrual_run.id) as done,
  (select coalesce(sum(p.left_over), 0)::float8 from accrual_run_part p where p.run_id = accrual_run.id) as "left"`;

const one = async (em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<RunRow | null> => (await em.execute<RunRow[]>(sql, [...parameters]))[0] ?? null;

export const runById = (em: EntityManager, id: string): Promise<RunRow | null> => one(em, `select ${COLUMNS} from accrual_run where id = ?`, [id]);

/** Holds a run until the transaction ends. */
export const lockRun = async (em: EntityManager, publicId: string): Promise<RunRow | null> => {
  const [found] = await em.execute<{ id: string }[]>('select id::text from accrual_run where public_id = ?::uuid for update', [publicId]);
  return found === undefined ? null : runById(em, found.id);
};

/** Newest first; one more than the page. */
export const listRuns = (em: EntityManager, { limit, after }: PageRequest): Promise<RunRow[]> =>
  em.execute<RunRow[]>(`select ${COLUMNS} from accrual_run where (?::bigint is null or id < ?) order by accrual_run.id desc limit ?`, [after, after, limit + 1]);

/** The run of a year that is released and not through, or that only counts. */
export const runOfYear = (em: EntityManager, year: number, statuses: readonly AccrualRunStatus[], dry: boolean): Promise<RunRow | null> =>
  one(em, `select ${COLUMNS} from accrual_run where reporting_year = ? and status in (?) and dry = ? order by accrual_run.id desc limit 1`, [year, [...statuses], dry]);

export const unfinishedRuns = async (em: EntityManager): Promise<string[]> =>
  (await em.execute<{ id: string }[]>(`select id::text from accrual_run where status in ('COUNTING', 'CREDITING') and not dry order by id`)).map(({ id }) => id);

/** The last year that was credited; null before the first. */
export const lastCredited = async (em: EntityManager): Promise<number | null> =>
  (await em.execute<{ year: number | null }[]>(`select max(reporting_year) as year from accrual_run where status = 'DONE' and not dry`))[0]?.year ?? null;

/** Nobody prepares, releases or begins anything about runs beside whoever holds this; until the transaction ends. */
export const holdRuns = (em: EntityManager): Promise<unknown> => em.execute(`select pg_advisory_xact_lock(hashtext('savings/runs'))`);

const AS_OF = `(select caught_up_at from feed_cursor where feed = 'life-events')`;

export async function insertRun(em: EntityManager, { year, dry, creditedOn, by }: { year: number; dry: boolean; creditedOn: CivilDate; by: Official | null }): Promise<RunRow> {
  await em.execute(`update accrual_run set status = 'WITHDRAWN' where status = 'COUNTED' and not dry and not ?::boolean`, [dry]);
  const [made] = await em.execute<{ id: string }[]>(
    `insert into accrual_run (reporting_year, dry, status, credited_on, list_as_of, prepared_account, prepared_iin, prepared_at)
     select ?, ?, 'COUNTING', ?::date, ${AS_OF}, ?, ?, clock_timestamp() returning id::text`,
    [year, dry, creditedOn, by?.account ?? null, by?.iin ?? null]);
  const run = await runById(em, made?.id ?? '0');
  if (run === null) throw new Error('A run is not there.');
  return run;
}

/** The last day on which any run has credited; null before the first. */
export const lastCreditedOn = async (em: EntityManager): Promise<CivilDate | null> =>
  (await em.execute<{ on: CivilDate | null }[]>(`select to_char(max(credited_on), 'YYYY-MM-DD') as on from accrual_run where status in ('CREDITING', 'DONE') and not dry`))[0]?.on ?? null;

/** Up to when the list had followed the civil registry; null where it has not yet, and undefined where no feed fills it. */
export async function listAsOf(em: EntityManager): Promise<string | null | undefined> {
  const [row] = await em.execute<{ asOf: string | null }[]>(`select ${instant('caught_up_at')} as "asOf" from feed_cursor where feed = 'life-events'`);
  return row === undefined ? undefined : row.asOf;
}

/** Days for which a count holds: the list goes on. */
const COUNT_HOLDS = 7;

export const isCountOld = async (em: EntityManager, { id }: RunRow): Promise<boolean> =>
  (await em.execute(`select 1 from accrual_run where id = ? and prepared_at < clock_timestamp() - interval '${COUNT_HOLDS} days'`, [id])).length > 0;

/** Whether a run of the year, or of a later one, was under way or done: what this one credits is credited late. */
export const wasCredited = async (em: EntityManager, year: number): Promise<boolean> =>
  (await em.execute(`select 1 from accrual_run where reporting_year >= ? and status = 'DONE' and not dry limit 1`, [year])).length > 0;

/** A run that is released credits the list as it is now, on a day that is known now, and gets the batch of assets for whom it makes 18. */
export async function release(em: EntityManager, { id, year }: RunRow, creditedOn: CivilDate, { account, iin }: Official): Promise<void> {
  await em.execute(`update accrual_run set status = 'CREDITING', credited_on = ?::date, list_as_of = ${AS_OF}, released_account = ?, released_iin = ?, released_at = clock_timestamp() where id = ?`, [creditedOn, account, iin, id]);
  await em.execute('insert into asset_batch (run_id, reporting_year, made_on, persons, amount) values (?, ?, ?::date, 0, 0)', [id, year, creditedOn]);
}

/** A part of a run: children born on some days. */
export interface Part {
  readonly part: number;
  readonly bornFrom: CivilDate;
  readonly bornTo: CivilDate;
  readonly children: number;
}

/** Nobody on a list was born before. */
const EARLIEST = '1900-01-01';

/**
 * Parts by days of birth and not by IINs: no key of a child stands in them, and one that is replaced meanwhile is in some part all the
 * same. Together they are all days until the list's, whether anybody was born on them yet or not.
 */
export const split = (em: EntityManager, { id, year }: RunRow, size: number): Promise<unknown> =>
  em.execute(`
    insert into accrual_run_part (run_id, part, born_from, born_to, children)
    select ?, row_number() over (order by born_to), coalesce(lag(born_to) over (order by born_to) + 1, least('${EARLIEST}', born_to)), born_to, children from (
      select case when lead(bin) over (order by bin) is null then list_date else max(birth_date) end as born_to, sum(n) as children from (
        select birth_date, n, list_date, floor((sum(n) over (order by birth_date) - n) / ?) as bin from (
          select birth_date, list_date, count(iin) as n from reporting_year y left join listed_child l on l.birth_date <= y.list_date where y.year = ? group by birth_date, list_date) as days) as binned
      group by bin, list_date) as parts`, [id, size, year]);

export const isSplit = async (em: EntityManager, { id }: RunRow): Promise<boolean> => (await em.execute('select 1 from accrual_run_part where run_id = ? limit 1', [id])).length > 0;

type Pass = 'counted' | 'credited';
export const passOf = ({ status }: RunRow): Pass | null => (status === 'COUNTING' ? 'counted' : status === 'CREDITING' ? 'credited' : null);

/** Takes the next part that nobody is at, until the transaction ends; null when none is left, or others have the rest. */
export const takePart = async (em: EntityManager, { id }: RunRow, pass: Pass): Promise<Part | null> =>
  (await em.execute<Part[]>(`select part, to_char(born_from, 'YYYY-MM-DD') as "bornFrom", to_char(born_to, 'YYYY-MM-DD') as "bornTo", children from accrual_run_part
    where run_id = ? and not ${pass} order by part limit 1 for update skip locked`, [id]))[0] ?? null;

export const endPart = (em: EntityManager, { id }: RunRow, { part }: Part, pass: Pass, left: number): Promise<unknown> =>
  em.execute(`update accrual_run_part set ${pass} = true, left_over = ? where run_id = ? and part = ?`, [left, id, part]);

/** Whether every part is through. */
export const isThrough = async (em: EntityManager, { id }: RunRow, pass: Pass): Promise<boolean> =>
  (await em.execute(`select 1 from accrual_run_part where run_id = ? and not ${pass} limit 1`, [id])).length === 0;

export const endCounting = (em: EntityManager, { id }: RunRow): Promise<unknown> => em.execute(`update accrual_run set status = 'COUNTED' where id = ? and status = 'COUNTING'`, [id]);

/** Years whose total was published to the cent, with how many were credited for them by whatever runs, and for how much. */
const TO_THE_CENT = `
  select y.year, y.participants, y.total_usd as total, s.children, s.amount
    from reporting_year y join (select reporting_year, sum(transfers) as children, sum(amount) as amount from accrual_run_total where credited and kind = 'ACCRUAL' group by reporting_year) as s on s.reporting_year = y.year
   where y.total_usd is not null and not exists (select 1 from published_figure p where p.reporting_year = y.year and p.figure = 'ACCRUED' and p.region_kato is null and p.value = y.total_usd and p.value_precision > 0.01)`;

/**
 * What a published total and the sums differ by is rounding while exactly the published number was credited, whichever runs did it; no
 * longer when another run has credited more. Of a list that is not the nation's nothing is rounded, nor of a total that was published in
 * millions: what would be missing is most of the money.
 */
async function roundOff(em: EntityManager, { id, creditedOn }: RunRow): Promise<void> {
  await em.execute(`
    insert into transfer (debit_account, credit_account, amount, kind, reporting_year, occurred_on, run_id)
    select case when y.total > y.amount then f.id else r.id end, case when y.total > y.amount then r.id else f.id end, abs(y.total - y.amount), 'ROUNDING', y.year, ?::date, ?
      from (${TO_THE_CENT}) as y, ledger_account f, ledger_account r
     where y.children = y.participants and y.total <> y.amount and f.kind = 'NATIONAL_FUND' and r.kind = 'ROUNDING_RESIDUE'
    on conflict do nothing`, [creditedOn, id]);
  await em.execute(`
    insert into transfer (debit_account, credit_account, amount, kind, occurred_on, run_id, refers_to)
    select t.credit_account, t.debit_account, t.amount, 'REVERSAL', ?::date, ?, t.id
      from transfer t join (${TO_THE_CENT}) as y on y.year = t.reporting_year
     where t.kind = 'ROUNDING' and y.children <> y.participants and not exists (select 1 from transfer r where r.refers_to = t.id)`, [creditedOn, id]);
}

/** A run's batch of assets is for the accounts that it opened, and for what was opened since the batch before by no run: each of these once. */
async function fillBatch(em: EntityManager, { id }: RunRow): Promise<void> {
  await em.execute(`insert into asset_batch_opening (transfer_id, batch_id) select t.id, b.id from asset_batch b, transfer t where b.run_id = ? and ${isOpenedAlone('t')}`, [id]);
  await em.execute(`update asset_batch b set persons = own.persons + along.persons, amount = own.amount + along.amount
    from (select coalesce(sum(transfers), 0) as persons, coalesce(sum(amount), 0) as amount from accrual_run_total where run_id = ? and credited and kind = 'OPENING') as own,
         (select count(*) as persons, coalesce(sum(t.amount), 0) as amount from asset_batch_opening m join asset_batch o on o.id = m.batch_id join transfer t on t.id = m.transfer_id where o.run_id = ?) as along
   where b.run_id = ?`, [id, id, id]);
}

/** The end of a run: its batch of assets is known, and so is what is rounding. */
export async function finish(em: EntityManager, run: RunRow): Promise<void> {
  await fillBatch(em, run);
  await roundOff(em, run);
  await em.execute(`update accrual_run set status = 'DONE', finished_at = clock_timestamp() where id = ?`, [run.id]);
}

/** What a run counted or credited of one kind, for one reporting year and everybody born in one year. */
export interface RunTotal {
  readonly runId: string;
  readonly credited: boolean;
  readonly kind: TransferKind;
  readonly reportingYear: number | null;
  readonly birthYear: number;
  readonly transfers: number;
  readonly amount: string;
}

export const totalsOfRuns = (em: EntityManager, ids: readonly string[]): Promise<RunTotal[]> =>
  em.execute<RunTotal[]>(
    `select run_id::text as "runId", credited, kind, reporting_year as "reportingYear", birth_year as "birthYear", sum(transfers)::float8 as transfers, sum(amount)::text as amount
       from accrual_run_total where run_id in (?) group by 1, 2, 3, 4, 5 order by credited, kind, reporting_year, birth_year`, [[...ids]]);

interface YearRow {
  readonly year: number;
  readonly listDate: CivilDate;
  readonly creditedOn: CivilDate;
  readonly perChild: string;
  readonly yieldRate: string | null;
}

/** What a run needs of the years up to its own, oldest first; or what of it was never published. */
export async function yearsUpTo(em: EntityManager, year: number): Promise<{ readonly years: readonly RunYear[]; readonly missing: readonly string[] }> {
  const rows = await em.execute<YearRow[]>(`select year, to_char(list_date, 'YYYY-MM-DD') as "listDate", to_char(credited_on, 'YYYY-MM-DD') as "creditedOn", per_child_usd::text as "perChild", yield_rate::text as "yieldRate"
    from reporting_year where year <= ? order by year`, [year]);
  const last = rows.at(-1);
  const gaps = rows.flatMap((row, i) => Array.from({ length: (rows[i + 1]?.year ?? row.year + 1) - row.year - 1 }, (_, n) => row.year + 1 + n));
  const unknown = last === undefined || last.year !== year ? [...gaps, year] : gaps;
  const missing = [...unknown.map((gap) => `the sum and the yield of ${gap}`), ...rows.filter(({ yieldRate }) => yieldRate === null).map((row) => `the yield of ${row.year}`)];
  const years = rows.map(({ perChild, yieldRate, ...row }) => ({ ...row, perChild: new Decimal(perChild), yieldRate: new Decimal(yieldRate ?? 0) }));
  return { years, missing };
}
