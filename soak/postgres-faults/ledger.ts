import { escapeIdentifier } from 'pg';
import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { roleName, type DatabaseName } from '../../subgraphs/shared/database/roles.js';
import type { Fault, Site } from './fault.js';

const DATABASES: readonly DatabaseName[] = [...SUBGRAPHS, 'gateway'];

async function inEach(site: Site, sql: (app: string) => string): Promise<void> {
  for (const name of DATABASES) await site.asAdmin(name, (client) => client.query(sql(escapeIdentifier(roleName(name, 'app')))));
}

/** Data can be read and written, the ledger cannot: nobody gets an answer, and nothing is changed. */
export const closedLedger = (): Fault => ({
  name: 'ledger closed, data open',
  unready: ['gateway'],
  silent: true,
  felt: true,
  harm: (site) => inEach(site, (app) => `revoke insert on ledger_record from ${app}`),
  heal: (site) => inEach(site, (app) => `grant insert on ledger_record to ${app}`),
});
