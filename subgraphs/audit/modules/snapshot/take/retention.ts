import type { Client } from 'pg';
import type { JobSurroundings } from '../../../../shared/job/job.js';
import { alone, lockOf } from '../locks.js';
import type { SnapshotSettings } from '../settings.js';
import { removeSnapshot } from '../snapshot-folder.js';
import { completeSnapshots, noteDeleted } from '../snapshot.repository.js';
import { ofSnapshots, step } from './job.js';

/** Deletes the oldest complete snapshots beyond the number that is kept, but for those that somebody is reading: they go next time. */
export async function retain(surroundings: JobSurroundings, { folder, retain: kept }: Pick<SnapshotSettings, 'folder' | 'retain'>, locks: Client): Promise<void> {
  const beyond = (await ofSnapshots(surroundings, completeSnapshots)).slice(kept);
  for (const snapshot of beyond) {
    await alone(locks, lockOf(snapshot.id), async () => {
      await step(surroundings, snapshot.id, true, (em) => noteDeleted(em, snapshot, surroundings.clock.now().toISOString()));
      await removeSnapshot(folder, snapshot.id);
    });
  }
}
