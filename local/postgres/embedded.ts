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
}

/** The administrator's URL of the embedded PostgreSQL. */
export const embeddedUrl = ({ port, password }: Pick<EmbeddedOptions, 'port' | 'password'>): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;

/** Starts the PostgreSQL of a data folder; makes its cluster at the first start. */
export async function startEmbedded({ data, port, password, durability, purpose }: EmbeddedOptions, abort: AbortSignal): Promise<RunningProcess> {
  const placement = place(data);
  await prepareCluster(placement, password, abort);
  return startServer({ placement, port, durability, purpose, logFile: data.file('logs', 'postgres.log') });
}
