import type { SubgraphEnvironment } from '../shared/environment.js';
import { startSubgraph, type SubgraphHandle, type SubgraphSeams } from '../shared/server.js';
import type { AuditEnvironment } from './environment.js';
import { feeds } from './modules/feeds/feeds.js';
import { pullLedgers } from './modules/pull/ledgers.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

/** The Supreme Audit Chamber's subgraph: the ledgers of all processes, read. What the environment leaves out is not done. */
export const start = (environment: SubgraphEnvironment & Partial<AuditEnvironment>, seams?: SubgraphSeams): Promise<SubgraphHandle> =>
  startSubgraph({ name: 'audit', schema, database, feeds, attend: (surroundings) => pullLedgers(surroundings, environment) }, environment, seams);
