import { rm } from 'node:fs/promises';
import path from 'node:path';
import { databaseUrl } from '../local/bootstrap/urls.js';
import type { DataServer } from '../local/bootstrap/data-server.js';
import { withJobs } from '../local/jobs.js';
import { formatTable } from '../local/table.js';
import { Snapshots } from '../subgraphs/audit/modules/snapshot/read/snapshots.js';
import { SNAPSHOT_DEFAULTS, type SnapshotSettings } from '../subgraphs/audit/modules/snapshot/settings.js';
import { snapshotById, viewsOf, type SnapshotRow, type SnapshotViewRow } from '../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { requestSnapshot } from '../subgraphs/audit/modules/snapshot/snapshot.service.js';
import { carryOut } from '../subgraphs/audit/modules/snapshot/take/carry-out.js';
import { ofSnapshots, step } from '../subgraphs/audit/modules/snapshot/take/job.js';
import { PROGRAMMES } from '../subgraphs/shared/access/viewer.js';
import { auditOptions } from './audit/options.js';
import { withPopulation } from './audit/populated.js';
import { askAll } from './audit/questions.js';
import type { BenchmarkResult } from './benchmark.js';

export const takesOptions = true;

interface Taken {
  readonly row: SnapshotRow;
  readonly views: readonly SnapshotViewRow[];
  readonly seconds: number;
}

const settingsOf = ({ adminUrl, credentials }: DataServer, folder: string): SnapshotSettings => ({
  ...SNAPSHOT_DEFAULTS,
  folder: path.join(folder, 'bench-snapshots'),
  databaseUrl: databaseUrl(adminUrl, credentials, 'audit', 'app'),
  sealingSecret: credentials.snapshotKey,
  sources: Object.fromEntries(PROGRAMMES.map((name) => [name, databaseUrl(adminUrl, credentials, name, 'audit')])),
});

const take = ({ credentials }: DataServer, settings: SnapshotSettings): Promise<Taken> =>
  withJobs('audit', { databaseUrl: settings.databaseUrl, ledgerKey: credentials.subgraphs.audit.ledgerKey }, async (jobs) => {
    const { id } = await step(jobs, '00000000-0000-4000-8000-000000000000', true, (em) => requestSnapshot(em, settings, { asOf: null, now: new Date(), organisation: null }));
    const begun = performance.now();
    await carryOut(jobs, settings, id);
    const seconds = (performance.now() - begun) / 1000;
    const row = await ofSnapshots(jobs, (em) => snapshotById(em, id));
    if (row === null) throw new Error('no snapshot');
    return { row, seconds, views: await ofSnapshots(jobs, (em) => viewsOf(em, [row])) };
  });

const rate = ({ rows, tookMs }: SnapshotViewRow): number => Math.round((rows ?? 0) / Math.max((tookMs ?? 0) / 1000, 0.001));

/** A snapshot of a population, and what is asked of it. */
export function run(args: readonly string[]): Promise<BenchmarkResult> {
  const options = auditOptions(args);
  return withPopulation(options, async (server, folder) => {
    const settings = settingsOf(server, folder);
    const { row, views, seconds } = await take(server, settings);
    const reader = new Snapshots(settings);
    const opening = performance.now();
    const asked = await reader.use(row, () => Promise.resolve(true), 600_000, async (session) => ({ openedMs: performance.now() - opening, questions: await askAll(session) }));
    await reader.close();
    await rm(settings.folder, { recursive: true, force: true });
    const rows = views.reduce((sum, view) => sum + (view.rows ?? 0), 0);
    const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const { openedMs = Number.NaN, questions = [] } = asked ?? {};
    const table = formatTable([
      ['audit', 'measured'],
      ...views.map((view) => [`${view.source}.${view.view}`, `${(view.rows ?? 0).toLocaleString('en')} rows, ${rate(view).toLocaleString('en')} a second`]),
      [`a snapshot of ${options.children.toLocaleString('en')} children`, `${seconds.toFixed(1)} s, ${rows.toLocaleString('en')} rows, ${Math.round(rows / seconds).toLocaleString('en')} a second`],
      ['memory of the process at most, questions included', `${memoryMb} MiB`],
      ['opened for the first question, checksums included', `${openedMs.toFixed(0)} ms`],
      ...questions.map(({ what, ms }) => [what, `${ms.toFixed(1)} ms`]),
    ]);
    const perSecond = Object.fromEntries(views.map((view) => [`${view.source}.${view.view}`, rate(view)]));
    const figures = { children: options.children, rows, seconds, memoryMb, openedMs, rowsPerSecond: perSecond, questionMs: Object.fromEntries(questions.map(({ name, ms }) => [name, ms])) };
    return { table, figures };
  });
}
