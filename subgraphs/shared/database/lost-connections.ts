import type { Pool, PoolClient } from 'pg';

/** How long whoever holds a connection has to hand it back once it has ended. */
const GRACE_MS = 500;

/**
 * What a server says before it ends a connection. pg tells it to the statement under way and lets the pool hand the connection to
 * the next who asks, for as long as the server takes to close it.
 */
const LAST_WORDS = /^(57P0.|25P0[34])$/;

/**
 * Gives the pool back its places. A transaction hands its connection back when it was committed or rolled back (kysely's
 * ControlledTransaction); where the connection is lost, neither succeeds, and the place would be taken for ever: after ten
 * such transactions a process would wait for a connection until it is started again.
 */
export function freeLostConnections(pool: Pool): void {
  pool.on('connect', (client) => {
    client.once('end', () => void setTimeout(() => handBack(client), GRACE_MS).unref());
    client.connection.on('errorMessage', ({ code = '' }: { code?: string }) => {
      if (LAST_WORDS.test(code)) client.connection.emit('error', new Error('Connection terminated unexpectedly'));
    });
  });
}

function handBack(client: Partial<PoolClient>): void {
  try {
    client.release?.(true);
  } catch {
    // It has been handed back already.
  }
}
