import { keepCredentials, type Credentials } from '../data/credentials.js';
import type { DataFolder } from '../data/data-folder.js';
import type { LocalEnvironment } from '../environment.js';
import { embeddedUrl, startEmbedded } from '../postgres/embedded.js';
import type { Purpose } from '../postgres/settings.js';
import { ProcessRegister } from '../processes/orphans.js';
import { freePorts } from '../processes/ports.js';

/** The database server of a data folder, and the secrets of its databases. */
export interface DataServer {
  readonly adminUrl: string;
  readonly credentials: Credentials;
}

/** Runs some work with the data folder's own server, started for it, or with that of `DATABASE_URL`. */
export async function withServerOf<T>(local: LocalEnvironment, data: DataFolder, { purpose, abort }: { purpose: Purpose; abort: AbortSignal }, work: (server: DataServer) => Promise<T>): Promise<T> {
  const register = new ProcessRegister(data.file('processes.json'));
  await register.endOrphans();
  const credentials = keepCredentials(data.file('credentials.json'));
  if (local.databaseUrl !== undefined) return work({ adminUrl: local.databaseUrl, credentials });
  const [port = 0] = await freePorts([0], 0);
  const options = { data, port, password: credentials.superuser, durability: 'kept', purpose } as const;
  const server = await startEmbedded(options, abort);
  register.add('postgres', server.pid);
  try {
    return await work({ adminUrl: embeddedUrl(options), credentials });
  } finally {
    await server.stop();
    register.clear();
  }
}
