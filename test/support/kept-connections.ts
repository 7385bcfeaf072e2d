import { Pool, type PoolClient, type PoolConfig } from 'pg';

/** Long enough to serve a test's next question, short enough to be gone before anybody minds. */
const IDLE_MS = 2_000;

/** More than any test holds at once: nobody waits for a connection. */
const MOST = 50;

/** Connections to a test's database, which is dropped under them: work under way fails then, and nothing else. */
export function poolOf(url: string, options: PoolConfig = {}): Pool {
  const pool = new Pool({ connectionString: url, application_name: 'balagraph-local', idleTimeoutMillis: IDLE_MS, allowExitOnIdle: true, ...options });
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}

const pools = new Map<string, Pool>();

function keptPool(url: string): Pool {
  const kept = pools.get(url) ?? poolOf(url, { max: MOST });
  pools.set(url, kept);
  return kept;
}

/** Whether nothing of what a test did is left on a connection; within a transaction that it left open this is refused. */
const isClean = (client: PoolClient): Promise<boolean> => client.query('discard all').then(() => true, () => false);

/**
 * Runs some work with a connection as good as new. A process of the server for each question took a tenth of all tests' time, so
 * connections are kept for a moment: one after which something may be left is not.
 */
export async function withClient<T>(url: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await keptPool(url).connect();
  let isKept = false;
  try {
    const result = await work(client);
    isKept = await isClean(client);
    return result;
  } finally {
    client.release(!isKept);
  }
}
