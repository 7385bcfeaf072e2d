import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { editedMigrations, readReleased } from '../../schema/checks/released-migrations.js';
import { DATABASES } from '../../schema/databases.js';
import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { migrate, type MigrationClass } from '../../subgraphs/shared/database/migrate.js';
import { OnlineMigration } from '../../subgraphs/shared/database/online-migration.js';
import { roleName } from '../../subgraphs/shared/database/roles.js';
import { emptyDatabase, type FreshDatabase } from '../support/database.js';
import { migrationOf } from '../support/migration-of.js';
import { readCatalogue } from './support/catalogue.js';
import { findingsOf } from './support/findings.js';
import { inspectMigrations, problemsOf } from './support/inspect.js';

const BASE = migrationOf(
  'Migration20270101000000',
  'create table person (iin text primary key, name text, born date not null, kind text not null default \'A\' check (kind in (\'A\', \'B\')))',
  'create table village (id bigint primary key, name text not null)',
  'alter table person enable row level security',
  'create policy person_all on person using (true)',
  'grant select, insert, update on person to savings_app',
);

let database: FreshDatabase;
beforeAll(async () => {
  database = await emptyDatabase('savings');
  await migrate([BASE], database.ownerUrl);
});
afterAll(() => database.drop());

/** What the check says of statements, tried within a transaction. */
const found = (...statements: string[]): Promise<string[]> =>
  withClient(database.adminUrl, async (client) => {
    const app = roleName('savings', 'app');
    await client.query('begin');
    const before = await readCatalogue(client, app);
    for (const sql of statements) await client.query(sql);
    const findings = findingsOf({ released: [...before.tables.values()], before, after: await readCatalogue(client, app), statements, transactional: true });
    await client.query('rollback');
    return findings.map(({ what }) => what);
  });

const DATABASE_NAMES = [...SUBGRAPHS, 'gateway'] as const;

describe('the migrations of the next release', () => {
  const released = readReleased();

  it.each(DATABASE_NAMES)('%s: what they do is safe while the version before serves', async (name) => {
    const { migrations } = DATABASES[name];
    const isReleased = ({ name: migration }: MigrationClass): boolean => released[name]?.[migration] !== undefined;
    const inspected = await inspectMigrations(name, migrations.filter(isReleased), migrations.filter((migration) => !isReleased(migration)));
    expect(problemsOf(inspected)).toEqual([]);
  });

  it.each(DATABASE_NAMES)('%s: every one that is written is run', (name) => {
    const folder = name === 'gateway' ? 'gateway/migrations' : `subgraphs/${name}/migrations`;
    const written = readdirSync(folder).filter((file) => file.startsWith('Migration')).map((file) => file.replace('.ts', '')).sort();
    expect(written.length).toBeGreaterThan(0);
    expect(DATABASES[name].migrations.map((migration) => migration.name)).toEqual(written);
  });

  it('come after those that were released, which are as they were', async () => {
    expect(await editedMigrations(DATABASES)).toEqual([]);
    for (const [name, { migrations }] of Object.entries(DATABASES)) {
      const names = migrations.map((migration) => migration.name);
      expect(names).toEqual([...names].sort());
      expect(names.slice(0, Object.keys(released[name] ?? {}).length)).toEqual(Object.keys(released[name] ?? {}));
    }
  });
});

describe('the check', () => {
  it.each([
    ['drops column person.name', 'alter table person drop column name'],
    ['drops table village', 'drop table village'],
    ['renames table village', 'alter table village rename to place'],
    ['renames column village.name', 'alter table village rename column name to title'],
    ['changes the type of village.name', 'alter table village alter column name type varchar(10)'],
    ['rewrites table village', 'alter table village alter column id type int'],
    ['rewrites table village', 'alter table village add column code uuid not null default gen_random_uuid()'],
    ['rewrites table village', 'truncate village'],
    ['makes person.name not null', 'alter table person alter column name set not null'],
    ['adds village.code not null without a default', 'alter table village add column code text not null'],
    ['takes the default from person.kind', 'alter table person alter column kind drop default'],
    ['adds the constraint person_born_check to person and checks every row', "alter table person add check (born > '1900-01-01')"],
    ['adds the constraint village_code_check to village and checks every row', 'alter table village add column code int not null default 1 check (code > 0)'],
    ['builds the index person_born_idx of person with the table locked', 'create index on person (born)'],
    ['builds the index person_name_key of person with the table locked', 'alter table person add unique (name)'],
    ['takes update on person from the processes', 'revoke update on person from savings_app'],
    ['switches row-level security of village', 'alter table village enable row level security'],
    ['drops the policy person_all on person', 'drop policy person_all on person'],
    ['changes rows of person', "update person set kind = 'B'"],
    ['drops column person.name', "do $$ begin execute 'alter table person drop column name'; end $$"],
  ])('finds that a migration %s: %s', async (what, sql) => {
    expect(await found(sql)).toContain(what);
  });

  it.each([
    ['a new column', 'alter table person add column note text', "alter table person add column state text not null default 'NEW'"],
    ['a new table with all it wants', 'create table visit (id bigint primary key, iin text not null references person)', 'create index on visit (iin)', 'insert into visit (id, iin) select 1, iin from person'],
    ['a check of what is written from now on', 'alter table person add constraint young check (born > \'1900-01-01\') not valid'],
    ['a wider check in the place of a narrower', 'alter table person drop constraint person_kind_check', "alter table person add constraint person_kind_check check (kind in ('A', 'B', 'C')) not valid"],
    ['a policy in the place of another', 'drop policy person_all on person', 'create policy person_all on person using (name is not null)'],
    ['a new default, and a right more', 'alter table village alter column name set default \'\'', 'grant select on village to savings_app'],
    ['rows of a catalogue', "insert into village values (1, 'A')", "update village set name = 'B'"],
  ])('lets %s pass', async (_name, ...statements) => {
    expect(await found(...statements)).toEqual([]);
  });

  it('lets a column become required in the three steps that lock nobody out', async () => {
    const steps = [
      migrationOf('Migration20270202000000', 'alter table person add constraint named check (name is not null) not valid'),
      migrationOf('Migration20270203000000', 'alter table person validate constraint named'),
      migrationOf('Migration20270204000000', 'alter table person alter column name set not null', 'alter table person drop constraint named'),
    ];
    expect(problemsOf(await inspectMigrations('savings', [BASE], steps))).toEqual([]);
  });

  it('lets an index be built beside everybody, again after it broke off', async () => {
    class Migration20270303000000 extends OnlineMigration {
      override up(): void {
        this.createIndex('person_born', 'on person (born)');
      }
    }
    expect(problemsOf(await inspectMigrations('savings', [BASE], [Migration20270303000000]))).toEqual([]);
  });

  it('takes a reason for what cannot be done otherwise, and none for what is not done', async () => {
    const dropping = migrationOf('Migration20270404000000', 'alter table person drop column name');
    const allowed = { 'drops column person.name': 'Nobody has read it since 0.2.', 'drops table village': 'Never done.' };
    expect(problemsOf(await inspectMigrations('savings', [BASE], [dropping]))).toEqual([expect.stringMatching(/^Migration20270404000000 drops column person\.name\. /)]);
    expect(problemsOf(await inspectMigrations('savings', [BASE], [Object.assign(dropping, { allowed })]))).toEqual([
      'Migration20270404000000 is allowed "drops table village", which it does not do.',
    ]);
  });
});
