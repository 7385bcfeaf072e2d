import { setTimeout as delay } from 'node:timers/promises';
import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator, type Migration } from '@mikro-orm/migrations';
import { Client } from 'pg';
import { withMigrationLock } from './migration-lock.js';
import { ormConnection } from './orm-connection.js';

/** A migration; see "Migrations while the old version serves" in CONTRIBUTING.md. */
export interface MigrationClass {
  new (...args: ConstructorParameters<typeof Migration>): Migration;
  /** What it does that is not safe beside a process of the version before, in the words of the check, and why it may. */
  readonly allowed?: Readonly<Record<string, string>>;
}

const TABLE = 'migration';

/** How a migration behaves beside a process that serves from the same tables; milliseconds. */
export interface MigrationPace {
  /** How long a statement may wait for a lock. While it waits, every request for the table waits behind it. */
  readonly lockTimeoutMs: number;
  /** How long a statement may take. */
  readonly statementTimeoutMs: number;
  /** How long locks are asked for again and again, and how long another run of migrations is waited for. */
  readonly patienceMs: number;
}

/** A lock is given up well before the gateway gives up on the subgraph (1.5 s). */
export const MIGRATION_PACE: MigrationPace = { lockTimeoutMs: 500, statementTimeoutMs: 900_000, patienceMs: 900_000 };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

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

/** Hears of each migration that has been applied, and of each attempt that found its tables locked; nothing is done before it is through. */
export type MigrationReport = (name: string, what: 'applied' | 'locked') => void | Promise<void>;

/**
 * Brings a database up to date as its `_owner`, while processes of the version before serve from it. Each migration is a
 * transaction of its own (or none, see online-migration.ts), so that its locks are held no longer than it takes and a start
 * that fails leaves nothing half-made. One run at a time works on a database; a second waits, and finds nothing to do.
 */
export async function migrate(migrations: readonly MigrationClass[], ownerUrl: string, pace = MIGRATION_PACE, report: MigrationReport = () => undefined): Promise<void> {
  await withMigrationLock(ownerUrl, pace.patienceMs, async () => {
    const names = new Set(await pendingMigrations(migrations, ownerUrl));
    const pending = migrations.filter(({ name }) => names.has(name));
    if (pending.length === 0) return;
    const orm = await migratingOrm(pending, ownerUrl, pace);
    try {
      for (const { name } of pending) {
        await applyWhenFree(orm, name, pace, report);
        await report(name, 'applied');
      }
    } finally {
      await orm.close(true);
    }
  });
}

/** `lock_not_available` and `deadlock_detected`: nothing has happened, and the next attempt may find the table free. */
const isLocked = (error: unknown): boolean => ['55P03', '40P01'].includes((error as { code?: string }).code ?? '');

async function applyWhenFree(orm: MikroORM, name: string, { patienceMs }: MigrationPace, report: MigrationReport): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await apply(orm, name);
    } catch (error) {
      if (!isLocked(error) || performance.now() >= deadline) throw error;
      await report(name, 'locked');
    }
    // Those who waited behind us go first; and two who were in each other's way do not meet again at once.
    await delay(pause * (0.5 + Math.random()));
  }
}

/** What a migration sets holds for its next statement and for no other migration, though all are applied on one connection. */
async function apply(orm: MikroORM, name: string): Promise<void> {
  await orm.em.getConnection().execute('discard all');
  await orm.migrator.up({ migrations: [name] });
}

const migratingOrm = (migrations: readonly MigrationClass[], ownerUrl: string, { lockTimeoutMs, statementTimeoutMs }: MigrationPace): Promise<MikroORM> =>
  MikroORM.init({
    ...ormConnection(ownerUrl, { application_name: 'balagraph-migrations', options: `-c lock_timeout=${lockTimeoutMs} -c statement_timeout=${statementTimeoutMs}` }),
    entities: [],
    discovery: { warnWhenNoEntities: false },
    ensureDatabase: false,
    extensions: [Migrator],
    // One connection, so that what a migration without a transaction sets holds for its next statement.
    pool: { min: 0, max: 1 },
    migrations: {
      tableName: TABLE,
      snapshot: false,
      silent: true,
      allOrNothing: false,
      migrationsList: migrations.map((migration) => ({ name: migration.name, class: migration })),
    },
  });
