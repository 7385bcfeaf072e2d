import { Client } from 'pg';
import { reason, StartFailure } from '../failure.js';

/** A server that somewhere swallows packets would be waited for as long as TCP is patient. */
const CONNECT_MS = 10_000;

async function connect(url: string): Promise<Client> {
  try {
    const client = new Client({ connectionString: url, application_name: 'balagraph-local', connectionTimeoutMillis: CONNECT_MS });
    // A connection that breaks fails the statement under way; without a listener it would end the process instead.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    throw unusable(error);
  }
}

/** Who cannot connect has something to put right: address, password, TLS. The code is the cause's. */
function unusable(error: unknown): StartFailure {
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const failure = new StartFailure(`The database server cannot be used: ${reason(cause)}`, { cause });
  return Object.assign(failure, { code: (cause as { code?: string }).code });
}

/** Runs some work with one connection to each URL, and closes them whatever happens. */
export async function withClients<T>(urls: readonly string[], work: (clients: readonly Client[]) => Promise<T>): Promise<T> {
  const attempts = await Promise.allSettled(urls.map(connect));
  const clients = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
  try {
    const failure = attempts.find((attempt) => attempt.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    return await work(clients);
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()));
  }
}

/** Runs some work with one connection, and closes it whatever happens. */
export const withClient = <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> =>
  withClients([url], ([client]) => {
    if (client === undefined) throw new Error('no connection');
    return work(client);
  });
