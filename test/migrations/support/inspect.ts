import { statementsOf } from '../../../schema/checks/released-migrations.js';
import { migrate, MIGRATION_PACE, type MigrationClass } from '../../../subgraphs/shared/database/migrate.js';
import { roleName, type DatabaseName } from '../../../subgraphs/shared/database/roles.js';
import { emptyDatabase } from '../../support/database.js';
import { withClient } from '../../support/kept-connections.js';
import { readCatalogue } from './catalogue.js';
import { findingsOf, type Finding } from './findings.js';

/** What a migration was found to do, and what of that it may. */
export interface Inspected {
  readonly migration: string;
  readonly findings: readonly Finding[];
  /** Reasons for what it does not do. */
  readonly idle: readonly string[];
}

/** One line for each thing that is neither safe nor allowed, and for each reason that excuses nothing. */
export const problemsOf = (inspected: readonly Inspected[]): string[] =>
  inspected.flatMap(({ migration, findings, idle }) => [
    ...findings.map(({ what, instead }) => `${migration} ${what}. ${instead}`),
    ...idle.map((what) => `${migration} is allowed "${what}", which it does not do.`),
  ]);

const isTransactional = (migration: MigrationClass): boolean => new migration(undefined as never, undefined as never).isTransactional();

/** Applies `released`, then each of `upcoming` by itself, and looks at what it did to what was there at the release. */
export async function inspectMigrations(subgraph: DatabaseName, released: readonly MigrationClass[], upcoming: readonly MigrationClass[]): Promise<Inspected[]> {
  const database = await emptyDatabase(subgraph);
  const catalogue = () => withClient(database.adminUrl, (admin) => readCatalogue(admin, roleName(subgraph, 'app')));
  try {
    if (released.length > 0) await migrate(released, database.ownerUrl);
    let before = await catalogue();
    const { tables } = before;
    const inspected: Inspected[] = [];
    await migrate(upcoming, database.ownerUrl, MIGRATION_PACE, async (name) => {
      const migration = upcoming.find((one) => one.name === name);
      if (migration === undefined) throw new Error(`${name} was not to be looked at.`);
      const statements = await statementsOf(migration).catch(() => []);
      const after = await catalogue();
      inspected.push(excuse(migration, findingsOf({ released: [...tables.values()], before, after, statements, transactional: isTransactional(migration) })));
      before = after;
    });
    return inspected;
  } finally {
    await database.drop();
  }
}

function excuse(migration: MigrationClass, findings: readonly Finding[]): Inspected {
  const allowed = Object.keys(migration.allowed ?? {});
  return {
    migration: migration.name,
    findings: findings.filter(({ what }) => !allowed.includes(what)),
    idle: allowed.filter((one) => !findings.some(({ what }) => what === one)),
  };
}
