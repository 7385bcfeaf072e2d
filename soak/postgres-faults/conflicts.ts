import { setTimeout as delay } from 'node:timers/promises';
import { escapeIdentifier, type Client } from 'pg';
import { withClient } from '../../local/bootstrap/connection.js';
import { databaseUrl } from '../../local/bootstrap/urls.js';
import { hasCode } from '../../local/failure.js';
import { roleName } from '../../subgraphs/shared/database/roles.js';
import type { Fault, Site } from './fault.js';

async function deadlocks(site: Site): Promise<number> {
  return site.asAdmin('registry', async (client) => {
    const { rows } = await client.query<{ deadlocks: number }>('select deadlocks::int from pg_stat_database where datname = current_database()');
    return rows[0]?.deadlocks ?? 0;
  });
}

/**
 * Locks everybody's record, waits until changes wait for that, and then wants the table in which each of them has its key
 * already: now they wait for each other. The server ends one of them after `deadlock_timeout`.
 */
async function duel(client: Client): Promise<void> {
  try {
    await client.query('begin; select 1 from person for update');
    await delay(200);
    await client.query('lock table idempotency in share row exclusive mode');
  } catch (error) {
    if (!hasCode(error, '40P01')) throw error;
  }
  await client.query('rollback');
  await delay(200);
}

/** Deadlocks between changes and somebody else. */
export function deadlocked(): Fault {
  let before = 0;
  return {
    name: 'deadlocks',
    unready: [],
    felt: false,
    harm: async (site) => {
      before = await deadlocks(site);
    },
    again: (site) => site.asAdmin('registry', duel),
    doubt: async (site) => {
      // Counted when the loser's session reports, a second later.
      await delay(1_500);
      return (await deadlocks(site)) > before ? null : 'there was no deadlock';
    },
  };
}

const REGISTRY_APP = escapeIdentifier(roleName('registry', 'app'));

/** New sessions of the registry have this; those there are end. */
async function isolate(site: Site, change: string): Promise<void> {
  await site.asAdmin('registry', async (client) => {
    await client.query(`alter role ${REGISTRY_APP} in database registry ${change}`);
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = $1`, [roleName('registry', 'app')]);
  });
}

/** An administrator has made every transaction of the registry serializable: those in each other's way are refused, also at their commit. */
export function serializable(): Fault {
  let isolation: string | undefined;
  return {
    name: 'serialization failures',
    unready: [],
    felt: false,
    harm: async (site) => {
      await isolate(site, `set default_transaction_isolation = 'serializable'`);
      const { adminUrl, credentials } = site.federation.settings;
      isolation = await withClient(databaseUrl(adminUrl, credentials, 'registry', 'app'), async (client) => {
        const { rows } = await client.query<{ transaction_isolation: string }>('show transaction_isolation');
        return rows[0]?.transaction_isolation;
      });
    },
    heal: (site) => isolate(site, 'reset default_transaction_isolation'),
    doubt: () => Promise.resolve(isolation === 'serializable' ? null : `transactions were ${isolation}`),
  };
}
