import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator, type Migration } from '@mikro-orm/migrations';
import { Client } from 'pg';

export type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration;

const TABLE = 'migration';

/** Names of migrations that a database has not seen, read with one statement and no ORM, so that a start stays quick. */
export async function pendingMigrations(migrations: readonly MigrationClass[], ownerUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  // A connection that is cut also emits an event; the query under way rejects all the same.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ found: string | null }>('select to_regclass($1) as found', [TABLE]);
    if (tables[0]?.found == null) return migrations.map(({ name }) => name);
    const { rows } = await client.query<{ name: string }>(`select name from ${TABLE}`);
    const done = new Set(rows.map(({ name }) => name));
    return migrations.map(({ name }) => name).filter((name) => !done.has(name));
  } finally {
    await client.end();
  }
}

/** Brings a database up to date as its `_owner`; one transaction, so a failed start leaves nothing half-made. */
export async function migrate(migrations: readonly MigrationClass[], ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    ensureDatabase: false,
    extensions: [Migrator],
    migrations: {
      tableName: TABLE,
      snapshot: false,
      silent: true,
      migrationsList: migrations.map((migration) => ({ name: migration.name, class: migration })),
    },
  });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
}
