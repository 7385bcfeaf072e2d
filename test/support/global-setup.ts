import type { TestProject } from 'vitest/node';
import { completeCredentials, type Credentials } from '../../local/data/credentials.js';
import { openDataFolder } from '../../local/data/data-folder.js';
import { readLocalEnvironment } from '../../local/environment.js';
import { embeddedUrl, startEmbedded } from '../../local/postgres/embedded.js';
import { freePorts } from '../../local/processes/ports.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { temporaryFilesInMemory } from './memory-folder.js';

/** The one PostgreSQL server of a test run. */
export interface TestServer {
  readonly adminUrl: string;
  readonly credentials: Credentials;
}

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer;
    /** A folder in which whoever comes first prepares what others copy. */
    prepared: string;
  }
}

async function startServer(credentials: Credentials): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const folder = temporaryFolder('test');
  const data = openDataFolder(folder.path);
  const [port = 0] = await freePorts([0], 0);
  const options = { data, port, password: credentials.superuser, durability: 'throwaway' } as const;
  try {
    const server = await startEmbedded(options, new AbortController().signal);
    return { adminUrl: embeddedUrl(options), stop: () => server.stop().finally(() => folder.remove()) };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

/** Before all tests: one server in a folder of its own (or `DATABASE_URL`'s). After them nothing of it is left. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const giveBack = temporaryFilesInMemory(process.env);
  const credentials = completeCredentials(null);
  const { databaseUrl } = readLocalEnvironment();
  const server = databaseUrl === undefined ? await startServer(credentials) : { adminUrl: databaseUrl, stop: () => Promise.resolve() };
  const prepared = temporaryFolder('test-prepared');
  project.provide('server', { adminUrl: server.adminUrl, credentials });
  project.provide('prepared', prepared.path);
  return () => server.stop().finally(() => prepared.remove()).finally(giveBack);
}
