import type { SubgraphEnvironment } from '../shared/environment.js';
import { type Attendant, startSubgraph, type SubgraphHandle, type SubgraphSeams, type Surroundings } from '../shared/server.js';
import { attendAges } from './modules/ageing/attend.js';
import { feeds } from './modules/feeds/feeds.js';
import { attendRuns } from './modules/payment-run/attend.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

/** Payment runs that were started, and birthdays. */
function attend(surroundings: Surroundings): Attendant {
  const attendants = [attendRuns(surroundings), attendAges(surroundings)];
  return {
    start: () => {
      for (const attendant of attendants) attendant.start();
    },
    stop: async () => void (await Promise.all(attendants.map((attendant) => attendant.stop()))),
  };
}

/** The subgraph of the Ministry of Labour and Social Protection and the State Social Insurance Fund: what is paid for a child. */
export const start = (environment: SubgraphEnvironment, seams?: SubgraphSeams): Promise<SubgraphHandle> =>
  startSubgraph({ name: 'benefits', schema, database, feeds, attend }, environment, seams);
