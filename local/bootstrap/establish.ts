import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { DATABASE_ROLES, roleName, type DatabaseName, type DatabaseRole } from '../../subgraphs/shared/database/roles.js';
import { LOGIN_ROLES, type RolePasswords } from '../data/credentials.js';
import { withClient } from './connection.js';
import { knownDatabases, markOf, refusedByServer, versionOf } from './server.js';
import { ownerUrl } from './urls.js';

const role = (name: DatabaseName, kind: DatabaseRole): string => escapeIdentifier(roleName(name, kind));

/**
 * The four roles, with their passwords. On a managed server the administrator is no superuser: to
 * make a database for its owner they must be a member of that role first. The owner may become the one that
 * owns the views for auditors, to make them, and has nothing of it otherwise.
 */
export async function establishRoles(admin: Client, name: DatabaseName, passwords: RolePasswords): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>('select rolname from pg_roles where rolname = any ($1)', [
    DATABASE_ROLES.map((kind) => roleName(name, kind)),
  ]);
  const known = new Set(rows.map(({ rolname }) => rolname));
  const missing = DATABASE_ROLES.filter((kind) => !known.has(roleName(name, kind)));
  await admin.query(
    [
      ...missing.map((kind) => `create role ${role(name, kind)} nologin`),
      ...LOGIN_ROLES.map((kind) => `alter role ${role(name, kind)} login password ${escapeLiteral(passwords[kind])}`),
      `grant ${role(name, 'owner')} to current_user`,
      `grant ${role(name, 'export')} to ${role(name, 'owner')} with inherit false, set true`,
    ].join(';'),
  );
}

/** The same order and letter case on every server; before PostgreSQL 17 letter case is that of ASCII alone. */
const locale = (version: number): string => `${version >= 17 ? `locale_provider builtin builtin_locale 'C.UTF-8'` : 'locale_provider libc'} lc_collate 'C' lc_ctype 'C'`;

/** Its own statement: `create database` runs in no transaction. */
export async function createDatabase(admin: Client, name: DatabaseName): Promise<void> {
  const version = await versionOf(admin);
  await admin.query(`create database ${escapeIdentifier(name)} owner ${role(name, 'owner')} template template0 encoding 'UTF8' ${locale(version)}`);
}

/** What a server's administrator may have set otherwise, and what we read values and write transactions by. */
const SETTINGS: Readonly<Record<string, string>> = {
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  search_path: 'public',
  default_transaction_isolation: 'read committed',
  standard_conforming_strings: 'on',
};

const settings = (database: string): string[] =>
  Object.entries(SETTINGS).map(([name, value]) => `alter database ${escapeIdentifier(database)} set ${name} = ${escapeLiteral(value)}`);

/** Who may do what in a database. Nobody but its own roles gets in, on a server that others share. */
const privileges = (name: DatabaseName, database: string): string[] => [
  `revoke all on database ${escapeIdentifier(database)} from public`,
  `grant connect on database ${escapeIdentifier(database)} to ${role(name, 'app')}, ${role(name, 'audit')}`,
  `grant temporary on database ${escapeIdentifier(database)} to ${role(name, 'app')}`,
  `alter schema public owner to ${role(name, 'owner')}`,
  'revoke all on schema public from public',
  `grant usage on schema public to ${role(name, 'app')}, ${role(name, 'export')}, ${role(name, 'audit')}`,
];

/** A small table of `local/`'s own, apart from the ministry's tables: what was migrated and seeded here. */
const localState = (name: DatabaseName): string[] => [
  'create schema if not exists local',
  'create table if not exists local.state (key text primary key, value jsonb not null)',
  `grant usage on schema local to ${role(name, 'app')}`,
  `grant select, insert, update on local.state to ${role(name, 'app')}`,
];

/** Sets up a database as its owner; one transaction, and the mark is the last of it. */
export async function setUpDatabase(owner: Client, name: DatabaseName, mark: string, database: string = name): Promise<void> {
  const comment = `comment on database ${escapeIdentifier(database)} is ${escapeLiteral(mark)}`;
  await owner.query([...privileges(name, database), ...settings(database), ...localState(name), comment].join(';'));
}

/** Databases that a server is to have. */
export interface WantedDatabases {
  /** The server, as somebody who may create databases and roles. */
  readonly adminUrl: string;
  /** By database: the passwords that its roles are to have. */
  readonly passwords: ReadonlyMap<DatabaseName, RolePasswords>;
}

/** Databases and their roles; one look-up when all are there. May be repeated, after an interruption too. */
export async function establish({ adminUrl, passwords }: WantedDatabases): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const known = await knownDatabases(admin, [...passwords.keys()]);
    const unfinished = [...passwords].filter(([name, own]) => known.get(name)?.mark !== markOf(own));
    for (const [name, own] of unfinished) await establishRoles(admin, name, own);
    await Promise.all(
      unfinished.map(async ([name, own]) => {
        if (!known.has(name)) await withClient(adminUrl, (creator) => createDatabase(creator, name));
        await withClient(ownerUrl(adminUrl, name, own.owner), (owner) => setUpDatabase(owner, name, markOf(own)));
      }),
    );
  }).catch(refusedByServer);
}
