import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/** How long a process waits for its database, milliseconds. */
export interface DatabasePatience {
  /** `CONNECTION_PATIENCE_MS`: for a connection of a pool, be it in use or to be made; twice as long for a lock. */
  readonly connectionMs: number;
  /** `STATEMENT_PATIENCE_MS`: for a statement. */
  readonly statementMs: number;
}

/**
 * A lock is waited for longer than PostgreSQL takes to find a deadlock (`deadlock_timeout`, a second), so that one is told for
 * what it is and the transaction run again.
 */
export const DATABASE_PATIENCE: DatabasePatience = { connectionMs: 1_000, statementMs: 5_000 };

/** Pieces of work that may wait for a connection of one pool; who comes beyond that is sent away at once. */
const MAX_WAITING = 500;

/** How much later than the server itself would we end a statement, milliseconds. */
const GRACE_MS = 1_000;

/** What the server ends by itself: also a transaction of a process that was stopped in the middle of it, with its locks. */
export const patientSession = ({ connectionMs, statementMs }: DatabasePatience): string =>
  `-c statement_timeout=${statementMs} -c lock_timeout=${2 * connectionMs} -c idle_in_transaction_session_timeout=${statementMs}`;

/**
 * Cuts connections in use over which nothing comes. A server that hangs, or a network that swallows packets, ends no statement,
 * and whoever waits for it would keep a place of the pool for ever.
 */
export function cutSilentConnections(pool: Pool, { statementMs }: DatabasePatience): void {
  const streamOf = ({ connection }: PoolClient): Socket => connection.stream as Socket;
  pool.on('connect', (client) => {
    const stream = streamOf(client);
    stream.on('timeout', () => stream.destroy(Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' })));
  });
  pool.on('acquire', (client) => void streamOf(client).setTimeout(statementMs + GRACE_MS));
  pool.on('release', (_error, client) => void streamOf(client).setTimeout(0));
}

/** Sends away whoever asks for a connection while too many wait for one. */
export function boundQueue(pool: Pool): void {
  const connect = pool.connect.bind(pool);
  const crowded = (): Error => Object.assign(new Error('Too many wait for a connection.'), { code: 'ECONNREFUSED' });
  // Whoever hands in a callback is the pool itself.
  Object.assign(pool, { connect: (...given: []) => (given.length === 0 && pool.waitingCount >= MAX_WAITING ? Promise.reject(crowded()) : connect(...given)) });
}
