import { migrateAll } from '../local/bootstrap/bootstrap.js';
import { withClient } from '../local/bootstrap/connection.js';
import { withServerOf, type DataServer } from '../local/bootstrap/data-server.js';
import { populationOf } from '../local/bootstrap/population.js';
import { databaseUrl, otherDatabase } from '../local/bootstrap/urls.js';
import { openDataFolder } from '../local/data/data-folder.js';
import { readLocalEnvironment } from '../local/environment.js';
import { plantedIn } from '../local/populate/truth.js';
import type { LocalFacts } from '../local/population/facts.js';
import { progressLines } from '../local/seeding/progress.js';
import { seedAll } from '../local/seeding/seed-all.js';
import { formatTable } from '../local/table.js';
import { temporaryFolder } from '../local/temporary-run.js';
import { PROGRAMMES, type ProgrammeName } from '../subgraphs/shared/access/viewer.js';
import type { SoakResult } from './scenario.js';
import { differences, plantedFor } from './support/audit/compare.js';
import { findingsIn } from './support/audit/findings.js';

export const usualSeconds = 120;

/** Of what two populations, one with errors and one without, can be made and audited in a second. */
const CHILDREN_A_SECOND = 1_000;

/** Fifty times as many as `--anomalies` plants, so that each kind meets all kinds of families. */
const MANY = 1_000;

/** Babies wait in institutions in any large population, as they do, and nobody has to have done wrong. */
const NOBODYS_ERROR = 'F16';

/** Of a sum that is wrong, or credited twice, no year's total is right. */
const OF_TOTALS = 'S13';

type Report = (line: string) => void;

async function fill(server: DataServer, wished: Partial<LocalFacts>, children: number, abort: AbortSignal, report: Report): Promise<LocalFacts> {
  const population = await populationOf(null, children, wished);
  await migrateAll({ ...server, subgraphs: [...PROGRAMMES, 'audit'], gateway: false, children, abort });
  const targets = PROGRAMMES.map((name) => ({ name, ownerUrl: databaseUrl(server.adminUrl, server.credentials, name, 'owner') }));
  await seedAll(targets, population, progressLines(children, 'LATER', report), abort);
  return population.facts;
}

/** What the library's rules find in a snapshot of a server's databases, and what was planted in them. */
async function auditOf(server: DataServer, folder: string, facts: LocalFacts, report: Report): Promise<{ planted: number; failures: string[] }> {
  const { adminUrl, credentials } = server;
  const truths = facts.anomaliesPerMillion === undefined ? [] : await plantedIn((name: ProgrammeName) => databaseUrl(adminUrl, credentials, name, 'owner'));
  // What was published is of the nation, and of these people nobody published anything.
  await withClient(otherDatabase(adminUrl, 'savings'), (admin) => admin.query('update reporting_year set participants = null, total_usd = null'));
  const { found, names } = await findingsIn(server, folder, facts.asOf, report);
  const failures = [...found].filter(([rule]) => rule !== NOBODYS_ERROR && (truths.length === 0 || rule !== OF_TOTALS)).flatMap(([rule, rows]) => differences(rows, plantedFor(rule, truths, names)).map((line) => `${rule} ${line}`));
  return { planted: truths.length, failures };
}

/** A population on a server of its own, and how what rules find in it differs from what was planted. */
async function audited(children: number, wished: Partial<LocalFacts>, abort: AbortSignal, report: Report): Promise<{ planted: number; failures: string[] }> {
  const folder = temporaryFolder('soak');
  const data = openDataFolder(folder.path);
  try {
    return await withServerOf({ ...readLocalEnvironment(), databaseUrl: undefined }, data, { purpose: 'populate', abort }, async (server) =>
      auditOf(server, folder.path, await fill(server, wished, children, abort, report), report));
  } finally {
    data.release();
    folder.remove();
  }
}

/** Auditors' rules over two populations: in one they find every planted error and nothing else, in the other nothing. */
export async function run(seconds: number, report: Report): Promise<SoakResult> {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  const children = Math.max(1_000, Math.round(seconds * CHILDREN_A_SECOND));
  const seed = Date.now() % 1_000_000;
  report(`seed ${seed}, ${children} children, first without errors`);
  const clean = await audited(children, { seed }, abort.signal, report);
  report('now with errors');
  const planted = await audited(children, { seed, anomaliesPerMillion: MANY }, abort.signal, report);
  const figures = { children, seed, planted: planted.planted, foundInClean: clean.failures.length, differences: planted.failures.length };
  const failures = [...clean.failures.map((line) => `without errors: ${line}`), ...planted.failures];
  return { table: formatTable([['children', 'seed', 'planted', 'found in the clean one', 'missed or found besides'], Object.values(figures).map(String)]), figures, failures };
}
