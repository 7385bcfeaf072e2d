import { withClient } from './kept-connections.js';
import { database as benefits } from '../../subgraphs/benefits/orm.config.js';
import { Database, type DatabaseDefinition } from '../../subgraphs/shared/database/database.js';
import type { JobSurroundings } from '../../subgraphs/shared/job/job.js';
import { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { UNHURRIED } from './database.js';
import type { TestSubgraph } from './subgraph.js';

/** What a command of another process works with, on a test's database. */
export interface TestJobs extends JobSurroundings {
  close(): Promise<void>;
}

export async function openJobs({ database: { appUrl }, ledgerKey, clock }: Pick<TestSubgraph, 'database' | 'ledgerKey' | 'clock'>, definition: DatabaseDefinition = benefits): Promise<TestJobs> {
  const key = new LedgerKey(ledgerKey);
  const database = await Database.open(definition, appUrl, key, { patience: UNHURRIED });
  const ledger = new Ledger({ url: appUrl, key, clock, kind: 'READ', patienceMs: 15_000 });
  return { database, ledger, clock, close: async () => void (await Promise.all([database.close(), ledger.close()])) };
}

/** Rows of a test's database, past every policy. */
export const rowsOf = <T extends object>({ database }: Pick<TestSubgraph, 'database'>, sql: string, parameters: readonly unknown[] = []): Promise<T[]> =>
  withClient(database.adminUrl, async (client) => (await client.query<T>(sql, [...parameters])).rows);
