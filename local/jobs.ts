import type { ProgrammeName, SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { systemClock } from '../subgraphs/shared/clock.js';
import { Database } from '../subgraphs/shared/database/database.js';
import type { JobSurroundings } from '../subgraphs/shared/job/job.js';
import { Ledger } from '../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../subgraphs/shared/ledger/ledger-key.js';
import { definitionOf } from './bootstrap/subgraph-modules.js';
import { readLedger, readLocalEnvironment } from './environment.js';
import { withLedgers } from './ledger/targets.js';

/** A programme's register, as its process has it. */
interface Register {
  readonly databaseUrl: string;
  readonly ledgerKey: string;
}

/** Nobody waits for a command's answer: a batch may take as long as a busy server takes for it. */
const PATIENCE_MS = 60_000;

/** Works on a programme's register in batches, beside its process or without it. */
export async function withJobs<T>(programme: SubgraphName, { databaseUrl, ledgerKey }: Register, work: (surroundings: JobSurroundings) => Promise<T>): Promise<T> {
  const key = new LedgerKey(ledgerKey);
  const database = await Database.open(await definitionOf(programme), databaseUrl, key, { patience: { connectionMs: PATIENCE_MS, statementMs: PATIENCE_MS } });
  const ledger = new Ledger({ url: databaseUrl, key, clock: systemClock, kind: 'READ', patienceMs: PATIENCE_MS });
  try {
    return await work({ database, ledger, clock: systemClock });
  } finally {
    await Promise.all([database.close(), ledger.close()]);
  }
}

/** The same on the register of the environment (`DATABASE_URL` and `LEDGER_KEY`), or else of the data folder, whose server is started where nothing runs. */
export async function withRegister<T>(programme: ProgrammeName, abort: AbortSignal, work: (surroundings: JobSurroundings) => Promise<T>): Promise<T> {
  const named = readLedger();
  if (named !== null) return withJobs(programme, named, work);
  return withLedgers(readLocalEnvironment(), [programme], abort, ([target], { credentials }) =>
    withJobs(programme, { databaseUrl: target?.url ?? '', ledgerKey: credentials.subgraphs[programme].ledgerKey }, work));
}
