import { databaseUrl } from '../bootstrap/urls.js';
import { keptCheckpointKey, snapshotsFolder } from '../data/credentials.js';
import { readLocalEnvironment, readSnapshotting } from '../environment.js';
import { withLedgers } from '../ledger/targets.js';
import { SNAPSHOT_DEFAULTS, type SnapshotSettings } from '../../subgraphs/audit/modules/snapshot/settings.js';
import { PROGRAMMES } from '../../subgraphs/shared/access/viewer.js';

/** What a command needs that works with snapshots beside the process of audit, or without it. */
export interface Snapshotting {
  readonly settings: SnapshotSettings;
  readonly ledgerKey: string;
  readonly checkpointKey: string;
}

/** As the environment has it, or else of the data folder, whose server is started where nothing runs. */
export async function withSnapshotting(abort: AbortSignal, work: (given: Snapshotting) => Promise<void>): Promise<void> {
  const named = readSnapshotting();
  if (named !== null) return work(named);
  const local = readLocalEnvironment();
  await withLedgers(local, ['audit'], abort, ([audit], { adminUrl, credentials }) => work({
    settings: {
      ...SNAPSHOT_DEFAULTS,
      folder: snapshotsFolder(local.data),
      databaseUrl: audit?.url ?? '',
      sealingSecret: credentials.snapshotKey,
      sources: Object.fromEntries(PROGRAMMES.map((name) => [name, databaseUrl(adminUrl, credentials, name, 'audit')])),
    },
    ledgerKey: credentials.subgraphs.audit.ledgerKey,
    checkpointKey: keptCheckpointKey(local.data),
  }));
}
