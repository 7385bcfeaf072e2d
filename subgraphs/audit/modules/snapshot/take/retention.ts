import type { Client } from 'pg';
import type { JobSurroundings } from '../../../../shared/job/job.js';
import { newestMoved } from '../../finding/subject.repository.js';
import { alone, lockOf } from '../locks.js';
import type { SnapshotSettings } from '../settings.js';
import { removeSnapshot } from '../snapshot-folder.js';
import { completeSnapshots, noteDeleted } from '../snapshot.repository.js';
import { ofSnapshots, step } from './job.js';

/**
 * Deletes the oldest complete snapshots beyond the number that is kept, but for those that somebody is reading, which go next time, and the one
 * that findings stand at: without its key nobody whom they are about is found again in the next.
 */
export async function retain(surroundings: JobSurroundings, { folder, retain: kept }: Pick<SnapshotSettings, 'folder' | 'retain'>, locks: Client): Promise<void> {
  const complete = await ofSnapshots(surroundings, completeSnapshots);
  for (const snapshot of complete.slice(kept)) {
    await alone(locks, lockOf(snapshot.id), async () => {
      // Asked when no rule can move findings to it any more: whoever does holds it.
      if ((await ofSnapshots(surroundings, newestMoved))?.id === snapshot.id) return;
      await step(surroundings, snapshot.id, true, (em) => noteDeleted(em, snapshot, surroundings.clock.now().toISOString()));
      await removeSnapshot(folder, snapshot.id);
    });
  }
}
