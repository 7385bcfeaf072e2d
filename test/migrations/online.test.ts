import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import type { AccessGrant } from '../../subgraphs/shared/access/grant.js';
import { migrate, type MigrationClass, type MigrationPace } from '../../subgraphs/shared/database/migrate.js';
import { OnlineMigration } from '../../subgraphs/shared/database/online-migration.js';
import { emptyDatabase, type FreshDatabase } from '../support/database.js';
import { viewerAs } from '../support/gateway-call.js';
import { migrationOf } from '../support/migration-of.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';
import { SteadyLoad } from './support/steady-load.js';

const LOCK_TIMEOUT_MS = 300;
const PACE: MigrationPace = { lockTimeoutMs: LOCK_TIMEOUT_MS, statementTimeoutMs: 20_000, patienceMs: 15_000 };

class OnlineIndex extends OnlineMigration {
  override up(): void {
    this.createIndex('savings_claim_opened', 'on savings_claim (opened_on)');
  }
}

class OtherOnlineIndex extends OnlineMigration {
  override up(): void {
    this.createIndex('savings_claim_opened_again', 'on savings_claim (opened_on)');
  }
}

describe('while a subgraph of this version serves', () => {
  const OPEN: AccessGrant = { relation: 'CASEWORKER', classes: ['identity', 'savings'], restricted: false };
  const SECTION = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { savings { balance { amount } claim { id openedOn } accruals { kind } } } } }';
  const LIST = '{ savingsClaims(first: 20) { edges { node { id openedOn child { iin } } } } }';
  let savings: TestSubgraph;
  let iins: readonly string[];
  beforeAll(async () => {
    savings = await startTestSubgraph('savings', { households: 60 });
    iins = savings.households.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild).map(({ iin }) => iin));
  });
  afterAll(() => savings.close());

  /** A section on the relation path and a list on the register path, by turns. */
  const load = (): SteadyLoad => {
    let turn = 0;
    return new SteadyLoad(4, async () => {
      turn += 1;
      const representation = { __typename: 'Child', iin: iins[turn % iins.length], grant: OPEN };
      const { data, errors } = await (turn % 2 === 0
        ? savings.call({ query: SECTION, variables: { r: [representation] }, viewer: viewerAs('caseworker'), purpose: 'CHILD_PROFILE' })
        : savings.call({ query: LIST, viewer: viewerAs('ministry:savings'), purpose: 'SAVINGS_ADMINISTRATION' }));
      if (errors.length > 0 || data === undefined) throw new Error(JSON.stringify(errors));
    });
  };

  it.each([
    ['a column', migrationOf('M1', 'alter table savings_claim add column note text', "alter table savings_claim add column state text not null default 'OPEN'")],
    ['a table that points at one', migrationOf('M2', 'create table claim_note (id bigint primary key, claim bigint not null references savings_claim)')],
    ['a check of new rows', migrationOf('M3', 'alter table savings_claim add constraint noted check (length(note) < 100) not valid')],
    ['the check of old rows', migrationOf('M4', 'alter table savings_claim validate constraint noted')],
    ['a policy', migrationOf('M5', "create policy more on savings_claim using (current_setting('app.path', true) = 'more')")],
    ['an index', OnlineIndex],
  ])('%s is added and no request fails', async (_name, migration: MigrationClass) => {
    const steady = load();
    await steady.more(8);
    await migrate([migration], savings.database.ownerUrl, PACE);
    await steady.more(8);
    expect((await steady.stop()).failures).toEqual([]);
  });

  it('a table that somebody holds is left alone before requests pile up behind the migration, and changed once it is free', async () => {
    const holder = new Client({ connectionString: savings.database.ownerUrl });
    await holder.connect();
    await holder.query('begin; select 1 from savings_claim');
    const steady = load();
    const heard: string[] = [];
    const began = performance.now();
    const migrated = migrate([migrationOf('M6', 'alter table savings_claim add column later text')], savings.database.ownerUrl, PACE, (_name, what) => void heard.push(what));
    await delay(4_000);
    await holder.query('commit');
    await migrated;
    const took = performance.now() - began;
    const { failures, slowestMs } = await steady.stop();
    await holder.end();
    expect(failures).toEqual([]);
    expect(slowestMs).toBeGreaterThan(LOCK_TIMEOUT_MS * 0.8);
    expect(slowestMs).toBeLessThan(LOCK_TIMEOUT_MS + 2_500);
    expect([heard.slice(0, 2), heard.at(-1)]).toEqual([['locked', 'locked'], 'applied']);
    expect(took).toBeGreaterThan(3_900);
  });
});

describe('a run of migrations', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await emptyDatabase('savings');
    await migrate([migrationOf('M0', 'create table savings_claim (id int, opened_on date)')], database.ownerUrl);
  });
  afterAll(() => database.drop());

  const applied = (): Promise<string[]> => withClient(database.ownerUrl, async (owner) => (await owner.query<{ name: string }>('select name from migration order by id')).rows.map(({ name }) => name));

  it('waits for another one, also while that builds an index beside everybody, and finds nothing left to do', async () => {
    const migrations = [migrationOf('M1', 'create table one (id int)', 'select pg_sleep(0.5)'), OnlineIndex, migrationOf('M2', 'create table two (id int)')];
    const runs = Array.from({ length: 3 }, async () => {
      const heard: string[] = [];
      await migrate(migrations, database.ownerUrl, PACE, (name) => void heard.push(name));
      return heard;
    });
    expect((await Promise.all(runs)).filter((heard) => heard.length > 0)).toEqual([['M1', 'OnlineIndex', 'M2']]);
    expect(await applied()).toEqual(['M0', 'M1', 'OnlineIndex', 'M2']);
  });

  it('leaves nothing of a migration that fails, keeps those before it, and goes on there', async () => {
    const first = migrationOf('M3', 'create table three (id int)');
    const second = migrationOf('M4', 'create table four (id int)', 'insert into nowhere values (1)');
    await expect(migrate([first, second], database.ownerUrl, PACE)).rejects.toMatchObject({ code: '42P01' });
    expect((await applied()).at(-1)).toBe('M3');
    await migrate([first, migrationOf('M4', 'create table four (id int)')], database.ownerUrl, PACE);
    expect((await applied()).at(-1)).toBe('M4');
  });

  it('begins each migration with the settings of the run, whatever the one before it set', async () => {
    const says = "insert into settings select name, setting from pg_settings where name in ('lock_timeout', 'work_mem')";
    const migrations = [migrationOf('M4a', 'create table settings (name text, setting text)'), OtherOnlineIndex, migrationOf('M4b', "set work_mem = '7MB'"), migrationOf('M4c', says)];
    await migrate(migrations, database.ownerUrl, PACE);
    const { rows } = await withClient(database.ownerUrl, (owner) => owner.query<{ name: string; setting: string }>('select name, setting from settings'));
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({ lock_timeout: String(LOCK_TIMEOUT_MS), work_mem: expect.not.stringMatching(/^7168$/) as string });
  });

  it('builds an index anew that broke off', async () => {
    class UniqueIndex extends OnlineMigration {
      override up(): void {
        this.createIndex('savings_claim_id', 'on savings_claim (id)', 'unique index');
      }
    }
    await withClient(database.ownerUrl, (owner) => owner.query('insert into savings_claim values (1), (1)'));
    await expect(migrate([UniqueIndex], database.ownerUrl, PACE)).rejects.toMatchObject({ code: '23505' });
    await withClient(database.ownerUrl, (owner) => owner.query('delete from savings_claim'));
    await migrate([UniqueIndex], database.ownerUrl, PACE);
    const { rows } = await withClient(database.ownerUrl, (owner) => owner.query("select indisvalid from pg_index where indexrelid = 'savings_claim_id'::regclass"));
    expect(rows).toEqual([{ indisvalid: true }]);
  });

  it('gives up when another does not end, and when the table is never free', async () => {
    const impatient = { ...PACE, lockTimeoutMs: 50, patienceMs: 400 };
    const holder = new Client({ connectionString: database.ownerUrl });
    await holder.connect();
    await holder.query('begin; select 1 from savings_claim');
    await expect(migrate([migrationOf('M5', 'alter table savings_claim add column x int')], database.ownerUrl, impatient)).rejects.toMatchObject({ code: '55P03' });
    const other = migrate([migrationOf('M6', 'select pg_sleep(2)')], database.ownerUrl, PACE);
    await delay(300);
    await expect(migrate([migrationOf('M7', 'select 1')], database.ownerUrl, impatient)).rejects.toThrow('Another run of migrations');
    await holder.query('rollback');
    await Promise.all([holder.end(), other]);
  });
});
