import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { WHERE } from '../../soak/support/secrets/attacks.js';
import { Stage } from '../../soak/support/secrets/stage.js';
import { PROGRAMMES, type ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { TABLES, type TableRule } from './rules.js';

/*
 * What the roles see and may do in tables that hold people: each of them, and not only those that somebody wrote a test for.
 */

let databases: Record<ProgrammeName, FreshDatabase>;
beforeAll(async () => {
  databases = Object.fromEntries(await Promise.all(PROGRAMMES.map(async (name) => [name, await freshDatabase(name)] as const))) as typeof databases;
  const clients = Object.fromEntries(PROGRAMMES.map((name) => [name, new Client({ connectionString: databases[name].adminUrl })])) as Record<ProgrammeName, Client>;
  await Promise.all(Object.values(clients).map((client) => client.connect()));
  await new Stage(clients).become(WHERE.secrets[0]);
  await Promise.all(Object.values(clients).map((client) => client.end()));
});
afterAll(() => Promise.all(Object.values(databases).map((one) => one.drop())));

const closedOf = (name: ProgrammeName, may: string): (readonly [string, TableRule])[] =>
  Object.entries(TABLES[name]).filter(([, { app, open }]) => open === undefined && app.includes(may));

/** The tables of which a statement touches rows, or that say something else than they should. */
async function touched(url: string, settings: readonly string[], tables: readonly string[], statement: (table: string) => string, refusal: RegExp | null = null): Promise<string[]> {
  return withClient(url, async (client) => {
    const found: string[] = [];
    for (const table of tables) {
      await client.query(['begin', ...settings].join(';'));
      const told = await client.query(statement(table)).then(({ rowCount }) => (refusal === null && rowCount === 0 ? null : `${rowCount} rows`), (error: Error) => (refusal?.test(error.message) === true ? null : error.message));
      await client.query('rollback');
      if (told !== null) found.push(`${table}: ${told}`);
    }
    return found;
  });
}

const set = (name: string, value: string): string => `set local app.${name} = '${value}'`;

/** Nothing that anybody has set on purpose, whatever else is. */
const NO_CONTEXT: readonly (readonly string[])[] = [[], [set('path', '')], [set('regions', '*'), set('confidential', 'visible')], [set('path', 'register')], [set('path', 'register'), set('regions', ''), set('confidential', 'visible')]];

const read = (table: string): string => `select 1 from ${table}`;
const insert = (table: string): string => `insert into ${table} default values`;

describe.each(PROGRAMMES)('%s', (name) => {
  const readable = closedOf(name, 'r').map(([table]) => table);
  const writable = closedOf(name, 'a').map(([table]) => table);

  it('shows the process nothing with no context set, and takes nothing', async () => {
    const { appUrl, adminUrl } = databases[name];
    const filled = await touched(adminUrl, [], readable, read);
    expect(filled.length).toBeGreaterThan(1);
    for (const settings of NO_CONTEXT) expect([settings, await touched(appUrl, settings, readable, read)]).toEqual([settings, []]);
    for (const settings of NO_CONTEXT.slice(0, 3)) {
      expect([settings, await touched(appUrl, settings, writable, insert, /row-level security/)]).toEqual([settings, []]);
      expect([settings, await touched(appUrl, settings, closedOf(name, 'd').map(([table]) => table), (table) => `delete from ${table}`)]).toEqual([settings, []]);
    }
  });

  it('shows the relation path people and no machinery, and takes nothing on it', async () => {
    const { appUrl, adminUrl } = databases[name];
    const path = [set('path', 'relation')];
    const people = closedOf(name, 'r').filter(([, { exporter, unrelated }]) => exporter === 'r' && unrelated === undefined).map(([table]) => table);
    expect(await touched(appUrl, path, readable.filter((table) => !people.includes(table)), read)).toEqual([]);
    expect(await touched(appUrl, path, writable, insert, /row-level security/)).toEqual([]);
    const updated = closedOf(name, 'w').filter(([table]) => people.includes(table)).map(([table]) => table);
    expect(await touched(appUrl, path, updated, (table) => `update ${table} set recorded_at = recorded_at`)).toEqual([]);
    const seen = await touched(appUrl, path, people, read);
    expect(seen.length).toBeGreaterThan(0);
    expect((await touched(adminUrl, [], people, read)).length).toBe(seen.length);
  });

  it('shows the register path no one in a region where nobody is', async () => {
    const somewhere = [set('path', 'register'), set('regions', '990000000')];
    const tables = closedOf(name, 'r').filter(([, { anywhere }]) => anywhere === undefined).map(([table]) => table);
    expect(await touched(databases[name].appUrl, somewhere, tables, read)).toEqual([]);
    const written = await touched(databases[name].appUrl, somewhere, closedOf(name, 'w').filter(([, { exporter, anywhere }]) => exporter === 'r' && anywhere === undefined).map(([table]) => table), (table) => `update ${table} set recorded_at = recorded_at`);
    expect(written).toEqual([]);
  });

  it('shows its owner nothing, and auditors nothing but what is published for them', async () => {
    const { ownerUrl, auditUrl } = databases[name];
    const closed = Object.keys(TABLES[name]).filter((table) => TABLES[name][table]?.open === undefined && table !== 'iin_replacement');
    expect(await touched(ownerUrl, [], closed, read)).toEqual([]);
    expect(await touched(ownerUrl, [set('path', 'relation')], closed, read)).toEqual([]);
    expect(await touched(auditUrl, [set('path', 'relation')], Object.keys(TABLES[name]), read, /permission denied/)).toEqual([]);
    expect(await touched(auditUrl, [], Object.keys(TABLES[name]), insert, /permission denied/)).toEqual([]);
  });
});
