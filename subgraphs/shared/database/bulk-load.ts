import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A cell of a bulk load: text as PostgreSQL reads it, or null. Numbers that count may be numbers; money is text. */
export type Cell = string | number | boolean | null;

/** The escapes of COPY's text format. */
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const encode = (cell: Cell): string =>
  cell === null ? '\\N' : typeof cell === 'string' ? cell.replaceAll(/[\\\n\r\t]/g, (c) => ESCAPES[c] ?? c) : String(cell);

function* lines(rows: Iterable<readonly Cell[]>): Generator<string> {
  for (const row of rows) yield `${row.map(encode).join('\t')}\n`;
}

/**
 * Streams rows into a table by `COPY` through a temporary staging table, since `COPY FROM` is refused on a table under
 * row-level security. Must run inside a transaction that has set `app.path` and `app.regions`.
 */
export async function bulkLoad(client: Client, table: string, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  await client.query(`create temporary table staging on commit drop as select ${names} from ${table} with no data`);
  await pipeline(Readable.from(lines(rows)), client.query(copyFrom(`copy staging (${names}) from stdin`)));
  await client.query(`insert into ${table} (${names}) select ${names} from staging`);
  await client.query('drop table staging');
}

/** Runs a bulk load of one database as its `_app` role, all or nothing. */
export async function inBulkTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`select set_config('app.path', 'register', true), set_config('app.regions', '*', true)`);
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
