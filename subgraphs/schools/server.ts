import type { SubgraphEnvironment } from '../shared/environment.js';
import { startSubgraph, type SubgraphHandle, type SubgraphSeams } from '../shared/server.js';
import { feeds } from './modules/feeds/feeds.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

/** The education ministry's subgraph: schools, and which child goes to which. */
export const start = (environment: SubgraphEnvironment, seams?: SubgraphSeams): Promise<SubgraphHandle> =>
  startSubgraph({ name: 'schools', schema, database, feeds }, environment, seams);
