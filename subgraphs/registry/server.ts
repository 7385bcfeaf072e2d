import type { SubgraphEnvironment } from '../shared/environment.js';
import { attendAll } from '../shared/job/attend-all.js';
import { startSubgraph, type Attendant, type SubgraphHandle, type SubgraphSeams, type Surroundings } from '../shared/server.js';
import { feeds } from './modules/feeds/feeds.js';
import { attendIdentifications } from './modules/identification/attend-identifications.js';
import { attendCounts } from './modules/list-counts/attend-counts.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

/** The civil registry's subgraph: who a child is. Where it pulls audit's feeds, it tells auditors whom they were allowed to know. */
export function start(environment: SubgraphEnvironment, seams?: SubgraphSeams): Promise<SubgraphHandle> {
  const { databaseUrl, feeds: { sources } } = environment;
  const feedKey = sources.audit?.key;
  const identify = feedKey === undefined ? [] : [(surroundings: Surroundings): Attendant => attendIdentifications(surroundings, { databaseUrl, feedKey })];
  return startSubgraph({ name: 'registry', schema, database, feeds, attend: attendAll(attendCounts, ...identify) }, environment, seams);
}
