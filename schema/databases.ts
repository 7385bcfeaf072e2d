import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import type { DatabaseDefinition } from '../subgraphs/shared/database/database.js';
import { database as benefits } from '../subgraphs/benefits/orm.config.js';
import { database as fosterFamilies } from '../subgraphs/foster-families/orm.config.js';
import { database as registry } from '../subgraphs/registry/orm.config.js';
import { database as savings } from '../subgraphs/savings/orm.config.js';
import { database as schools } from '../subgraphs/schools/orm.config.js';

/** Every subgraph's tables and the migrations that make them. */
export const DATABASES: Readonly<Record<SubgraphName, DatabaseDefinition>> = {
  registry,
  benefits,
  savings,
  'foster-families': fosterFamilies,
  schools,
};
