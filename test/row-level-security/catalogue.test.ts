import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { DATABASE_NAMES, type DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { aboutPeople, readColumnGrants, readDefiners, readPolicies, readPowers, readSchemaGrants, readTables, readUniqueKeys, readViews, type Policy } from './catalogue.js';
import { COLUMNS, DEFINERS, FOR_OWNERS, TABLES } from './rules.js';
import { UNIQUE } from './unique-keys.js';

/*
 * What stands in the catalogues of the migrated databases, against what rules.ts lists. A table, a grant, a function or a unique key that
 * nobody has thought about fails here.
 */

let databases: Record<DatabaseName, FreshDatabase>;
beforeAll(async () => {
  databases = Object.fromEntries(await Promise.all(DATABASE_NAMES.map(async (name) => [name, await freshDatabase(name)] as const))) as typeof databases;
});
afterAll(() => Promise.all(Object.values(databases).map((one) => one.drop())));

/** A permissive policy of the process's asks first on which path, or for what, the transaction is. */
const ASKS_FIRST = /^\(+(?: SELECT \(+)?current_setting\('app\.(path|feeds|ledger)'::text, true\) = '(relation|register|open)'::text\)/;

const failsClosed = ({ seen, written }: Policy): boolean => [seen, written].every((condition) => condition === null || ASKS_FIRST.test(condition));

const inDatabase = <T>(name: DatabaseName, work: (client: Client) => Promise<T>): Promise<T> => withClient(databases[name].adminUrl, work);

describe.each(DATABASE_NAMES)('%s', (name) => {
  const rules = TABLES[name];

  it('has the tables that are listed, with the grants that are listed, owned by the owner', async () => {
    const tables = await inDatabase(name, (client) => readTables(client, name));
    const found = Object.fromEntries(tables.map(({ name: table, grants: { app = '', export: exporter = '', ...others } }) => [table, { app, exporter, others }]));
    expect(found).toEqual(Object.fromEntries(Object.entries(rules).map(([table, { app, exporter }]) => [table, { app, exporter, others: {} }])));
    expect(new Set(tables.map(({ owner }) => owner))).toEqual(new Set([`${name}_owner`]));
    expect(await inDatabase(name, (client) => readColumnGrants(client, name))).toEqual(Object.fromEntries(COLUMNS[name].map((column) => [column, { app: 'w' }])));
  });

  it('has every table about people under row-level security, forced, by policies that show nothing on their own', async () => {
    const [tables, policies] = await inDatabase(name, async (client) => [await readTables(client, name), await readPolicies(client, name)] as const);
    const secured = tables.filter(({ secured: on, forced }) => on && forced).map(({ name: table }) => table);
    expect(secured).toEqual(Object.keys(rules).filter((table) => rules[table]?.open === undefined).sort());
    expect([...aboutPeople(tables)].filter((table) => !secured.includes(table))).toEqual([]);
    expect(policies.filter(({ permissive, roles }) => permissive && roles.includes('app')).filter((policy) => !failsClosed(policy))).toEqual([]);
    const others = policies.filter(({ roles }) => !roles.every((role) => role === 'app')).filter(({ roles, command }) => roles.join() !== 'export' || command !== 'r');
    expect(others.map(({ name: policy }) => policy)).toEqual(FOR_OWNERS[name] ?? []);
    const without = secured.filter((table) => !policies.some((policy) => policy.table === table && policy.permissive && policy.roles.includes('app')));
    expect(without).toEqual([]);
  });

  it('has no view past row-level security but those for auditors, and no function but those listed', async () => {
    const views = await inDatabase(name, readViews);
    const past = views.filter(({ schema, owner, invoker }) => !invoker && (schema !== 'audit_export' || owner !== `${name}_export`));
    expect(past).toEqual([]);
    const definers = await inDatabase(name, readDefiners);
    expect(definers).toEqual(Object.keys(DEFINERS[name] ?? {}).map((one) => ({ name: one, settings: ['search_path=pg_catalog, pg_temp'], public: false })));
  });

  it('has roles that can do no more than that', async () => {
    const none = { super: false, bypasses: false, member_of: [] };
    expect(await inDatabase(name, (client) => readPowers(client, name))).toEqual([
      { role: 'app', logs_in: true, ...none }, { role: 'audit', logs_in: true, ...none }, { role: 'export', logs_in: false, ...none },
      // Its migrations make the views for auditors, which `_export` owns.
      { role: 'owner', logs_in: true, ...none, member_of: ['export, without inheriting'] },
    ]);
    const granted = await inDatabase(name, (client) => readSchemaGrants(client, name));
    expect(granted.filter((grant) => grant !== 'audit audit_export USAGE')).toEqual(['app local USAGE', 'app public USAGE', 'audit public USAGE', 'export public USAGE']);
  });

  it('has no unique key over people of whom nobody has said what a client hears', async () => {
    const closed = Object.keys(rules).filter((table) => rules[table]?.open === undefined);
    expect(await inDatabase(name, (client) => readUniqueKeys(client, closed))).toEqual(Object.keys(UNIQUE[name]).sort());
  });
});
