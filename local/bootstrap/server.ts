import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { roleName, type DatabaseName } from '../../subgraphs/shared/database/roles.js';
import type { RolePasswords } from '../data/credentials.js';
import { reason, StartFailure } from '../failure.js';

/** Grows when what bootstrap makes changes; databases made by an earlier one are then brought in line. */
const REVISION = 3;

/** PostgreSQL 16 brought the rules on memberships that `establish` relies on. */
const OLDEST_SERVER = 16;

/**
 * What a database that bootstrap has finished with carries as its comment: the revision and the passwords (256 random
 * bits each, so their hash gives nothing away) that its roles were given.
 */
export function markOf({ owner, app, audit }: RolePasswords): string {
  const passwords = createHash('sha256').update([owner, app, audit].join()).digest('hex');
  return `balagraph ${REVISION} ${passwords}`;
}

/** What a server has under a name of ours. */
export interface KnownDatabase {
  readonly owner: string;
  readonly mark: string | null;
}

const KNOWN = `
  select datname as name, pg_get_userbyid(datdba) as owner, shobj_description(oid, 'pg_database') as mark
  from pg_database where datname = any ($1)`;

/** The major version of a server. */
export async function versionOf(admin: Client): Promise<number> {
  const { rows } = await admin.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`);
  return rows[0]?.version ?? 0;
}

async function checkServer(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ may: boolean }>('select rolsuper or (rolcreatedb and rolcreaterole) as may from pg_roles where rolname = current_user');
  const { may = false } = rows[0] ?? {};
  const version = await versionOf(admin);
  if (version < OLDEST_SERVER) throw new StartFailure(`DATABASE_URL: the server must be PostgreSQL ${OLDEST_SERVER} or later; it is ${version}.`);
  if (!may) throw new StartFailure('DATABASE_URL: its user must have CREATEDB and CREATEROLE.');
}

/** One look-up: which of the databases a server has, and whether they are ours. */
export async function knownDatabases(admin: Client, names: readonly DatabaseName[]): Promise<Map<string, KnownDatabase>> {
  await checkServer(admin);
  const { rows } = await admin.query<KnownDatabase & { name: DatabaseName }>(KNOWN, [names]);
  const foreign = rows.find(({ name, owner }) => owner !== roleName(name, 'owner'));
  if (foreign !== undefined) {
    throw new StartFailure(`DATABASE_URL: the server has a database "${foreign.name}" already, and its owner is not "${roleName(foreign.name, 'owner')}".`);
  }
  return new Map(rows.map((row) => [row.name, row]));
}

/** `insufficient_privilege`, `read_only_sql_transaction` and `invalid_grant_operation`: the server will not have it. */
const NOT_ALLOWED = ['42501', '25006', '0LP01'];

/** For `catch`: what a server refuses while databases and roles are made is for its administrator to put right. */
export function refusedByServer(error: unknown): never {
  const { code = '', detail } = error as { code?: string; detail?: string };
  if (!NOT_ALLOWED.includes(code)) throw error;
  throw new StartFailure(`DATABASE_URL: its user may not do what is needed: ${reason(error)}${detail === undefined ? '' : ` (${detail})`}`, { cause: error });
}
