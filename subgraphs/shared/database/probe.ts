import { Client } from 'pg';

/** Longer than a busy database takes, shorter than any balancer waits. */
const PATIENCE_MS = 1_000;

/**
 * Whether a database answers, asked over one connection of its own: a pool whose connections are all busy is a matter of
 * load, and taking the process out of service for that would only pass the load on. However many ask, one question is
 * under way at a time, and one connection is open at most, also when the database hangs.
 */
export class DatabaseProbe {
  #client: Client | null = null;
  #asking: Promise<boolean> | null = null;

  constructor(private readonly url: string) {}

  answers(): Promise<boolean> {
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = null)));
  }

  async close(): Promise<void> {
    await this.#asking;
    this.#drop();
  }

  async #ask(): Promise<boolean> {
    try {
      const client = this.#client ?? (await this.#connect());
      await client.query('select 1');
      return true;
    } catch {
      this.#drop();
      return false;
    }
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'balagraph-health',
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
    });
    this.#client = client;
    // A connection that breaks while nobody asks is opened anew by whoever asks next.
    client.on('error', () => this.#drop(client));
    await client.connect();
    return client;
  }

  /** Does not wait: a server that hangs would not say goodbye. */
  #drop(client: Client | null = this.#client): void {
    client?.connection.stream.destroy();
    if (client === this.#client) this.#client = null;
  }
}
