import { randomUUID } from 'node:crypto';
import { escapeIdentifier, escapeLiteral, type ClientBase } from 'pg';
import { inject } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { establishRoles, setUpDatabase } from '../../local/bootstrap/establish.js';
import { migrationsFingerprint } from '../../local/bootstrap/migrations.js';
import { definitionOf } from '../../local/bootstrap/subgraph-modules.js';
import { databaseCredentials } from '../../local/data/credentials.js';
import { databaseUrl, otherDatabase } from '../../local/bootstrap/urls.js';
import type { DatabasePatience } from '../../subgraphs/shared/database/patience.js';
import { migrate } from '../../subgraphs/shared/database/migrate.js';
import { roleName, type DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { withClient as withKept } from './kept-connections.js';

/** Waits so long for a database that a busy machine fails no test. */
export const UNHURRIED: DatabasePatience = { connectionMs: 20_000, statementMs: 60_000 };

/** A database of ours, migrated and empty, for one test file. */
export interface FreshDatabase {
  readonly name: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly auditUrl: string;
  /** As the server's administrator, who sees past row-level security. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

const create = (admin: ClientBase, subgraph: DatabaseName, database: string, template: string): Promise<unknown> =>
  admin.query(`create database ${escapeIdentifier(database)} owner ${escapeIdentifier(roleName(subgraph, 'owner'))} template ${template} encoding 'UTF8' strategy file_copy`);

const drop = (admin: ClientBase, database: string): Promise<unknown> => admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`);

async function makeTemplate(admin: ClientBase, subgraph: DatabaseName, template: string, mark: string): Promise<void> {
  const { adminUrl, credentials } = inject('server');
  await drop(admin, template);
  await withClient(adminUrl, (other) => establishRoles(other, subgraph, databaseCredentials(credentials, subgraph)));
  await create(admin, subgraph, template, 'template0');
  const ownerUrl = databaseUrl(adminUrl, credentials, subgraph, 'owner', template);
  await withClient(ownerUrl, (owner) => setUpDatabase(owner, subgraph, 'unfinished', template));
  await migrate((await definitionOf(subgraph)).migrations, ownerUrl);
  await admin.query(`comment on database ${escapeIdentifier(template)} is ${escapeLiteral(mark)}`);
}

/** The migrated database that copies are made of; made by whichever test file comes first. */
async function templateOf(admin: ClientBase, subgraph: DatabaseName): Promise<string> {
  const template = `${subgraph}_template`;
  const mark = `${migrationsFingerprint(subgraph)} ${inject('server').credentials.superuser}`;
  await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
  const { rows } = await admin.query<{ mark: string | null }>(`select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`, [template]);
  if (rows[0]?.mark !== mark) await makeTemplate(admin, subgraph, template, mark);
  await admin.query('select pg_advisory_unlock(hashtext($1))', [template]);
  return template;
}

function describe(subgraph: DatabaseName, name: string): FreshDatabase {
  const { adminUrl, credentials } = inject('server');
  return {
    name,
    appUrl: databaseUrl(adminUrl, credentials, subgraph, 'app', name),
    ownerUrl: databaseUrl(adminUrl, credentials, subgraph, 'owner', name),
    auditUrl: databaseUrl(adminUrl, credentials, subgraph, 'audit', name),
    adminUrl: otherDatabase(adminUrl, name),
    drop: async () => {
      await withKept(adminUrl, (admin) => drop(admin, name));
    },
  };
}

/** Copies the subgraph's template; the roles are the real ones, so that tests see what the process would. */
export async function freshDatabase(subgraph: DatabaseName): Promise<FreshDatabase> {
  const database = describe(subgraph, `${subgraph}_${randomUUID().slice(0, 8)}`);
  await withKept(inject('server').adminUrl, async (admin) => create(admin, subgraph, database.name, escapeIdentifier(await templateOf(admin, subgraph))));
  return database;
}

/** A database with its roles and without a migration. */
export async function emptyDatabase(subgraph: DatabaseName): Promise<FreshDatabase> {
  const database = describe(subgraph, `${subgraph}_${randomUUID().slice(0, 8)}`);
  await withKept(inject('server').adminUrl, async (admin) => {
    // For the roles, which all databases of a subgraph share.
    await templateOf(admin, subgraph);
    await create(admin, subgraph, database.name, 'template0');
  });
  await withClient(database.ownerUrl, (owner) => setUpDatabase(owner, subgraph, 'unfinished', database.name));
  return database;
}
