import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** Of this project; advisory locks are each database's own. */
const LOCK = 7_202_611_220;
const POLL_MS = 200;

/**
 * Runs some work while no other run of migrations works on this database; throws when none ends within the patience. Whoever
 * dies gives the lock back with its connection. It is polled for, because a session that waits in a statement holds a
 * snapshot, and `create index concurrently` of whoever has the lock would wait for that session.
 */
export async function withMigrationLock<T>(ownerUrl: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'balagraph-migrations' });
  // A connection that is cut also emits an event; the query under way rejects all the same.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await acquire(client, patienceMs);
    return await work();
  } finally {
    await client.end();
  }
}

async function acquire(client: Client, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK]);
    if (rows[0]?.taken === true) return;
    if (performance.now() >= deadline) throw new Error(`Another run of migrations has not ended within ${patienceMs / 1000} s.`);
    await delay(POLL_MS);
  }
}
