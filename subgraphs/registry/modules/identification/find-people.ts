import { Client } from 'pg';

const CONNECT_MS = 10_000;

/** People in one statement: a second of the database's time. */
const AT_ONCE = 200_000;

/** The first 128 bits of a MAC, as `audit_export.pseudonym` makes them. The key is a parameter: what a server logs, or shows of a statement, has no key in it. */
const FIND = `
  select p.iin, x.pseudonym::text as pseudonym
    from person p cross join lateral (select encode(substring(public.hmac(convert_to(p.iin, 'UTF8'), decode($1, 'hex'), 'sha256') from 1 for 16), 'hex')::uuid as pseudonym) x
   where p.id > $2::bigint and p.id <= $3::bigint and x.pseudonym = any ($4::uuid[])`;

/** One process at a time: each reads everybody. The lock goes with the connection. */
const HOLD = `select pg_try_advisory_lock(hashtextextended('identifications', 0)) as ours`;

/** Everybody on record, read on a connection of their own; null where another process is at it. */
export class People {
  private constructor(private readonly client: Client) {}

  static async open(databaseUrl: string): Promise<People | null> {
    const options = '-c app.path=register -c app.regions=* -c default_transaction_read_only=on -c statement_timeout=60000';
    const client = new Client({ connectionString: databaseUrl, application_name: 'balagraph-identification', connectionTimeoutMillis: CONNECT_MS, options });
    // A connection that is cut fails the statement under way; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ ours: boolean }>(HOLD);
    if (rows[0]?.ours === true) return new People(client);
    await client.end();
    return null;
  }

  /** Whose pseudonyms some are under a key, by pseudonym; nobody is no person any more, or has another IIN. */
  async under(key: string, pseudonyms: readonly string[], stopping: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const { rows: ends } = await this.client.query<{ last: string }>('select coalesce(max(id), 0)::text as last from person');
    const last = Number(ends[0]?.last ?? 0);
    const found = new Map<string, string>();
    for (let from = 0; from < last; from += AT_ONCE) {
      stopping.throwIfAborted();
      const { rows } = await this.client.query<{ iin: string; pseudonym: string }>(FIND, [key, from, from + AT_ONCE, pseudonyms]);
      for (const { iin, pseudonym } of rows) found.set(pseudonym, iin);
    }
    return found;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
