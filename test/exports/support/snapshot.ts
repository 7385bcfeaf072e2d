import { createHmac, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { withClient } from '../../support/kept-connections.js';

/** What stands in the place of a value under a key. */
export function pseudonymUnder(key: Buffer, value: string): string {
  const digits = createHmac('sha256', key).update(value).digest('hex');
  return digits.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Reads the views of one database as whoever makes a snapshot does: as `_audit`, with a key and a moment. */
export class Snapshot {
  constructor(
    private readonly auditUrl: string,
    private readonly asOf = '2100-01-01T00:00:00Z',
    readonly key = randomBytes(32),
  ) {}

  /** What stands in the place of a value. */
  pseudonym(value: string): string {
    return pseudonymUnder(this.key, value);
  }

  read<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(this.auditUrl, async (client) => {
      await client.query(`select set_config('audit.key', $1, false), set_config('audit.as_of', $2, false)`, [this.key.toString('hex'), this.asOf]);
      return work(client);
    });
  }

  query<T>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.read(async (client) => (await client.query(sql, [...values])).rows as T[]);
  }
}
