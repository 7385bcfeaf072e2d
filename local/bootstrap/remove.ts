import { escapeIdentifier, type Client } from 'pg';
import { DATABASE_NAMES, DATABASE_ROLES, roleName } from '../../subgraphs/shared/database/roles.js';
import { StartFailure } from '../failure.js';
import { withClient } from './connection.js';

async function existing(admin: Client): Promise<string[]> {
  const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where datname = any ($1) order by datname', [DATABASE_NAMES]);
  return rows.map(({ datname }) => datname);
}

/** For commands that clear up after themselves: what they find they would remove, and somebody may need it. */
export async function requireEmptyServer(adminUrl: string): Promise<void> {
  const [found] = await withClient(adminUrl, existing);
  if (found === undefined) return;
  throw new StartFailure(`DATABASE_URL: the server has a database "${found}" already. This command removes its databases at its end, so it needs a server without.`);
}

/** Removes every database and role of ours from a server; nobody may be connected any more. */
export async function removeDatabases(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    for (const name of await existing(admin)) await admin.query(`drop database ${escapeIdentifier(name)}`);
    const roles = DATABASE_NAMES.flatMap((name) => DATABASE_ROLES.map((role) => escapeIdentifier(roleName(name, role))));
    await admin.query(`drop role if exists ${roles.join(', ')}`);
  });
}
