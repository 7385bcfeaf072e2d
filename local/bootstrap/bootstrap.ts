import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { databaseCredentials, type Credentials } from '../data/credentials.js';
import type { DemoFamily } from '../data/run-state.js';
import { blaming, reason, StartFailure } from '../failure.js';
import { withClient } from './connection.js';
import { createDatabase, establishRoles, setUpDatabase } from './establish.js';
import { bringUpToDate } from './migrations.js';
import { populationOf } from './population.js';
import { progressLines } from '../seeding/progress.js';
import { seedAll } from '../seeding/seed-all.js';
import { knownDatabases, markOf, refusedByServer } from './server.js';
import { readState, type LocalState } from './state.js';
import { databaseUrl } from './urls.js';

export interface BootstrapOptions {
  /** The server, as somebody who may create databases and roles. */
  readonly adminUrl: string;
  readonly credentials: Credentials;
  readonly subgraphs: readonly SubgraphName[];
  /** Whether the gateway gets its database, too. */
  readonly gateway: boolean;
  /** How many children a population has that is made now. */
  readonly children: number | undefined;
  /** Ends the work at the next step that may be the last. */
  readonly abort: AbortSignal;
  /** Takes a line for the operator when something takes long; silent when left out. */
  readonly report?: (line: string) => void;
}

/** Databases and their roles; one look-up when all are there. */
async function establish({ adminUrl, credentials, subgraphs, gateway }: BootstrapOptions): Promise<void> {
  const names: readonly DatabaseName[] = gateway ? [...subgraphs, 'gateway'] : subgraphs;
  await withClient(adminUrl, async (admin) => {
    const known = await knownDatabases(admin, names);
    const unfinished = names.filter((name) => known.get(name)?.mark !== markOf(databaseCredentials(credentials, name)));
    for (const name of unfinished) await establishRoles(admin, name, databaseCredentials(credentials, name));
    await Promise.all(
      unfinished.map(async (name) => {
        if (!known.has(name)) await withClient(adminUrl, (own) => createDatabase(own, name));
        await withClient(databaseUrl(adminUrl, credentials, name, 'owner'), (owner) => setUpDatabase(owner, name, markOf(databaseCredentials(credentials, name))));
      }),
    );
  });
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

/** Seeds the databases that are not, with the same people that the others have. */
async function seedMissing(options: BootstrapOptions, states: ReadonlyMap<SubgraphName, LocalState>): Promise<DemoFamily> {
  const known = [...states.values()].find(({ seed }) => seed !== null)?.seed ?? null;
  const unseeded = [...states].filter(([, { seed }]) => seed?.done !== true).map(([name]) => name);
  if (known !== null && unseeded.length === 0) return known.demo;
  options.abort.throwIfAborted();
  const population = await populationOf(known, options.children);
  const targets = unseeded.map((name) => ({ name, ownerUrl: databaseUrl(options.adminUrl, options.credentials, name, 'owner') }));
  await seedAll(targets, population, progressLines(population.facts.children, 'LATER', options.report ?? (() => undefined)), options.abort);
  return population.demo;
}

/** Databases, roles and migrations of all subgraphs; what each database said about itself before. */
export async function migrateAll(options: BootstrapOptions): Promise<ReadonlyMap<SubgraphName, LocalState>> {
  await establish(options).catch(refusedByServer);
  options.abort.throwIfAborted();
  if (options.gateway) await migrateOne(options, 'gateway');
  return new Map(await Promise.all(options.subgraphs.map(async (name) => [name, await migrateOne(options, name)] as const)));
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
export const bootstrap = (options: BootstrapOptions): Promise<DemoFamily> => withServer(async () => seedMissing(options, await migrateAll(options)));

/** The server does not answer, does not let us in (class 28 of SQLSTATE), has gone away meanwhile or has no room left. */
function isConnectionProblem(error: unknown): boolean {
  const { code = '', cause, message = '' } = error as { code?: string; cause?: unknown; message?: string };
  const known = /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|28...|57P..|53100|53300)$/.test(code) || message.startsWith('Connection terminated');
  return known || (cause !== undefined && isConnectionProblem(cause));
}
