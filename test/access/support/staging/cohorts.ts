import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onDuck, openDuck, quoted } from '../../../../subgraphs/audit/modules/snapshot/duck.js';
import { FORMAT, manifestHash, manifestText, manifestView, type Manifest } from '../../../../subgraphs/audit/modules/snapshot/manifest.js';
import { publications } from '../../../../subgraphs/audit/modules/snapshot/published.js';
import { folderOf, filesIn, MANIFEST } from '../../../../subgraphs/audit/modules/snapshot/snapshot-folder.js';
import { newSnapshotKey, sealKey } from '../../../../subgraphs/audit/modules/snapshot/snapshot-key.js';
import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';

const CHILDREN = 200;

/** Children of the latest snapshot there is, enough of them to be told as a number; of other programmes it has nobody. */
async function writeChildren(folder: string): Promise<void> {
  const target = path.join(folder, 'registry', 'civil_child');
  await mkdir(target, { recursive: true });
  const duck = await openDuck({ memoryMb: 128, threads: 1, folders: [folder], temporary: path.join(folder, '.tmp'), temporaryMb: 64 });
  try {
    await onDuck(duck, (connection) => connection.run(`copy (select gen_random_uuid() as subject, '750000000' as region, timestamptz '2026-01-01' as recorded_at, date '2015-01-01' as born, 'FEMALE' as sex, date '2033-01-01' as of_age,
      2021 as six_by_september, date '2015-02-01' as counted_from, null::date as died, true as citizen, date '2015-01-01' as citizen_since, true as resident, '751110000' as district, date '2015-01-01' as resident_since
      from range(${CHILDREN})) to ${quoted(target)} (format parquet, partition_by (region))`));
  } finally {
    duck.closeSync();
  }
}

/** A snapshot that can be asked, later than every other one. */
export async function tellCohorts({ subgraphs, sealingSecret, snapshotsFolder }: RealFederation): Promise<void> {
  const [id, key, asOf] = [randomUUID(), newSnapshotKey(), new Date(Date.now() + 60_000).toISOString()];
  const folder = folderOf(snapshotsFolder, id);
  await writeChildren(folder);
  const files = await filesIn(folder, path.join('registry', 'civil_child'));
  const views = publications().flatMap((one) => one.views).map((view) =>
    manifestView(view, view.view === 'civil_child' ? { rows: CHILDREN, wide: false, files } : { rows: 0, wide: false, files: [] }));
  const manifest: Manifest = { format: FORMAT, id, asOf, takenAt: asOf, keyFingerprint: 'f3', checkpoint: null, tools: { balagraph: '0.1.0', duckdb: '1', node: '24' }, sources: [], views };
  const text = manifestText(manifest);
  await writeFile(path.join(folder, MANIFEST), text);
  await withClient(subgraphs.audit.database.adminUrl, (admin) => admin.query(
    `insert into snapshot (public_id, state, as_of, finished_at, sealed_key, key_fingerprint, package_version, manifest_hash) values ($1, 'COMPLETE', $2, now(), $3, 'f3', '0.1.0', $4)`,
    [id, asOf, sealKey(key, sealingSecret, id), manifestHash(text)]));
}
