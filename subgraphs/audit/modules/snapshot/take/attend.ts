import { attendJobs } from '../../../../shared/job/attend-jobs.js';
import type { Attendant, Surroundings } from '../../../../shared/server.js';
import { openLocks } from '../locks.js';
import { sweepSpilt } from '../read/spilt.js';
import { snapshotsOf } from '../read/snapshots.js';
import { bindSnapshots, snapshotSettings, type SnapshotSettings } from '../settings.js';
import { snapshotUnderWay } from '../snapshot.repository.js';
import { carryOut } from './carry-out.js';
import { ofSnapshots } from './job.js';

const { attend, wake } = attendJobs('a snapshot', async (surroundings, stopping) => {
  const snapshot = await ofSnapshots(surroundings, snapshotUnderWay);
  if (snapshot === null || stopping.aborted) return;
  await carryOut(surroundings, snapshotSettings(surroundings.database.configuration), snapshot.id, undefined, stopping);
});

export const wakeSnapshots = wake;

/** When a process starts: the next snapshot, which sweeps, may be far off. */
async function sweptSpilt({ folder, databaseUrl }: SnapshotSettings): Promise<void> {
  const locks = await openLocks(databaseUrl);
  try {
    await sweepSpilt(folder, locks);
  } finally {
    await locks.end();
  }
}

/** Takes snapshots that auditors have asked for, whichever instance comes first; what a killed process has left goes on within a minute. */
export function attendSnapshots(surroundings: Surroundings, settings: SnapshotSettings): Attendant {
  bindSnapshots(surroundings.database.configuration, settings);
  const taking = attend(surroundings);
  return {
    start: () => {
      sweptSpilt(settings).catch((error: unknown) => surroundings.log.warn({ err: error }, 'what readers of snapshots left is still there'));
      taking.start();
    },
    stop: async () => {
      await taking.stop();
      await snapshotsOf(settings).close();
    },
  };
}
