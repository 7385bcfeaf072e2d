import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import { instant } from '../../../shared/database/instant.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { SnapshotSourceFacts } from './manifest.js';
import type { SnapshotFile } from './snapshot-folder.js';
import type { SnapshotState } from './snapshot.type.js';

export interface SnapshotRow {
  readonly internalId: string;
  readonly id: string;
  readonly state: SnapshotState;
  /** ISO 8601, UTC. */
  readonly asOf: string;
  readonly requestedAt: string;
  readonly organisation: string | null;
  readonly finishedAt: string | null;
  readonly deletedAt: string | null;
  readonly problem: string | null;
  /** Base64; null where there is nothing left to open with it. */
  readonly sealedKey: string | null;
  /** When an operator said that its key is lost; null of every other. */
  readonly givenUpAt: string | null;
  readonly keyFingerprint: string;
  readonly checkpoint: number | null;
  readonly checkpointHash: string | null;
  readonly packageVersion: string;
  readonly sources: readonly SnapshotSourceFacts[];
  readonly manifestHash: string | null;
}

export interface SnapshotViewRow {
  readonly snapshotId: string;
  readonly source: ProgrammeName;
  readonly view: string;
  /** Null until it is written. */
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly files: readonly SnapshotFile[] | null;
  readonly tookMs: number | null;
  readonly wide: boolean;
}

const COLUMNS = `id::text as "internalId", public_id::text as id, state, ${instant('as_of')} as "asOf", ${instant('requested_at')} as "requestedAt", organisation,
  ${instant('finished_at')} as "finishedAt", ${instant('deleted_at')} as "deletedAt", problem, encode(sealed_key, 'base64') as "sealedKey", ${instant('given_up_at')} as "givenUpAt", key_fingerprint as "keyFingerprint",
  checkpoint, checkpoint_hash as "checkpointHash", package_version as "packageVersion", sources, manifest_hash as "manifestHash"`;

// A count above what a JS number is exact for is beyond any snapshot.
const VIEW_COLUMNS = `snapshot_id::text as "snapshotId", source, view, rows::float8 as rows, bytes::float8 as bytes, files, took_ms as "tookMs", wide`;

export async function snapshotById(em: EntityManager, id: string): Promise<SnapshotRow | null> {
  const [row] = await em.execute<SnapshotRow[]>(`select ${COLUMNS} from snapshot where public_id = ?`, [id]);
  return row ?? null;
}

/** Newest first. */
export const listSnapshots = (em: EntityManager, { limit, after }: PageRequest): Promise<SnapshotRow[]> =>
  em.execute<SnapshotRow[]>(`select ${COLUMNS} from snapshot where (?::bigint is null or id < ?::bigint) order by snapshot.id desc limit ?`, [after, after, limit + 1]);

export const viewsOf = (em: EntityManager, snapshots: readonly SnapshotRow[]): Promise<SnapshotViewRow[]> =>
  em.execute<SnapshotViewRow[]>(`select ${VIEW_COLUMNS} from snapshot_view where snapshot_id = any(?::bigint[]) order by source, view`, [`{${snapshots.map(({ internalId }) => internalId).join(',')}}`]);

/** The one that is being taken; null where none is. */
export async function snapshotUnderWay(em: EntityManager): Promise<SnapshotRow | null> {
  const [row] = await em.execute<SnapshotRow[]>(`select ${COLUMNS} from snapshot where state = 'TAKING'`);
  return row ?? null;
}

/** Complete ones, newest first. */
export const completeSnapshots = (em: EntityManager): Promise<SnapshotRow[]> => em.execute<SnapshotRow[]>(`select ${COLUMNS} from snapshot where state = 'COMPLETE' order by snapshot.as_of desc, snapshot.id desc`);

/** The complete one that is named, or the latest; null where there is none. */
export async function completeSnapshot(em: EntityManager, id: string | null): Promise<SnapshotRow | null> {
  const row = id === null ? (await completeSnapshots(em))[0] : await snapshotById(em, id);
  return row?.state === 'COMPLETE' ? row : null;
}

/** What a snapshot is when it is asked for. */
export interface NewSnapshot {
  readonly id: string;
  readonly asOf: string;
  readonly organisation: string | null;
  readonly sealedKey: Buffer;
  readonly keyFingerprint: string;
  readonly checkpoint: { readonly number: number; readonly hash: string } | null;
  readonly packageVersion: string;
}

/** False when another is under way. */
export async function addSnapshot(em: EntityManager, { id, asOf, organisation, sealedKey, keyFingerprint, checkpoint, packageVersion }: NewSnapshot): Promise<boolean> {
  const added = await em.execute<object[]>(
    `insert into snapshot (public_id, as_of, organisation, sealed_key, key_fingerprint, checkpoint, checkpoint_hash, package_version)
     values (?, ?::timestamptz, ?, decode(?, 'hex'), ?, ?, ?, ?) on conflict (state) where state = 'TAKING' do nothing returning id`,
    [id, asOf, organisation, sealedKey.toString('hex'), keyFingerprint, checkpoint?.number ?? null, checkpoint?.hash ?? null, packageVersion]);
  return added.length > 0;
}

/** Its views, each to be written; a view whose decimals were long ones last time begins with them. */
export const addViews = (em: EntityManager, { internalId }: SnapshotRow, views: readonly { readonly source: string; readonly view: string }[]): Promise<unknown> =>
  em.execute(
    `insert into snapshot_view (snapshot_id, source, view, wide)
     select ?::bigint, v.source, v.view, coalesce((select l.wide from snapshot_view l join snapshot s on s.id = l.snapshot_id
       where s.state = 'COMPLETE' and l.source = v.source and l.view = v.view order by s.id desc limit 1), false)
       from jsonb_to_recordset(?::jsonb) as v (source text, view text) on conflict do nothing`,
    [internalId, JSON.stringify(views.map(({ source, view }) => ({ source, view })))]);

export const noteSources = (em: EntityManager, { internalId }: SnapshotRow, sources: readonly SnapshotSourceFacts[]): Promise<unknown> =>
  em.execute('update snapshot set sources = ?::jsonb where id = ?::bigint', [JSON.stringify(sources), internalId]);

export const noteView = (em: EntityManager, { snapshotId, source, view, rows, bytes, files, tookMs, wide }: SnapshotViewRow): Promise<unknown> =>
  em.execute(
    `update snapshot_view set rows = ?, bytes = ?, files = ?::jsonb, took_ms = ?, wide = ? where snapshot_id = ?::bigint and source = ? and view = ?`,
    [rows, bytes, JSON.stringify(files), tookMs, wide, snapshotId, source, view]);

export const noteComplete = (em: EntityManager, { internalId }: SnapshotRow, manifestHash: string, finishedAt: string): Promise<unknown> =>
  em.execute(`update snapshot set state = 'COMPLETE', manifest_hash = ?, finished_at = ?::timestamptz where id = ?::bigint and state = 'TAKING'`, [manifestHash, finishedAt, internalId]);

/** Its key goes with it: nothing of it is left to undo. */
export const noteFailed = (em: EntityManager, { internalId }: SnapshotRow, problem: string, finishedAt: string): Promise<unknown> =>
  em.execute(`update snapshot set state = 'FAILED', problem = ?, sealed_key = null, finished_at = ?::timestamptz where id = ?::bigint and state = 'TAKING'`, [problem, finishedAt, internalId]);

/** Likewise. */
export const noteDeleted = (em: EntityManager, { internalId }: SnapshotRow, at: string): Promise<unknown> =>
  em.execute(`update snapshot set state = 'DELETED', sealed_key = null, deleted_at = ?::timestamptz where id = ?::bigint and state = 'COMPLETE'`, [at, internalId]);

/** Whoever's names it made stays behind. */
export const giveUp = (em: EntityManager, id: string, at: string): Promise<unknown> => em.execute('update snapshot set given_up_at = ?::timestamptz where public_id = ?', [at, id]);
