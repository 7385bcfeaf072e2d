import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Client } from 'pg';
import { decimalsOf, duckType, type Decimals } from '../column-types.js';
import { named, quoted } from '../duck.js';
import type { PublishedColumn, PublishedView } from '../published.js';
import { failureOf, SnapshotFailure } from './failure.js';
import { drain, type Pipes } from './pipe.js';
import { BUFFER, rowsOf } from './source.js';

/** What DuckDB would round is read as text, and looked at before it becomes a number. */
const asRead = (column: PublishedColumn): string => `${quoted(column.name)}: ${quoted(column.type === 'numeric' ? 'VARCHAR' : duckType(column, false))}`;

const TOO_LONG = `error('more decimals than are kept')`;

/** What is behind the point, as far as it says anything. */
const behind = (column: string): string => `rtrim(split_part(${column}, '.', 2), '0')`;

const toNarrow = (column: string, { width, scale }: Decimals): string => `case when length(${behind(column)}) > ${scale} then ${TOO_LONG} else cast(${column} as decimal(${width}, ${scale})) end`;

/** By its two parts: DuckDB's own way from a text to a long decimal takes nine microseconds, and there are as many of them as there are rows. */
const toWide = (column: string, { width, scale }: Decimals): string => `case when length(${behind(column)}) > ${scale} then ${TOO_LONG}
  else cast(cast(split_part(${column}, '.', 1) as hugeint) as decimal(${width}, ${scale})) + case when starts_with(${column}, '-') then -1 else 1 end * cast('0.' || rpad(${behind(column)}, ${scale}, '0') as decimal(${scale}, ${scale})) end`;

const asWritten = (column: PublishedColumn, wide: boolean): string => {
  const [name, decimals] = [named(column.name), decimalsOf(wide)];
  return column.type === 'numeric' ? `cast(${wide ? toWide(name, decimals) : toNarrow(name, decimals)} as ${duckType(column, wide)}) as ${name}` : name;
};

/** One thread parses what comes through a pipe, and hands whole blocks of rows to the others, which press and write them. */
function readRows({ columns }: PublishedView, wide: boolean, pipe: string): string {
  const rows = `read_csv(${quoted(pipe)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
    max_line_size = ${BUFFER}, columns = {${columns.map(asRead).join(', ')}})`;
  return `select ${columns.map((column) => asWritten(column, wide)).join(', ')} from ${rows}`;
}

/** Writes what a question answers into Parquet, a folder for each region. */
export const intoFiles = (sql: string, target: string): string => `copy (${sql}) to ${quoted(target)} (format parquet, compression zstd, partition_by (region))`;

/** An empty folder for a view's files. */
export async function emptyFolder(target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true, mode: 0o700 });
}

/** Who failed first cut the pipe for the other: of a broken pipe, or one that was given up, the reader's reason is the true one. */
const isEcho = (error: unknown): boolean => ['EPIPE', 'ABORT_ERR'].includes(String((error as { code?: unknown }).code));

/** How and where a view is written. */
export interface ViewTarget {
  /** Whether it begins with the long decimals. */
  readonly wide: boolean;
  readonly target: string;
  readonly pipes: Pipes;
  readonly abort: AbortSignal;
}

/** Where rows flow to. */
interface Flow {
  readonly pipe: string;
  /** What DuckDB does with them. */
  readonly statement: string;
  readonly abort: AbortSignal;
}

/** Lets rows flow from one end to the other; how many were sent, and how many written. */
async function flow(source: Client, duck: DuckDBConnection, view: PublishedView, { pipe, statement, abort }: Flow): Promise<{ readonly sent: number; readonly written: number }> {
  const giveUp = new AbortController();
  const rows = rowsOf(source, view);
  const sending = pipeline(rows, createWriteStream(pipe, { highWaterMark: BUFFER }), { signal: AbortSignal.any([giveUp.signal, abort]) });
  const writing = duck.run(statement).catch(async (error: unknown) => {
    giveUp.abort();
    await drain(pipe, sending);
    throw error;
  });
  const [sent, written] = await Promise.allSettled([sending, writing]);
  if (sent.status === 'rejected' && !isEcho(sent.reason)) throw sent.reason;
  if (written.status === 'rejected') throw written.reason;
  if (sent.status === 'rejected') throw sent.reason;
  return { sent: rows.rowCount, written: written.value.rowsChanged };
}

/**
 * Hands a view's rows to DuckDB as they come. The two counts are compared, since a connection that breaks ends a pipe as the last row does.
 */
export async function stream(source: Client, duck: DuckDBConnection, view: PublishedView, { wide, pipes, abort }: ViewTarget, statement: (rows: string) => string): Promise<number> {
  const { sent, written } = await pipes.lend((pipe) => flow(source, duck, view, { pipe, statement: statement(readRows(view, wide, pipe)), abort }));
  if (sent !== written) throw new SnapshotFailure('ROWS_LOST', `${sent} rows were sent and ${written} written`);
  return sent;
}

/** Writes a view's rows into files: nowhere is a view as a whole but on the disk. */
async function write(source: Client, duck: DuckDBConnection, view: PublishedView, to: ViewTarget): Promise<number> {
  await emptyFolder(to.target);
  return stream(source, duck, view, to, (rows) => intoFiles(rows, to.target));
}

/** How a view was written. */
export interface WrittenView {
  readonly rows: number;
  /** Whether its decimals are the long ones. */
  readonly wide: boolean;
}

/** Work on a connection to the view's database, which has the columns that are expected of it, or of another view there. */
export type OnSource = <T>(work: (client: Client) => Promise<T>, view?: PublishedView) => Promise<T>;

/** Tries it with short decimals where they are enough; nothing is ever rounded. */
export async function narrowFirst(view: PublishedView, to: ViewTarget, attempt: (to: ViewTarget) => Promise<number>): Promise<WrittenView> {
  try {
    return { rows: await attempt(to), wide: to.wide };
  } catch (error) {
    if (to.wide || failureOf(error).kind !== 'VALUE_DOES_NOT_FIT' || !view.columns.some(({ type }) => type === 'numeric')) throw error;
    return { rows: await attempt({ ...to, wide: true }), wide: true };
  }
}

/** Writes a view as its database has it. Each attempt has a connection of its own. */
export const writeView = (onSource: OnSource, duck: DuckDBConnection, view: PublishedView, to: ViewTarget): Promise<WrittenView> =>
  narrowFirst(view, to, (attempt) => onSource((client) => write(client, duck, view, attempt)));
