import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { instant } from '../../../shared/database/instant.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

export type PaymentRunStatus = 'RUNNING' | 'DONE';

/** Which payments a run makes. */
export interface RunScope {
  /** First day of the month. */
  readonly month: CivilDate;
  /** KATO of a region; null for the nation. */
  readonly region: string | null;
  /** Counts what would be paid, and makes no payment. */
  readonly dry: boolean;
}

/** A run as it stands; bigints as text. */
export interface RunRow extends RunScope {
  readonly id: string;
  readonly publicId: string;
  readonly status: PaymentRunStatus;
  /** Awards up to this key have been looked at. */
  readonly cursor: string;
  /** The last award that it looks at: later ones are another run's. */
  readonly last: string;
  readonly awards: number;
  readonly lookedAt: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** What a run made of one programme in one region. */
export interface RunTotal {
  readonly runId: string;
  readonly programme: BenefitProgrammeCode;
  readonly region: string;
  readonly payments: number;
  readonly amount: string;
  readonly withheld: string;
  readonly recovered: string;
  /** Awards in force without an amount. */
  readonly unpriced: number;
}

const COLUMNS = `id::text, public_id as "publicId", to_char(month, 'YYYY-MM-DD') as month, region_kato as region, dry, status, cursor::text, last::text,
  awards::float8 as awards, looked_at::float8 as "lookedAt", ${instant('started_at')} as "startedAt", ${instant('finished_at')} as "finishedAt"`;

const one = async (em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<RunRow | null> => (await em.execute<RunRow[]>(sql, [...parameters]))[0] ?? null;

/** Begins a run; null while another of the same month and place is under way. */
export const beginRun = (em: EntityManager, { month, region, dry }: RunScope): Promise<RunRow | null> =>
  one(em, `
    insert into payment_run (month, region_kato, dry, last, awards)
    select ?::date, ?::text, ?::boolean, coalesce(max(id), 0), count(*) from benefit_award where ?::text is null or region_kato = ?
    on conflict (month, region_kato, dry) where status = 'RUNNING' do nothing
    returning ${COLUMNS}`, [month, region, dry, region, region]);

/** The run under way of a month and place. */
export const runUnderWay = (em: EntityManager, { month, region, dry }: RunScope): Promise<RunRow | null> =>
  one(em, `select ${COLUMNS} from payment_run where status = 'RUNNING' and month = ?::date and region_kato is not distinct from ?::text and dry = ?`, [month, region, dry]);

export const runById = (em: EntityManager, id: string): Promise<RunRow | null> => one(em, `select ${COLUMNS} from payment_run where id = ?`, [id]);

/** Holds a run for this transaction: one batch of it at a time, whoever works at it. */
export const lockRun = (em: EntityManager, id: string): Promise<RunRow | null> => one(em, `select ${COLUMNS} from payment_run where id = ? for update`, [id]);

export const unfinishedRuns = async (em: EntityManager): Promise<string[]> =>
  (await em.execute<{ id: string }[]>(`select id::text from payment_run where status = 'RUNNING' order by id`)).map(({ id }) => id);

/** Newest first; one more than the page. */
export const listRuns = (em: EntityManager, month: CivilDate | null, { limit, after }: PageRequest): Promise<RunRow[]> =>
  em.execute<RunRow[]>(
    `select ${COLUMNS} from payment_run where (?::bigint is null or id < ?) and (?::date is null or month = ?) order by payment_run.id desc limit ?`,
    [after, after, month, month, limit + 1]);

/** Totals of runs, by programme and region. */
export const totalsOfRuns = (em: EntityManager, ids: readonly string[]): Promise<RunTotal[]> =>
  em.execute<RunTotal[]>(
    `select run_id::text as "runId", programme, region_kato as region, payments::float8 as payments, amount::text, withheld::text, recovered::text, unpriced::float8 as unpriced
       from payment_run_total where run_id in (?) order by programme, region_kato`, [[...ids]]);

/**
 * The awards that come next: as many keys from the first of them on, and how many of these are awards; null behind the last one. A
 * range and no limit: policies make the planner expect that few rows pass, and it would sort the whole register for some thousands.
 */
export async function nextAwards(em: EntityManager, { cursor, last, region }: RunRow, keys: number): Promise<{ readonly upTo: string; readonly awards: number } | null> {
  const [first] = await em.execute<{ upTo: string }[]>(
    `select least(id + ? - 1, ?)::text as "upTo" from benefit_award where id > ? and id <= ? and (?::text is null or region_kato = ?) order by id limit 1`,
    [keys, last, cursor, last, region, region]);
  if (first === undefined) return null;
  const [counted] = await em.execute<{ awards: number }[]>('select count(*)::int as awards from benefit_award where id > ? and id <= ? and (?::text is null or region_kato = ?)', [cursor, first.upTo, region, region]);
  return { upTo: first.upTo, awards: counted?.awards ?? 0 };
}

export const moveOn = (em: EntityManager, { id }: RunRow, upTo: string, awards: number): Promise<unknown> =>
  em.execute('update payment_run set cursor = ?, looked_at = looked_at + ? where id = ?', [upTo, awards, id]);

export const finish = (em: EntityManager, { id }: RunRow): Promise<unknown> =>
  em.execute(`update payment_run set status = 'DONE', cursor = last, finished_at = clock_timestamp() where id = ?`, [id]);
