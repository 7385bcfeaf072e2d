import { Client } from 'pg';

/*
 * Locks of sessions in audit's database: whoever is killed has none any more. One is for whoever takes a snapshot, so that one process
 * does, and one for each snapshot, shared by those who read it and wanted alone by whoever deletes it.
 */

const CONNECT_MS = 10_000;

const KEY = 'hashtextextended($1, 7)';

export async function openLocks(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'balagraph-snapshot-locks', connectionTimeoutMillis: CONNECT_MS });
  // Who holds a lock on a connection that is cut hears it from the next statement; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function tried(client: Client, kind: 'lock' | 'lock_shared', name: string): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_${kind}(${KEY}) as got`, [name]);
  return rows[0]?.got === true;
}

/** Takes a lock, when whoever has it is through. */
export const hold = (client: Client, name: string): Promise<unknown> => client.query(`select pg_advisory_lock(${KEY})`, [name]);

/** A connection that was cut has no lock any more. */
export const letGo = (client: Client, name: string): Promise<unknown> => client.query(`select pg_advisory_unlock(${KEY})`, [name]).catch(() => undefined);

/** Works while nobody else has the lock, in any process; null when somebody has. */
export async function alone<T>(client: Client, name: string, work: () => Promise<T>): Promise<T | null> {
  if (!(await tried(client, 'lock', name))) return null;
  try {
    return await work();
  } finally {
    await client.query(`select pg_advisory_unlock(${KEY})`, [name]);
  }
}

/** Works while the thing cannot be taken away; null when somebody is at just that. */
export async function together<T>(client: Client, name: string, work: () => Promise<T>): Promise<T | null> {
  if (!(await tried(client, 'lock_shared', name))) return null;
  try {
    return await work();
  } finally {
    await client.query(`select pg_advisory_unlock_shared(${KEY})`, [name]).catch(() => undefined);
  }
}

export const TAKING = 'snapshot being taken';

export const lockOf = (id: string): string => `snapshot ${id}`;
