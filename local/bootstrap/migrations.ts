import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { restore } from '../seeding/bulk/restore.js';
import { definitionOf, folderOf } from './subgraph-modules.js';
import { writeState, type LocalState } from './state.js';

/**
 * Changes whenever a file among a database's migrations does. Comparing it spares an everyday start from loading the
 * ORM and every entity only to learn that nothing is pending.
 */
export function migrationsFingerprint(name: DatabaseName): string {
  const folder = path.resolve(import.meta.dirname, '../..', folderOf(name), 'migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => /\.[jt]s$/.test(one)).sort()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(folder, file))).update('\0');
  }
  return hash.digest('hex');
}

/** Brings a database up to date, when it may not be. */
export async function bringUpToDate(owner: Client, name: DatabaseName, ownerUrl: string, state: LocalState): Promise<void> {
  const fingerprint = migrationsFingerprint(name);
  if (fingerprint === state.migrations) return;
  const [{ migrate, pendingMigrations }, { migrations }] = await Promise.all([
    import('../../subgraphs/shared/database/migrate.js'),
    definitionOf(name),
  ]);
  const pending = await pendingMigrations(migrations, ownerUrl);
  if (pending.length > 0) {
    // A migration counts on the keys and indexes of those before it, which an unfinished population may lack.
    await restore(owner, state.dropped ?? []);
    await migrate(migrations, ownerUrl);
  }
  await writeState(owner, 'migrations', fingerprint);
}
