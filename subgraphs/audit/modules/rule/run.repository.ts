import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { AuditRule } from './audit-rule.js';

export type RunState = 'WAITING' | 'DONE' | 'FAILED';

/** A rule asked of a snapshot, once for each version of it. */
export interface RunRow {
  readonly internalId: string;
  readonly id: string;
  readonly rule: string;
  readonly version: number;
  readonly state: RunState;
  /** Of the snapshot, in the database. */
  readonly snapshotKey: string;
  /** Of the snapshot, as auditors name it. */
  readonly snapshot: string;
  /** ISO 8601, UTC; the snapshot's moment. */
  readonly asOf: string;
  readonly requestedAt: string;
  readonly finishedAt: string | null;
  readonly times: number;
  /** How often it was begun and has come to no end, whatever the reason, and since when. */
  readonly attempts: number;
  readonly triedSince: string | null;
  readonly moved: boolean | null;
  readonly rows: string | null;
  readonly findings: string | null;
  readonly amount: string | null;
  readonly checksum: string | null;
  readonly tookMs: number | null;
  readonly problem: string | null;
}

const COLUMNS = `r.id::text as "internalId", r.public_id::text as id, r.rule, r.version, r.state, r.snapshot::text as "snapshotKey", s.public_id::text as snapshot, ${instant('s.as_of')} as "asOf",
  ${instant('r.requested_at')} as "requestedAt", ${instant('r.finished_at')} as "finishedAt", r.times, r.attempts, ${instant('r.tried_since')} as "triedSince", r.moved, r.rows::text as rows, r.findings::text as findings, r.amount::text as amount,
  r.checksum, r.took_ms as "tookMs", r.problem`;
const FROM = 'from rule_run r join snapshot s on s.id = r.snapshot';

/** Asks rules of a snapshot, or again: what was found before is compared with what is found now. Which runs these are, in the rules' order. */
export async function requestRuns(em: EntityManager, snapshotKey: string, rules: readonly Pick<AuditRule, 'id' | 'version'>[]): Promise<string[]> {
  const runs = await em.execute<{ id: string; rule: string }[]>(
    `insert into rule_run (snapshot, rule, version) select ?::bigint, r.id, r.version from jsonb_to_recordset(?::jsonb) as r (id text, version integer)
     on conflict (snapshot, rule, version) do update set state = 'WAITING', problem = null, requested_at = clock_timestamp()
     returning id::text as id, rule`,
    [snapshotKey, JSON.stringify(rules.map(({ id, version }) => ({ id, version })))]);
  return rules.flatMap(({ id }) => runs.filter(({ rule }) => rule === id).map((run) => run.id));
}

export const runsByKeys = (em: EntityManager, keys: readonly string[]): Promise<RunRow[]> =>
  em.execute<RunRow[]>(`select ${COLUMNS} ${FROM} where r.id = any(?::bigint[])`, [`{${keys.join(',')}}`]);

/** Those in a state, or all; by when each was asked for first, newest first, and one more than the page. */
export const listRuns = (em: EntityManager, state: RunState | null, { limit, after }: PageRequest): Promise<RunRow[]> =>
  em.execute<RunRow[]>(`select ${COLUMNS} ${FROM} where (?::text is null or r.state = ?) and (?::bigint is null or r.id < ?::bigint) order by r.id desc limit ?`, [state, state, after, after, limit + 1]);

/** The last that was asked of each rule. */
export const lastRuns = (em: EntityManager): Promise<RunRow[]> =>
  em.execute<RunRow[]>(`select distinct on (r.rule) ${COLUMNS} ${FROM} order by r.rule, r.requested_at desc, r.id desc`);

/** The one that has waited longest, but for some; null when none does. What was begun before comes behind what was not: it may be what ended the process. */
export async function nextRun(em: EntityManager, but: readonly string[] = []): Promise<RunRow | null> {
  const [row] = await em.execute<RunRow[]>(`select ${COLUMNS} ${FROM} where r.state = 'WAITING' and r.id <> all(?::bigint[]) order by r.attempts, r.requested_at, r.id limit 1`, [`{${but.join(',')}}`]);
  return row ?? null;
}

export const noteBegun = (em: EntityManager, { internalId }: RunRow, at: string): Promise<unknown> =>
  em.execute(`update rule_run set attempts = attempts + 1, tried_since = coalesce(tried_since, ?::timestamptz) where id = ?::bigint and state = 'WAITING'`, [at, internalId]);

/** What is written of every run that has come to an end. */
const ENDED = 'attempts = 0, tried_since = null';

/** What a run came to. */
export interface RunResult {
  readonly moved: boolean;
  readonly rows: number;
  readonly findings: number;
  readonly amount: string | null;
  readonly checksum: string;
  readonly tookMs: number;
  readonly finishedAt: string;
}

export const noteRun = (em: EntityManager, { internalId }: RunRow, { moved, rows, findings, amount, checksum, tookMs, finishedAt }: RunResult): Promise<unknown> =>
  em.execute(
    `update rule_run set state = 'DONE', problem = null, ${ENDED}, times = times + 1, moved = ?, rows = ?::bigint, findings = ?::bigint, amount = ?::numeric, checksum = ?, took_ms = ?, finished_at = ?::timestamptz where id = ?::bigint`,
    [moved, rows, findings, amount, checksum, tookMs, finishedAt, internalId]);

/** The same again: nothing but that it was asked. */
export const noteSame = (em: EntityManager, { internalId }: RunRow, finishedAt: string, tookMs: number): Promise<unknown> =>
  em.execute(`update rule_run set state = 'DONE', problem = null, ${ENDED}, times = times + 1, took_ms = ?, finished_at = ?::timestamptz where id = ?::bigint`, [tookMs, finishedAt, internalId]);

export const noteRunFailed = (em: EntityManager, { internalId }: RunRow, problem: string, finishedAt: string): Promise<unknown> =>
  em.execute(`update rule_run set state = 'FAILED', problem = ?, ${ENDED}, finished_at = ?::timestamptz where id = ?::bigint and state = 'WAITING'`, [problem, finishedAt, internalId]);

/** Those that were answered of a snapshot. */
export const runsOfSnapshot = (em: EntityManager, snapshotKey: string): Promise<RunRow[]> =>
  em.execute<RunRow[]>(`select ${COLUMNS} ${FROM} where r.snapshot = ?::bigint and r.checksum is not null order by r.id`, [snapshotKey]);
