import type { Pool, PoolClient } from 'pg';

/** How long whoever holds a connection has to hand it back once it has ended. */
const GRACE_MS = 500;

/**
 * Gives the pool back its places. A transaction hands its connection back when it was committed or rolled back (kysely's
 * ControlledTransaction); where the connection is lost, neither succeeds, and the place would be taken for ever: after ten
 * such transactions a process would wait for a connection until it is started again.
 */
export function freeLostConnections(pool: Pool): void {
  pool.on('connect', (client) => void client.once('end', () => void setTimeout(() => handBack(client), GRACE_MS).unref()));
}

function handBack(client: Partial<PoolClient>): void {
  try {
    client.release?.(true);
  } catch {
    // It has been handed back already.
  }
}
