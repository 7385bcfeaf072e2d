import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onDuck, openDuck, quoted } from '../../../../subgraphs/audit/modules/snapshot/duck.js';
import { FORMAT, manifestHash, manifestText, manifestView, type Manifest } from '../../../../subgraphs/audit/modules/snapshot/manifest.js';
import { duckType } from '../../../../subgraphs/audit/modules/snapshot/column-types.js';
import { publications, type PublishedView } from '../../../../subgraphs/audit/modules/snapshot/published.js';
import { folderOf, filesIn, MANIFEST } from '../../../../subgraphs/audit/modules/snapshot/snapshot-folder.js';
import { newSnapshotKey, sealKey } from '../../../../subgraphs/audit/modules/snapshot/snapshot-key.js';
import type { ProgrammeName } from '../../../../subgraphs/shared/access/viewer.js';
import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';

const CHILDREN = 200;

/** Rows of a view: what stands in its columns, the rest of which is null, and of what there is one. */
interface StagedView {
  readonly source: ProgrammeName;
  readonly view: string;
  readonly rows: number;
  readonly from: string;
  readonly columns: Readonly<Record<string, string>>;
}

const EACH = `range(${CHILDREN}) as c (i)`;
const MONTHS = `(values (date '2025-06-01'), (date '2026-01-01')) as m (month)`;
const [CHILD, AWARD] = [`cast(md5('child' || i) as uuid)`, `cast(md5('award' || i) as uuid)`];
const OF_AWARD = { subject: CHILD, award: AWARD, programme: `'LARGE_FAM'`, component: `'BENEFIT'` };

/** Children of one region, each in an award and paid for in two years, enough of them to be told as a number, and a school for them; of all else there is nothing. */
const VIEWS: readonly StagedView[] = [
  { source: 'registry', view: 'civil_child', rows: CHILDREN, from: EACH, columns: {
    subject: CHILD, born: `date '2015-01-01'`, sex: `'FEMALE'`, of_age: `date '2033-01-01'`, six_by_september: '2021', counted_from: `date '2015-02-01'`, citizen: 'true', citizen_since: `date '2015-01-01'`, resident: 'true', district: `'751110000'`, resident_since: `date '2015-01-01'`,
  } },
  { source: 'benefits', view: 'benefit_award_child', rows: CHILDREN, from: EACH, columns: { ...OF_AWARD, since: `date '2025-01-01'`, never_due: 'false' } },
  { source: 'benefits', view: 'benefit_payment', rows: 2 * CHILDREN, from: `${EACH}, ${MONTHS}`, columns: { ...OF_AWARD, month: 'month', kind: `'REGULAR'`, state: `'PAID'`, amount: '20000' } },
  { source: 'benefits', view: 'benefit_payment_child', rows: 2 * CHILDREN, from: `${EACH}, ${MONTHS}`, columns: { ...OF_AWARD, month: 'month', kind: `'REGULAR'`, state: `'PAID'`, member: 'true', whole_month: 'true', never_due: 'false' } },
  { source: 'schools', view: 'school_roll', rows: 1, from: 'range(1) as s (i)', columns: { subject: CHILD, school: CHILD, school_year: '2025', pupils: '500', places: '400', deficit: '100' } },
];

async function writeViews(folder: string, published: readonly PublishedView[]): Promise<void> {
  const duck = await openDuck({ memoryMb: 128, threads: 1, folders: [folder], temporary: path.join(folder, '.tmp'), temporaryMb: 64 });
  try {
    for (const { source, view, from, columns: given } of VIEWS) {
      const target = path.join(folder, source, view);
      await mkdir(target, { recursive: true });
      const all = { ...given, region: `'750000000'`, recorded_at: `timestamptz '2026-01-01'` } as Readonly<Record<string, string>>;
      const columns = (published.find((one) => one.source === source && one.view === view)?.columns ?? []).map((column) => `cast(${all[column.name] ?? 'null'} as ${duckType(column, false)}) as ${column.name}`);
      await onDuck(duck, (connection) => connection.run(`copy (select ${columns.join(', ')} from ${from}) to ${quoted(target)} (format parquet, partition_by (region))`));
    }
  } finally {
    duck.closeSync();
  }
}

/** A snapshot that can be asked, later than every other one. */
export async function tellCohorts({ subgraphs, sealingSecret, snapshotsFolder }: RealFederation): Promise<void> {
  const [id, key, asOf] = [randomUUID(), newSnapshotKey(), new Date(Date.now() + 60_000).toISOString()];
  const folder = folderOf(snapshotsFolder, id);
  const published = publications().flatMap((one) => one.views);
  await writeViews(folder, published);
  const views = await Promise.all(published.map(async (view) => {
    const staged = VIEWS.find((one) => one.source === view.source && one.view === view.view);
    return manifestView(view, { rows: staged?.rows ?? 0, wide: false, files: staged === undefined ? [] : await filesIn(folder, path.join(view.source, view.view)) });
  }));
  const manifest: Manifest = { format: FORMAT, id, asOf, takenAt: asOf, keyFingerprint: 'f3', checkpoint: null, tools: { balagraph: '0.1.0', duckdb: '1', node: '24' }, sources: [], views };
  const text = manifestText(manifest);
  await writeFile(path.join(folder, MANIFEST), text);
  await withClient(subgraphs.audit.database.adminUrl, (admin) => admin.query(
    `insert into snapshot (public_id, state, as_of, finished_at, sealed_key, key_fingerprint, package_version, manifest_hash) values ($1, 'COMPLETE', $2, now(), $3, 'f3', '0.1.0', $4)`,
    [id, asOf, sealKey(key, sealingSecret, id), manifestHash(text)]));
}
