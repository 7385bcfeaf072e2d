import type { SubgraphEnvironment } from '../shared/environment.js';
import { startSubgraph, type SubgraphHandle, type SubgraphSeams } from '../shared/server.js';
import { feeds } from './modules/feeds/feeds.js';
import { attendAdoptedBefore } from './modules/placement/adopted-before.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

/** The guardianship bodies' subgraph: where and with whom a child without parental care lives. */
export const start = (environment: SubgraphEnvironment, seams?: SubgraphSeams): Promise<SubgraphHandle> =>
  startSubgraph({ name: 'foster-families', schema, database, feeds, attend: attendAdoptedBefore }, environment, seams);
