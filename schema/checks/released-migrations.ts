import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseDefinition } from '../../subgraphs/shared/database/database.js';
import type { MigrationClass } from '../../subgraphs/shared/database/migrate.js';
import { projectRoot } from '../../subgraphs/shared/project.js';

/** Database → name of a migration → fingerprint of its SQL: what is out in the world. */
export type Released = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Written by `npm run schema:release`, as the last commit before a release. */
export const RELEASED_FILE = path.join(projectRoot(), 'schema/released-migrations.json');

export const readReleased = (): Released => JSON.parse(readFileSync(RELEASED_FILE, 'utf8')) as Released;

/** The statements of a migration, without a database; throws for one that asks its database while it runs. */
export async function statementsOf(migration: MigrationClass): Promise<string[]> {
  const instance = new migration(undefined as never, undefined as never);
  await instance.up();
  return instance.getQueries().map(String);
}

const fingerprint = async (migration: MigrationClass): Promise<string> =>
  createHash('sha256').update((await statementsOf(migration)).join(';\n')).digest('hex').slice(0, 16);

/** Every migration of the code as a release would have it. */
export async function releaseOf(databases: Readonly<Record<string, DatabaseDefinition>>): Promise<Released> {
  const entries = Object.entries(databases).map(async ([name, { migrations }]) => {
    const prints = await Promise.all(migrations.map(async (migration) => [migration.name, await fingerprint(migration)] as const));
    return [name, Object.fromEntries(prints)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Released migrations that are gone or do something else now: databases that ran them would differ from those made today. A
 * helper that several migrations share is part of each.
 */
export async function editedMigrations(databases: Readonly<Record<string, DatabaseDefinition>>, released: Released = readReleased()): Promise<string[]> {
  const now = await releaseOf(databases);
  return Object.entries(released).flatMap(([database, prints]) =>
    Object.entries(prints).flatMap(([name, print]) => {
      const found = now[database]?.[name];
      if (found === print) return [];
      return [`${database}: ${name} was released and ${found === undefined ? 'is gone' : 'does something else now'}: write a new migration instead.`];
    }),
  );
}
