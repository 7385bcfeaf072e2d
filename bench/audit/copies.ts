import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { named, onDuck, openDuck } from '../../subgraphs/audit/modules/snapshot/duck.js';
import { manifestHash, manifestText, type Manifest, type ManifestView } from '../../subgraphs/audit/modules/snapshot/manifest.js';
import type { SnapshotSettings } from '../../subgraphs/audit/modules/snapshot/settings.js';
import { filesIn, folderOf, freeMb, hiddenFolderOf, MANIFEST, publish } from '../../subgraphs/audit/modules/snapshot/snapshot-folder.js';
import type { SnapshotRow } from '../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { emptyFolder, intoFiles } from '../../subgraphs/audit/modules/snapshot/take/view-file.js';
import { rowsInFiles } from '../../subgraphs/audit/modules/snapshot/view-rows.js';

/** Bits that turn the pseudonyms of a snapshot into those of one of its copies, the same in all views; of the first, none. */
const bitsOf = (copy: number): string => (copy === 0 ? '0'.repeat(32) : createHash('md5').update(`copy ${copy}`).digest('hex'));

/** Whatever has an id of its own is another one in a copy: people, awards, payments, schools. */
const inCopy = ({ name, stored }: ManifestView['columns'][number]): string =>
  stored === 'UUID' ? `cast(cast(xor(cast(cast(${named(name)} as blob) as bit), bits) as blob) as uuid) as ${named(name)}` : named(name);

/** One copy after the other, as one population of that size would come. */
function rowsOf(view: ManifestView, folder: string, copies: number): string {
  const columns = view.columns.map(inCopy).join(', ');
  const one = (copy: number): string => `select ${columns} from (${rowsInFiles(folder, view)}), (select cast(unhex('${bitsOf(copy)}') as bit) as bits)`;
  return Array.from({ length: copies }, (_, copy) => one(copy)).join(' union all ');
}

async function writeCopies(duck: DuckDBConnection, view: ManifestView, { from, to, copies }: { readonly from: string; readonly to: string; readonly copies: number }): Promise<ManifestView> {
  if (view.rows === 0) return view;
  const folder = path.join(to, view.name);
  await emptyFolder(folder);
  await duck.run(intoFiles(rowsOf(view, from, copies), folder));
  const files = await filesIn(to, view.name);
  return { ...view, rows: view.rows * copies, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files };
}

/**
 * A snapshot of so many times the people: its rows so often, each time under other pseudonyms, so that nobody is joined with somebody of
 * another copy. Written as snapshots are. For the time that questions take, and for nothing that is told about anybody.
 */
export async function copied({ folder: root, memoryMb, threads }: SnapshotSettings, row: SnapshotRow, copies: number): Promise<SnapshotRow> {
  const [from, id] = [folderOf(root, row.id), randomUUID()];
  const manifest = JSON.parse(await readFile(path.join(from, MANIFEST), 'utf8')) as Manifest;
  const [to, temporary] = [hiddenFolderOf(root, id), path.join(root, `.copying-${id}`)];
  const views: ManifestView[] = [];
  const duck = await openDuck({ memoryMb, threads, folders: [from, to], temporary, temporaryMb: await freeMb(root) });
  try {
    for (const view of manifest.views) views.push(await onDuck(duck, (connection) => writeCopies(connection, view, { from, to, copies })));
  } finally {
    duck.closeSync();
    await rm(temporary, { recursive: true, force: true });
  }
  const text = manifestText({ ...manifest, id, views });
  await publish(root, id, text);
  return { ...row, id, manifestHash: manifestHash(text) };
}
