import { StatementType, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { clientError } from '../../../../shared/errors.js';
import type { Manifest } from '../manifest.js';
import { cellOf, type Row } from './rows.js';

/** What may stand in a question's place of a parameter. */
export type Parameter = string | number | boolean | null;

/** A snapshot that can be asked, until the work with it ends. */
export interface SnapshotSession {
  readonly manifest: Manifest;
  /**
   * The rows of one SELECT, in SQL of DuckDB, over views by their names (`benefits.benefit_award`), with `$1`, `$2` … for its parameters.
   * Equal questions have equal answers, in an order only where the question gives one.
   */
  readonly rows: <T extends Row>(sql: string, parameters?: readonly Parameter[]) => Promise<T[]>;
}

/** An answer that does not fit into a process is no answer for anybody; whoever wants more asks for a file. */
const MOST_ROWS = 1_000_000;

async function answer<T extends Row>(connection: DuckDBConnection, sql: string, parameters: readonly Parameter[]): Promise<T[]> {
  const prepared = await connection.prepare(sql);
  try {
    // Besides SELECT there are statements that write files into the folders that are open to it.
    if (prepared.statementType !== StatementType.SELECT) throw new Error('A snapshot is asked by SELECT only.');
    prepared.bind([...parameters] as DuckDBValue[]);
    const reader = await prepared.streamAndReadUntil(MOST_ROWS + 1);
    const names = reader.columnNames();
    const rows = reader.getRows();
    if (rows.length > MOST_ROWS) throw new Error(`A question has more than ${MOST_ROWS} rows.`);
    return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, cellOf(row[i] ?? null)])) as T);
  } finally {
    prepared.destroySync();
  }
}

const tooLong = (): Error => clientError('UNAVAILABLE', 'The question took longer than it may. Ask for less.');

/** Questions over one connection; what is not answered by the deadline is cancelled. Ends when all of them have, whether anybody waits for them or not. */
export async function inSession<T>(connection: DuckDBConnection, manifest: Manifest, deadline: AbortSignal, work: (session: SnapshotSession) => Promise<T>): Promise<T> {
  const asked: Promise<unknown>[] = [];
  const interrupt = (): void => connection.interrupt();
  deadline.addEventListener('abort', interrupt, { once: true });
  const ask = async <R extends Row>(sql: string, parameters: readonly Parameter[]): Promise<R[]> => {
    if (deadline.aborted) throw tooLong();
    try {
      return await answer<R>(connection, sql, parameters);
    } catch (error) {
      throw deadline.aborted ? tooLong() : error;
    }
  };
  const rows = <R extends Row>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> => {
    const answering = ask<R>(sql, parameters);
    asked.push(answering);
    return answering;
  };
  try {
    return await work({ manifest, rows });
  } finally {
    await Promise.allSettled(asked);
    deadline.removeEventListener('abort', interrupt);
  }
}
