import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file of a view: where it is in the snapshot's folder, how long it is, and its checksum. */
export interface SnapshotFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const MANIFEST = 'manifest.json';

/** Where a snapshot is that is complete. */
export const folderOf = (root: string, id: string): string => path.join(root, id);

/** Where it is until then: nobody looks for one there. */
export const hiddenFolderOf = (root: string, id: string): string => path.join(root, `.taking-${id}`);

/** What is read at once. */
const PIECE_BYTES = 1024 * 1024;

/** A stream takes memory for a whole piece: of hundreds of small files, to be given back, that is most of the work with them. */
export async function sha256Of(file: string, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  if (bytes <= PIECE_BYTES) hash.update(await readFile(file));
  else await pipeline(createReadStream(file, { highWaterMark: PIECE_BYTES }), hash);
  return hash.digest('hex');
}

/** What was written is on the disk, whatever happens to the machine. */
async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  await handle.sync();
  await handle.close();
}

/** The files of a view as they were written, made lasting, by their names. */
export async function filesIn(root: string, view: string): Promise<SnapshotFile[]> {
  const entries = await readdir(path.join(root, view), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Promise.all(files.map(async (file) => {
    await sync(file);
    const { size: bytes } = await stat(file);
    return { path: path.relative(root, file), bytes, sha256: await sha256Of(file, bytes) };
  }));
}

async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
}

/** Gives a snapshot its manifest, and then its name: before that there is none, whatever happens. */
export async function publish(root: string, id: string, manifest: string): Promise<void> {
  const hidden = hiddenFolderOf(root, id);
  await writeWhole(path.join(hidden, MANIFEST), manifest);
  await sync(hidden);
  await rename(hidden, folderOf(root, id));
  await sync(root);
}

/** Whether anything is under a path. */
export const isThere = (name: string): Promise<boolean> => stat(name).then(() => true, () => false);

/** Takes a snapshot away: first its name, so that nobody begins to read what is half gone. */
export async function removeSnapshot(root: string, id: string): Promise<void> {
  const gone = path.join(root, `.gone-${id}`);
  await rename(folderOf(root, id), gone).catch(() => undefined);
  await Promise.all([gone, hiddenFolderOf(root, id)].map((folder) => rm(folder, { recursive: true, force: true })));
}

/** MiB that are free on the disk of a folder. */
export async function freeMb(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.floor((bavail * bsize) / (1024 * 1024));
}
