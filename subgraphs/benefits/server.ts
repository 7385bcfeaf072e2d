import type { SubgraphEnvironment } from '../shared/environment.js';
import { attendAll } from '../shared/job/attend-all.js';
import { startSubgraph, type SubgraphHandle, type SubgraphSeams } from '../shared/server.js';
import { attendAges } from './modules/ageing/attend.js';
import { attendAdoptedBefore } from './modules/circumstance/adopted-before.js';
import { feeds } from './modules/feeds/feeds.js';
import { attendRuns } from './modules/payment-run/attend.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

/** The subgraph of the Ministry of Labour and Social Protection and the State Social Insurance Fund: what is paid for a child. */
export const start = (environment: SubgraphEnvironment, seams?: SubgraphSeams): Promise<SubgraphHandle> =>
  startSubgraph({ name: 'benefits', schema, database, feeds, attend: attendAll(attendRuns, attendAges, attendAdoptedBefore) }, environment, seams);
