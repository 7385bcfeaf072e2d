import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { named, onDuck, openDuck } from '../duck.js';
import { FORMAT, manifestHash, type Manifest, type ManifestView } from '../manifest.js';
import type { SnapshotSettings } from '../settings.js';
import { folderOf, freeMb, MANIFEST, sha256Of } from '../snapshot-folder.js';
import type { SnapshotRow } from '../snapshot.repository.js';
import { rowsInFiles } from '../view-rows.js';

/** A snapshot's files are not what they were. */
export class SnapshotDamaged extends Error {
  constructor(readonly id: string, what: string) {
    super(`Snapshot ${id}: ${what}`);
  }
}

/** What was noted of a snapshot when it was complete is in the database; what its folder says must be just that. */
async function manifestIn(folder: string, { id, manifestHash: noted }: SnapshotRow): Promise<Manifest> {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch(() => '');
  if (manifestHash(text) !== noted) throw new SnapshotDamaged(id, 'its manifest is gone or another one');
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== FORMAT) throw new SnapshotDamaged(id, `its format ${manifest.format} is not read by this version`);
  return manifest;
}

async function verify(folder: string, id: string, { files }: ManifestView): Promise<void> {
  await Promise.all(files.map(async (file) => {
    const there = path.join(folder, file.path);
    const size = await stat(there).then((found) => found.size, () => -1);
    if (size !== file.bytes || (await sha256Of(there, size)) !== file.sha256) throw new SnapshotDamaged(id, `${file.path} is gone or another one`);
  }));
}

async function createViews(connection: DuckDBConnection, folder: string, { views }: Manifest): Promise<void> {
  for (const schema of new Set(views.map(({ source }) => named(source.replaceAll('-', '_'))))) await connection.run(`create schema ${schema}`);
  for (const view of views) await connection.run(`create view ${named(view.source.replaceAll('-', '_'))}.${named(view.view)} as ${rowsInFiles(folder, view)}`);
}

/** A complete snapshot whose files were looked at, with its views in a DuckDB. */
export interface OpenSnapshot {
  readonly manifest: Manifest;
  readonly duck: DuckDBInstance;
}

/** A process that answers while another snapshot is taken has the other half of the memory. `spilt` is the folder for what does not fit into it. */
export async function openSnapshot({ folder: root, memoryMb, threads }: Pick<SnapshotSettings, 'folder' | 'memoryMb' | 'threads'>, snapshot: SnapshotRow, spilt: string): Promise<OpenSnapshot> {
  const folder = folderOf(root, snapshot.id);
  const manifest = await manifestIn(folder, snapshot);
  for (const view of manifest.views) await verify(folder, snapshot.id, view);
  const duck = await openDuck({ memoryMb: Math.floor(memoryMb / 2), threads, folders: [folder], temporary: spilt, temporaryMb: await freeMb(root) });
  try {
    await onDuck(duck, (connection) => createViews(connection, folder, manifest));
    return { manifest, duck };
  } catch (error) {
    duck.closeSync();
    throw error;
  }
}
