import path from 'node:path';
import { DEFAULT_AUDIENCE } from '../subgraphs/shared/access/token.js';
import type { ProgrammeName } from '../subgraphs/shared/access/viewer.js';
import type { BulkEnvironment, Clerk } from '../subgraphs/shared/bulk/clerk.js';
import { databaseUrl } from './bootstrap/urls.js';
import { databaseCredentials, keepCredentials } from './data/credentials.js';
import { runningOn } from './data/run-state.js';
import { readAccessToken, readBulkEnvironment, readLocalEnvironment } from './environment.js';
import { demoToken } from './issuer/demo-token.js';

/** Of what runs on the data folder: its database and ledger, its issuer, and a token of the ministry's staff unless one was given. */
async function ofDataFolder(programme: ProgrammeName): Promise<BulkEnvironment> {
  const { data, databaseUrl: given } = readLocalEnvironment();
  const state = runningOn(data);
  const credentials = keepCredentials(path.join(data, 'credentials.json'));
  return {
    databaseUrl: databaseUrl(given ?? `postgresql://${state.database}/`, credentials, programme, 'app'),
    ledgerKey: databaseCredentials(credentials, programme).ledgerKey,
    tokens: { issuer: state.issuer, jwksUrl: `${state.issuer}/jwks`, audience: DEFAULT_AUDIENCE },
    token: readAccessToken() ?? (await demoToken(data, state, { role: `ministry:${programme}` })),
  };
}

/** Works with a programme's register in bulk; `kind` is what the ledger calls it. */
export async function withClerkOf<T>(programme: ProgrammeName, open: (environment: BulkEnvironment, kind: string) => Promise<Clerk>, kind: 'export' | 'import' | 'promotion', work: (clerk: Clerk) => Promise<T>): Promise<T> {
  const clerk = await open(readBulkEnvironment() ?? (await ofDataFolder(programme)), kind);
  try {
    return await work(clerk);
  } finally {
    await clerk.close();
  }
}
