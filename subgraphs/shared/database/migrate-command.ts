import { readMigrationEnvironment } from '../environment.js';
import { startFailure } from '../process.js';
import type { DatabaseDefinition } from './database.js';
import { migrate, MIGRATION_PACE } from './migrate.js';

/**
 * `node dist/subgraphs/<name>/migrate.js` with `DATABASE_URL` as the `_owner` role: brings one database up to date while the
 * version before still serves from it, and says what it did on stdout. Exit code 1 and one line on stderr when it could not.
 */
export async function runMigrations(subgraph: string, { migrations }: DatabaseDefinition): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${subgraph}: ${line}\n`);
  try {
    await migrate(migrations, readMigrationEnvironment().databaseUrl, MIGRATION_PACE, (name, what) => say(`${name} ${what === 'applied' ? 'applied' : 'waits: its tables are locked'}`));
    say('up to date');
  } catch (error) {
    process.stderr.write(`${subgraph}: ${startFailure(error)}\n`);
    process.exitCode = 1;
  }
}
