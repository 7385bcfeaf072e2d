import type { DataFolder } from '../data/data-folder.js';
import type { RunningProcess } from '../processes/process.js';
import { prepareCluster, SUPERUSER } from './cluster.js';
import { place } from './placement.js';
import { startServer } from './server.js';
import type { Durability, Purpose } from './settings.js';

/** Where and how the embedded PostgreSQL runs. */
export interface EmbeddedOptions {
  readonly data: DataFolder;
  readonly port: number;
  readonly password: string;
  readonly durability: Durability;
  /** To serve when left out. */
  readonly purpose?: Purpose;
  /** A folder in which it listens, too, for whoever asks often: a message costs a fifth less there than over TCP. Nowhere when left out. */
  readonly sockets?: string | undefined;
}

/** The administrator's URL of the embedded PostgreSQL, by the folder in which it listens where there is one. */
export const embeddedUrl = ({ port, password, sockets }: Pick<EmbeddedOptions, 'port' | 'password' | 'sockets'>): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres${sockets === undefined ? '' : `?host=${encodeURIComponent(sockets)}`}`;

/** Starts the PostgreSQL of a data folder; makes its cluster at the first start. */
export async function startEmbedded({ data, port, password, durability, purpose, sockets }: EmbeddedOptions, abort: AbortSignal): Promise<RunningProcess> {
  const placement = place(data);
  await prepareCluster(placement, password, abort);
  return startServer({ placement, port, durability, purpose, sockets, logFile: data.file('logs', 'postgres.log') });
}
