import path from 'node:path';
import { Clerk, type BulkEnvironment } from '../../subgraphs/benefits/modules/bulk/clerk.js';
import { DEFAULT_AUDIENCE } from '../../subgraphs/shared/access/token.js';
import { databaseUrl } from '../bootstrap/urls.js';
import { databaseCredentials, keepCredentials } from '../data/credentials.js';
import { runningOn } from '../data/run-state.js';
import { readAccessToken, readBulkEnvironment, readLocalEnvironment } from '../environment.js';
import { demoToken } from '../issuer/demo-token.js';

/** Of what runs on the data folder: its database and ledger, its issuer, and a token of the ministry's staff unless one was given. */
async function ofDataFolder(): Promise<BulkEnvironment> {
  const { data, databaseUrl: given } = readLocalEnvironment();
  const state = runningOn(data);
  const credentials = keepCredentials(path.join(data, 'credentials.json'));
  return {
    databaseUrl: databaseUrl(given ?? `postgresql://${state.database}/`, credentials, 'benefits', 'app'),
    ledgerKey: databaseCredentials(credentials, 'benefits').ledgerKey,
    tokens: { issuer: state.issuer, jwksUrl: `${state.issuer}/jwks`, audience: DEFAULT_AUDIENCE },
    token: readAccessToken() ?? (await demoToken(data, state, { role: 'ministry:benefits' })),
  };
}

/** Works with the register of benefits in bulk; `kind` is what the ledger calls it. */
export async function withClerk<T>(kind: 'export' | 'import', work: (clerk: Clerk) => Promise<T>): Promise<T> {
  const clerk = await Clerk.open(readBulkEnvironment() ?? (await ofDataFolder()), kind);
  try {
    return await work(clerk);
  } finally {
    await clerk.close();
  }
}
