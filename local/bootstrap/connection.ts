import { Client } from 'pg';

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'balagraph-local' });
  // A connection that breaks fails the statement under way; without a listener it would end the process instead.
  client.on('error', () => undefined);
  await client.connect();
  return client;
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
