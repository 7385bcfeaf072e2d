import path from 'node:path';
import type { ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import type { DatabaseDefinition } from '../../subgraphs/shared/database/database.js';
import type { SubgraphSeed } from '../../subgraphs/shared/synthetic/seed.js';

/** `.js` when built; `.ts` in tests, which run from source. */
const EXTENSION = path.extname(import.meta.filename);

/**
 * What `local/` needs of a module is found by its name, when it is needed: a further subgraph costs nothing here,
 * and a start with nothing to migrate or to seed loads none of it.
 */
export const loadModule = async (module: string): Promise<unknown> => import(/* @vite-ignore */ new URL(`../../${module}${EXTENSION}`, import.meta.url).href);

/** The folder of whoever a database belongs to. */
export const folderOf = (name: DatabaseName): string => (name === 'gateway' ? name : `subgraphs/${name}`);

/** The tables and migrations of a database, `<folder>/orm.config.ts`. */
export const definitionOf = async (name: DatabaseName): Promise<DatabaseDefinition> =>
  ((await loadModule(`${folderOf(name)}/orm.config`)) as { database: DatabaseDefinition }).database;

/** How a programme's subgraph fills its own database, `subgraphs/<name>/seed/seed.ts`. */
export const seedOf = async (name: ProgrammeName): Promise<SubgraphSeed> =>
  ((await loadModule(`subgraphs/${name}/seed/seed`)) as { seed: SubgraphSeed }).seed;
