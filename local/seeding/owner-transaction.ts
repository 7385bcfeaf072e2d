import { escapeIdentifier, type Client } from 'pg';

const FORCED = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname = any ($1) and relforcerowsecurity`;

const alter = (tables: readonly string[], change: string): string => tables.map((table) => `alter table ${escapeIdentifier(table)} ${change}`).join(';');

/**
 * A transaction in which the owner sees and fills tables past their row-level security. `COPY FROM` is refused while it is
 * forced on the owner, so the force is lifted first and put back last: within the one transaction, which holds an exclusive
 * lock on each table. Nobody ever sees a table without it, and a transaction that ends in any other way has not lifted it.
 */
export class OwnerTransaction {
  private constructor(
    private readonly client: Client,
    private readonly forced: readonly string[],
  ) {}

  static async begin(client: Client, tables: readonly string[]): Promise<OwnerTransaction> {
    await client.query('begin');
    const { rows } = await client.query<{ name: string }>(FORCED, [tables]);
    const forced = rows.map(({ name }) => name);
    if (forced.length > 0) await client.query(alter(forced, 'no force row level security'));
    return new OwnerTransaction(client, forced);
  }

  async commit(): Promise<void> {
    const { client, forced } = this;
    if (forced.length > 0) await client.query(alter(forced, 'force row level security'));
    await client.query('commit');
  }
}

/** Some work in such a transaction, all or nothing. */
export async function asOwner<T>(client: Client, tables: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    const transaction = await OwnerTransaction.begin(client, tables);
    const result = await work();
    await transaction.commit();
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
