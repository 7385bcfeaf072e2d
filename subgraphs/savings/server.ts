import type { SubgraphEnvironment } from '../shared/environment.js';
import { attendAll } from '../shared/job/attend-all.js';
import { startSubgraph, type SubgraphHandle, type SubgraphSeams } from '../shared/server.js';
import { attendRuns } from './modules/accrual-run/attend.js';
import { feeds } from './modules/feeds/feeds.js';
import { attendProofs } from './modules/reconciliation/attend-proofs.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

/** The subgraph of the National Fund children's savings. */
export const start = (environment: SubgraphEnvironment, seams?: SubgraphSeams): Promise<SubgraphHandle> =>
  startSubgraph({ name: 'savings', schema, database, feeds, attend: attendAll(attendRuns, attendProofs) }, environment, seams);
