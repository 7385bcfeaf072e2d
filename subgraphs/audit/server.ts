import type { SubgraphEnvironment } from '../shared/environment.js';
import { startSubgraph, type Attendant, type SubgraphHandle, type SubgraphSeams, type Surroundings } from '../shared/server.js';
import { signerOf, type AuditEnvironment } from './environment.js';
import { signEveryDay } from './modules/checkpoint/daily.js';
import { bindSigning } from './modules/checkpoint/signer.js';
import { feeds } from './modules/feeds/feeds.js';
import { bindIdentifying } from './modules/identification/identifying.js';
import { attendRuns } from './modules/rule/attend.js';
import { observeAudits } from './modules/rule/observe-audits.js';
import type { SnapshotSettings } from './modules/snapshot/settings.js';
import { attendSnapshots } from './modules/snapshot/take/attend.js';
import { pullLedgers } from './modules/pull/ledgers.js';
import { database } from './orm.config.js';
import { schema } from './schema.js';

const together = (...attendants: readonly Attendant[]): Attendant => ({
  start: () => attendants.forEach((one) => one.start()),
  stop: async () => void (await Promise.all(attendants.map((one) => one.stop()))),
});

/** Takes snapshots and asks rules of them; these are let go before the snapshots are closed. */
function attendAudits(surroundings: Surroundings, settings: SnapshotSettings): Attendant {
  observeAudits(surroundings);
  const [snapshots, runs] = [attendSnapshots(surroundings, settings), attendRuns(surroundings)];
  return {
    start: () => [snapshots, runs].forEach((one) => one.start()),
    stop: () => runs.stop().then(() => snapshots.stop()),
  };
}

/** The Supreme Audit Chamber's subgraph: the ledgers of all processes, read. What the environment leaves out is not done. */
export async function start(environment: SubgraphEnvironment & Partial<AuditEnvironment>, seams?: SubgraphSeams): Promise<SubgraphHandle> {
  const signer = environment.checkpointKey === undefined ? null : await signerOf(environment.checkpointKey);
  const attend = (surroundings: Surroundings): Attendant => {
    if (signer !== null) bindSigning(surroundings.database.configuration, { signer, clock: surroundings.clock });
    const registry = environment.feeds.consumerKeys.registry;
    if (registry !== undefined) bindIdentifying(surroundings.database.configuration, registry);
    return together(
      pullLedgers(surroundings, environment),
      ...(signer === null ? [] : [signEveryDay(surroundings, signer)]),
      ...(environment.snapshots === undefined ? [] : [attendAudits(surroundings, { ...environment.snapshots, databaseUrl: environment.databaseUrl })]),
    );
  };
  return startSubgraph({ name: 'audit', schema, database, feeds, attend }, environment, seams);
}
