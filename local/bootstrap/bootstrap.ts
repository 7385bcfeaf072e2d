import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { databaseCredentials, type Credentials } from '../data/credentials.js';
import type { DemoFamily } from '../data/run-state.js';
import { blaming, reason, StartFailure } from '../failure.js';
import { withClient } from './connection.js';
import { establish } from './establish.js';
import { bringUpToDate } from './migrations.js';
import { seedMissing, type SeedOptions } from './seed-missing.js';
import { readState, type LocalState } from './state.js';
import { databaseUrl } from './urls.js';

export interface BootstrapOptions extends SeedOptions {
  /** The server, as somebody who may create databases and roles. */
  readonly adminUrl: string;
  readonly credentials: Credentials;
  readonly subgraphs: readonly SubgraphName[];
  /** Whether the gateway gets its database, too. */
  readonly gateway: boolean;
}

/** Migrates one database where needed; what it said about itself before. */
async function migrateOne({ adminUrl, credentials }: BootstrapOptions, name: DatabaseName): Promise<LocalState> {
  const ownerUrl = databaseUrl(adminUrl, credentials, name, 'owner');
  return withClient(ownerUrl, async (owner) => {
    const state = await readState(owner);
    await bringUpToDate(owner, name, ownerUrl, state).catch(blaming(`${name}: its migrations failed`));
    return state;
  });
}

/** Databases, roles and migrations of all subgraphs; what each database said about itself before. */
export async function migrateAll(options: BootstrapOptions): Promise<ReadonlyMap<SubgraphName, LocalState>> {
  const { adminUrl, credentials, subgraphs, gateway } = options;
  const names: readonly DatabaseName[] = gateway ? [...subgraphs, 'gateway'] : subgraphs;
  await establish({ adminUrl, passwords: new Map(names.map((name) => [name, databaseCredentials(credentials, name)])) });
  options.abort.throwIfAborted();
  if (gateway) await migrateOne(options, 'gateway');
  return new Map(await Promise.all(subgraphs.map(async (name) => [name, await migrateOne(options, name)] as const)));
}

/** Tells a server that cannot be used from a fault of ours. */
export async function withServer<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StartFailure || !isConnectionProblem(error)) throw error;
    throw new StartFailure(`The database server cannot be used: ${reason(error)}`);
  }
}

/**
 * Brings a server to where the subgraphs can run: databases with their four roles, migrations, seed. All of it can be
 * interrupted anywhere, by a signal or by the end of the process, and run again.
 */
export const bootstrap = (options: BootstrapOptions): Promise<DemoFamily> =>
  withServer(async () => {
    const states = await migrateAll(options);
    const targets = [...states].map(([name, state]) => ({ name, ownerUrl: databaseUrl(options.adminUrl, options.credentials, name, 'owner'), state }));
    return seedMissing(targets, options);
  });

/** The server does not answer, does not let us in (class 28 of SQLSTATE), has gone away meanwhile or has no room left. */
function isConnectionProblem(error: unknown): boolean {
  const { code = '', cause, message = '' } = error as { code?: string; cause?: unknown; message?: string };
  const known = /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|28...|57P..|53100|53300)$/.test(code) || message.startsWith('Connection terminated');
  return known || (cause !== undefined && isConnectionProblem(cause));
}
