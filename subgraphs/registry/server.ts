import type { SubgraphEnvironment } from '../shared/environment.js';
import { startSubgraph, type SubgraphHandle, type SubgraphSeams } from '../shared/server.js';
import { feeds } from './modules/feeds/feeds.js';
import { attendCounts } from './modules/list-counts/attend-counts.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

/** The civil registry's subgraph: who a child is. */
export const start = (environment: SubgraphEnvironment, seams?: SubgraphSeams): Promise<SubgraphHandle> =>
  startSubgraph({ name: 'registry', schema, database, feeds, attend: attendCounts }, environment, seams);
