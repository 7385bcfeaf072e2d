import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { JobSurroundings } from '../../../../shared/job/job.js';
import type { Publication } from '../published.js';
import type { SnapshotSettings } from '../settings.js';
import { hiddenFolderOf } from '../snapshot-folder.js';
import { openKey } from '../snapshot-key.js';
import { addViews, noteSources, viewsOf, type SnapshotRow, type SnapshotViewRow } from '../snapshot.repository.js';
import { SnapshotFailure } from './failure.js';
import { ofSnapshots, step } from './job.js';
import { lookAtSources, sameAsBefore, type Keyed } from './sources.js';

/** Hears how far it has come: views that are written, of how many; and rows. */
export type SnapshotWatcher = (views: number, of: number, rows: number) => void;

/** A snapshot that is being taken, and all that it takes. */
export interface Taking {
  readonly surroundings: JobSurroundings;
  readonly settings: SnapshotSettings;
  readonly snapshot: SnapshotRow;
  readonly published: readonly Publication[];
  readonly watch: SnapshotWatcher;
  readonly abort: AbortSignal;
}

export function keyedOf({ settings, snapshot: { sealedKey, id, asOf } }: Taking): Keyed {
  if (sealedKey === null) throw new SnapshotFailure('NO_KEY', 'the key is gone');
  try {
    return { key: openKey(sealedKey, settings.sealingSecret, id), asOf };
  } catch (error) {
    throw new SnapshotFailure('NO_KEY', 'the key was sealed under another secret than this process has (SNAPSHOT_KEY)', { cause: error });
  }
}

export const viewRows = ({ surroundings, snapshot }: Taking): Promise<SnapshotViewRow[]> => ofSnapshots(surroundings, (em) => viewsOf(em, [snapshot]));

/** Looks at the sources before anybody's row is read, and notes that they are about to be. */
export async function begin(taking: Taking, keyed: Keyed): Promise<Taking> {
  const { surroundings, settings, snapshot, published } = taking;
  const sources = await lookAtSources(settings, published, keyed);
  sameAsBefore(snapshot.sources, sources);
  await step(surroundings, snapshot.id, true, async (em) => {
    await noteSources(em, snapshot, sources);
    await addViews(em, snapshot, published.flatMap(({ views }) => views));
  });
  return { ...taking, snapshot: { ...snapshot, sources } };
}

/** What a snapshot left that will never be one. */
export async function sweep({ settings, snapshot }: Taking): Promise<void> {
  await mkdir(settings.folder, { recursive: true, mode: 0o700 });
  const own = path.basename(hiddenFolderOf('', snapshot.id));
  const left = (await readdir(settings.folder)).filter((name) => /^\.(taking|gone)-/.test(name) && name !== own);
  await Promise.all(left.map((name) => rm(path.join(settings.folder, name), { recursive: true, force: true })));
}
