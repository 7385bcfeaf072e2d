import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { PublishedColumn, PublishedView } from '../published.js';
import { CopyRows } from './copy-rows.js';
import { SnapshotFailure } from './failure.js';

/** One programme's database as the snapshot reads it. */
export interface SourceAccess {
  readonly url: string;
  /** The snapshot's key, 64 hexadecimal digits. */
  readonly key: string;
  /** The snapshot's moment, ISO 8601. */
  readonly asOf: string;
}

const CONNECT_MS = 10_000;

/**
 * Works on a connection of `_audit` on which the views are of this key and moment. The key goes as a parameter: what a server logs of a
 * statement, or shows of it to others, has no key in it.
 */
export async function onSource<T>({ url, key, asOf }: SourceAccess, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'balagraph-snapshot', connectionTimeoutMillis: CONNECT_MS, options: '-c default_transaction_read_only=on -c timezone=UTC -c datestyle=ISO -c statement_timeout=0' });
  // A connection that is cut fails the statement under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`select set_config('audit.key', $1, false), set_config('audit.as_of', $2, false)`, [key, asOf]);
    return await work(client);
  } finally {
    await client.end();
  }
}

const PAUSE_MS = 100;

/**
 * Waits until everything is over that had begun to write when it was asked: what carries a moment before the snapshot's and is committed
 * behind it would be in a view that is read later and not in one that was read before.
 */
export async function settled(client: Client, patienceMs: number): Promise<void> {
  const { rows } = await client.query<{ mark: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as mark');
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { rows: now } = await client.query<{ over: boolean }>('select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as over', [rows[0]?.mark]);
    if (now[0]?.over === true) return;
    if (performance.now() > deadline) throw new SnapshotFailure('SOURCE_BUSY', 'somebody has been writing there since before the moment of the snapshot');
    await delay(PAUSE_MS);
  }
}

/** What a source's views are at the moment, for whoever asks later why two snapshots differ: of their text, the SHA-256; and the server's version. */
export async function definitionOf(client: Client): Promise<{ readonly definition: string; readonly server: string }> {
  const { rows } = await client.query<{ text: string; server: string }>(
    `select coalesce(string_agg(relname || ' ' || pg_get_viewdef(oid), chr(10) order by relname), '') as text, current_setting('server_version') as server
       from pg_class where relnamespace = 'audit_export'::regnamespace and relkind = 'v'`);
  return { definition: createHash('sha256').update(rows[0]?.text ?? '').digest('hex'), server: rows[0]?.server ?? '' };
}

const sameColumns = (found: readonly { readonly name: string; readonly type: string }[], columns: readonly PublishedColumn[]): boolean =>
  columns.every(({ name, type }) => found.some((one) => one.name === name && one.type === type));

/** A database that is a version behind, or ahead, has other columns than the file says; one more is no harm. */
export async function checkColumns(client: Client, { view, columns }: PublishedView): Promise<void> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute where attrelid = to_regclass('audit_export.' || quote_ident($1)) and attnum > 0`, [view]);
  if (rows.length === 0) throw new SnapshotFailure('SOURCE_DIFFERS', 'the database has no such view');
  if (!sameColumns(rows, columns)) throw new SnapshotFailure('SOURCE_DIFFERS', 'the database has other columns than schema/exports says');
}

/** PostgreSQL's own pieces are smaller; more makes fewer of them wait. */
export const BUFFER = 1024 * 1024;

/** The rows of a view as CSV, in which nothing and an empty text differ: `rowCount` says how many there were when it has ended. */
export function rowsOf(client: Client, { view, columns }: PublishedView): CopyRows {
  const list = columns.map(({ name }) => `"${name}"`).join(', ');
  return client.query(new CopyRows(`copy (select ${list} from audit_export."${view}") to stdout (format csv, encoding 'UTF8')`, BUFFER));
}
