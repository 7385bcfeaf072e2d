import { database as gateway } from '../gateway/orm.config.js';
import type { DatabaseDefinition } from '../subgraphs/shared/database/database.js';
import type { DatabaseName } from '../subgraphs/shared/database/roles.js';
import { database as audit } from '../subgraphs/audit/orm.config.js';
import { database as benefits } from '../subgraphs/benefits/orm.config.js';
import { database as fosterFamilies } from '../subgraphs/foster-families/orm.config.js';
import { database as registry } from '../subgraphs/registry/orm.config.js';
import { database as savings } from '../subgraphs/savings/orm.config.js';
import { database as schools } from '../subgraphs/schools/orm.config.js';

/** The tables of every database and the migrations that make them. */
export const DATABASES: Readonly<Record<DatabaseName, DatabaseDefinition>> = {
  registry,
  benefits,
  savings,
  'foster-families': fosterFamilies,
  schools,
  audit,
  gateway,
};
