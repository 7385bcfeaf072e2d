import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
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

/** What the system lets the path of a socket be, with its name; macOS a little less than Linux. */
const LONGEST_SOCKET = 100;
const SOCKET_NAME = '/.s.PGSQL.65535';

/** Where the server listens for tests, a fifth of whose own time went into sending it messages over TCP. Its user is another than the tests' where those run as root. */
function socketsIn(folder: string): string | undefined {
  const sockets = path.join(folder, 's');
  if (Buffer.byteLength(sockets + SOCKET_NAME) > LONGEST_SOCKET || process.platform === 'win32') return undefined;
  mkdirSync(sockets);
  chmodSync(sockets, 0o777);
  return sockets;
}

async function startServer(credentials: Credentials): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const folder = temporaryFolder('test');
  const data = openDataFolder(folder.path);
  const [port = 0] = await freePorts([0], 0);
  const options = { data, port, password: credentials.superuser, durability: 'throwaway', sockets: socketsIn(folder.path) } as const;
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
  const giveBack = temporaryFilesInMemory();
  const credentials = completeCredentials(null);
  const { databaseUrl } = readLocalEnvironment();
  const server = databaseUrl === undefined ? await startServer(credentials) : { adminUrl: databaseUrl, stop: () => Promise.resolve() };
  const prepared = temporaryFolder('test-prepared');
  project.provide('server', { adminUrl: server.adminUrl, credentials });
  project.provide('prepared', prepared.path);
  return () => server.stop().finally(() => prepared.remove()).finally(giveBack);
}
