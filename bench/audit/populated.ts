import { withServerOf, type DataServer } from '../../local/bootstrap/data-server.js';
import { openDataFolder } from '../../local/data/data-folder.js';
import { readLocalEnvironment } from '../../local/environment.js';
import { populate } from '../../local/populate/populate.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import type { AuditOptions } from './options.js';

/** Works with a population of so many children in all programmes, whose server nobody else uses. */
export async function withPopulation<T>({ children, data: kept }: AuditOptions, work: (server: DataServer, folder: string) => Promise<T>): Promise<T> {
  const temporary = kept === undefined ? temporaryFolder('audit') : null;
  const local = { ...readLocalEnvironment(), databaseUrl: undefined };
  const { signal: abort } = new AbortController();
  const data = openDataFolder(kept ?? temporary?.path ?? '');
  try {
    await populate(local, data, { children, seed: undefined, anomalies: false }, abort);
    return await withServerOf(local, data, { purpose: 'serve', abort }, (server) => work(server, data.path));
  } finally {
    data.release();
    temporary?.remove();
  }
}
