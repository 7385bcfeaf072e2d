import { existsSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { withClient } from '../bootstrap/connection.js';
import { withServerOf, type DataServer } from '../bootstrap/data-server.js';
import { databaseUrl } from '../bootstrap/urls.js';
import { databaseCredentials, keepCredentials } from '../data/credentials.js';
import { openDataFolder } from '../data/data-folder.js';
import { readRunState } from '../data/run-state.js';
import type { LocalEnvironment } from '../environment.js';
import { hasCode, StartFailure } from '../failure.js';

/** A ledger to be checked. */
export interface LedgerTarget {
  readonly name: string;
  /** The database as its process has it. */
  readonly url: string;
  readonly key: LedgerKey;
}

/** `invalid_catalog_name`: a folder for one subgraph has no other's database. */
const NO_DATABASE = '3D000';

async function isThere({ url }: Pick<LedgerTarget, 'url'>): Promise<boolean> {
  try {
    return await withClient(url, () => Promise.resolve(true));
  } catch (error) {
    if (hasCode(error, NO_DATABASE)) return false;
    throw error;
  }
}

async function targetsOn({ adminUrl, credentials }: DataServer, names: readonly DatabaseName[]): Promise<LedgerTarget[]> {
  const all = names.map((name): LedgerTarget => ({ name, url: databaseUrl(adminUrl, credentials, name, 'app'), key: new LedgerKey(databaseCredentials(credentials, name).ledgerKey) }));
  const there = await Promise.all(all.map(isThere));
  const found = all.filter((_target, i) => there[i]);
  if (found.length === 0) throw new StartFailure(`There is no database ${names.join(', ')}.`);
  return found;
}

/** Audit's database as its process has it; null where there is none. */
export async function auditOn({ adminUrl, credentials }: DataServer): Promise<string | null> {
  const url = databaseUrl(adminUrl, credentials, 'audit', 'app');
  return (await isThere({ url })) ? url : null;
}

/**
 * Works with the ledgers of a data folder: on the server that runs, on that of `DATABASE_URL`, or, when nothing runs, on the
 * folder's own PostgreSQL, which is started for it.
 */
export async function withLedgers<T>(local: LocalEnvironment, names: readonly DatabaseName[], abort: AbortSignal, work: (targets: readonly LedgerTarget[], server: DataServer) => Promise<T>): Promise<T> {
  const file = path.join(local.data, 'credentials.json');
  if (!existsSync(file)) throw new StartFailure(`${local.data} has no databases. Run npm start first, or set BALAGRAPH_DATA to the folder that has.`);
  const running = readRunState(local.data);
  const adminUrl = local.databaseUrl ?? (running === null ? undefined : `postgresql://${running.database}/`);
  const on = async (server: DataServer): Promise<T> => work(await targetsOn(server, names), server);
  if (adminUrl !== undefined) return on({ adminUrl, credentials: keepCredentials(file) });
  const data = openDataFolder(local.data);
  try {
    return await withServerOf(local, data, { purpose: 'serve', abort }, on);
  } finally {
    data.release();
  }
}
