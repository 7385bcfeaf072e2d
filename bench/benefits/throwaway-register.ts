import { migrateAll } from '../../local/bootstrap/bootstrap.js';
import { withServerOf } from '../../local/bootstrap/data-server.js';
import { databaseUrl, otherDatabase } from '../../local/bootstrap/urls.js';
import { databaseCredentials } from '../../local/data/credentials.js';
import { openDataFolder } from '../../local/data/data-folder.js';
import { readLocalEnvironment } from '../../local/environment.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import type { ProgrammeName } from '../../subgraphs/shared/access/viewer.js';

/** The database of one programme alone, on a server of its own. */
export interface ThrowawayRegister {
  /** As the process has it. */
  readonly appUrl: string;
  readonly adminUrl: string;
  readonly ledgerKey: string;
  readonly folder: string;
}

/** Works with an empty register, that of benefits or another programme's, and leaves nothing behind. */
export async function withThrowawayRegister<T>(work: (register: ThrowawayRegister, abort: AbortSignal) => Promise<T>, programme: ProgrammeName = 'benefits'): Promise<T> {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  const folder = temporaryFolder('register');
  const data = openDataFolder(folder.path);
  try {
    return await withServerOf({ ...readLocalEnvironment(), databaseUrl: undefined }, data, { purpose: 'serve', abort: abort.signal }, async ({ adminUrl, credentials }) => {
      await migrateAll({ adminUrl, credentials, subgraphs: [programme], gateway: false, children: 0, abort: abort.signal });
      return work({
        appUrl: databaseUrl(adminUrl, credentials, programme, 'app'),
        adminUrl: otherDatabase(adminUrl, programme),
        ledgerKey: databaseCredentials(credentials, programme).ledgerKey,
        folder: folder.path,
      }, abort.signal);
    });
  } finally {
    data.release();
    folder.remove();
  }
}
