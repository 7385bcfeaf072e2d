import { rm } from 'node:fs/promises';
import path from 'node:path';
import { databaseUrl } from '../local/bootstrap/urls.js';
import type { DataServer } from '../local/bootstrap/data-server.js';
import { populationOf } from '../local/bootstrap/population.js';
import { withJobs } from '../local/jobs.js';
import { formatTable } from '../local/table.js';
import { Snapshots } from '../subgraphs/audit/modules/snapshot/read/snapshots.js';
import { SNAPSHOT_DEFAULTS, type SnapshotSettings } from '../subgraphs/audit/modules/snapshot/settings.js';
import { snapshotById, viewsOf, type SnapshotRow, type SnapshotViewRow } from '../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { requestSnapshot } from '../subgraphs/audit/modules/snapshot/snapshot.service.js';
import { carryOut } from '../subgraphs/audit/modules/snapshot/take/carry-out.js';
import { ofSnapshots, step } from '../subgraphs/audit/modules/snapshot/take/job.js';
import { PROGRAMMES } from '../subgraphs/shared/access/viewer.js';
import type { CivilDate } from '../subgraphs/shared/clock.js';
import { askCohorts } from './audit/cohorts.js';
import { copied } from './audit/copies.js';
import { auditOptions, type AuditOptions } from './audit/options.js';
import { withPopulation } from './audit/populated.js';
import { askForeign } from './audit/foreign.js';
import { measured, type ProcessorSeconds } from './audit/processor.js';
import { askSnapshot } from './audit/questions.js';
import { askRules } from './audit/rules.js';
import type { Asked } from './audit/timed.js';
import type { BenchmarkResult, Figures } from './benchmark.js';

export const takesOptions = true;

/** A rule that takes longer is slow, and told. */
const DEADLINE_MS = 3_600_000;

interface Taken {
  readonly row: SnapshotRow;
  readonly views: readonly SnapshotViewRow[];
  readonly seconds: number;
}

interface Answers {
  readonly openedMs: number;
  readonly questions: readonly Asked[];
  readonly cohorts: readonly Asked[];
  readonly rules: readonly Asked[];
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

/** The day that rules go by: the population's last, since months after it are paid to nobody. */
const lastDay = async (): Promise<CivilDate> => (await populationOf(null, undefined)).facts.asOf;

async function askAll(settings: SnapshotSettings, row: SnapshotRow): Promise<Answers> {
  const [reader, day] = [new Snapshots(settings), await lastDay()];
  try {
    const opening = performance.now();
    const answers = await reader.use(row, () => Promise.resolve(true), DEADLINE_MS, async (session) => ({ openedMs: performance.now() - opening, questions: await askSnapshot(session), cohorts: await askCohorts(session, day), rules: await askRules(session, day) }));
    if (answers === null) throw new Error('no snapshot');
    return answers;
  } finally {
    await reader.close();
  }
}

const seconds = (count: number): string => `${Number.isNaN(count) ? 'an unknown number of' : count.toFixed(1)} s`;
const inMs = (asked: readonly Asked[]): Figures => Object.fromEntries(asked.map(({ name, ms }) => [name, Math.round(ms * 10) / 10]));
const known = (figures: Readonly<Record<string, number>>): Figures => Object.fromEntries(Object.entries(figures).filter(([, figure]) => !Number.isNaN(figure)));

function report({ children, copies }: AuditOptions, { views, seconds: took }: Taken, processor: ProcessorSeconds, { openedMs, questions, cohorts, rules }: Answers, foreign: readonly Asked[]): BenchmarkResult {
  const rows = views.reduce((sum, view) => sum + (view.rows ?? 0), 0);
  const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const table = formatTable([
    ['audit', 'measured'],
    ...views.map((view) => [`${view.source}.${view.view}`, `${(view.rows ?? 0).toLocaleString('en')} rows, ${rate(view).toLocaleString('en')} a second`]),
    [`a snapshot of ${children.toLocaleString('en')} children`, `${took.toFixed(1)} s, ${rows.toLocaleString('en')} rows, ${Math.round(rows / took).toLocaleString('en')} a second`],
    ['processor: PostgreSQL, and this process', `${seconds(processor.postgres)}, ${seconds(processor.own)}`],
    ['memory of the process at most, questions included', `${memoryMb} MiB`],
    ['asked of so many times the snapshot, under other pseudonyms', `${copies}: ${(children * copies).toLocaleString('en')} children, ${(rows * copies).toLocaleString('en')} rows`],
    ['opened for the first question, checksums included', `${openedMs.toFixed(0)} ms`],
    ...questions.map(({ name, what, ms }) => [what, `${ms.toFixed(0)} ms; ${foreign.find((one) => one.name === name)?.ms.toFixed(0) ?? '?'} ms in PostgreSQL over foreign tables${copies === 1 ? '' : ', of one'}`]),
    ...cohorts.map(({ what, ms }) => [what, `${ms.toFixed(0)} ms`]),
    ...rules.map(({ name, what, ms }, place) => [`${place === 0 ? 'the slowest rule: ' : ''}${name}, ${what}`, `${ms.toFixed(0)} ms`]),
  ]);
  const rowsPerSecond = Object.fromEntries(views.map((view) => [`${view.source}.${view.view}`, rate(view)]));
  const figures = {
    children, copies, rows, seconds: took, memoryMb, openedMs, rowsPerSecond, processorSeconds: known({ ...processor }),
    questionMs: inMs(questions), foreignMs: inMs(foreign), cohortMs: inMs(cohorts), ruleMs: inMs(rules), slowestRuleMs: Math.max(0, ...rules.map(({ ms }) => ms)),
  };
  return { table, figures };
}

/** A snapshot of a population, and what is asked of it. */
export function run(args: readonly string[]): Promise<BenchmarkResult> {
  const options = auditOptions(args);
  return withPopulation(options, async (server, folder) => {
    const settings = settingsOf(server, folder);
    try {
      const { result: taken, processor } = await measured(server.adminUrl, () => take(server, settings));
      const answers = await askAll(settings, options.copies === 1 ? taken.row : await copied(settings, taken.row, options.copies));
      return report(options, taken, processor, answers, await askForeign(server));
    } finally {
      await rm(settings.folder, { recursive: true, force: true });
    }
  });
}
