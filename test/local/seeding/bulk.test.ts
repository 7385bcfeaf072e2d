import type { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { withClient } from '../../../local/bootstrap/connection.js';
import { readState } from '../../../local/bootstrap/state.js';
import { seedOf } from '../../../local/bootstrap/subgraph-modules.js';
import { dropForBulk } from '../../../local/seeding/bulk/drop.js';
import { restore } from '../../../local/seeding/bulk/restore.js';
import { asOwner } from '../../../local/seeding/owner-transaction.js';
import { PROGRAMMES, type ProgrammeName } from '../../../subgraphs/shared/access/viewer.js';
import { freshDatabase } from '../../support/database.js';

/** Everything that the catalogue says about constraints, indexes, policies and forced security. */
const CATALOGUE = `
  select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as one from pg_constraint where connamespace = 'public'::regnamespace
  union all select indexdef from pg_indexes where schemaname = 'public'
  union all select policyname || tablename || coalesce(qual, '') from pg_policies
  union all select relname || relrowsecurity || relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
  order by 1`;

const catalogue = async (client: Client): Promise<string[]> => (await client.query<{ one: string }>(CATALOGUE)).rows.map(({ one }) => one);

async function onFresh(name: ProgrammeName, work: (owner: Client, tables: string[]) => Promise<void>): Promise<void> {
  const database = await freshDatabase(name);
  try {
    const tables = Object.keys((await seedOf(name)).tables);
    await withClient(database.ownerUrl, (owner) => work(owner, tables));
  } finally {
    await database.drop();
  }
}

describe('indexes and constraints for the time of a long load', () => {
  test.each(PROGRAMMES)('%s: all but the checks go, and come back as they were', (name) =>
    onFresh(name, async (owner, tables) => {
      const before = await catalogue(owner);
      const dropped = await dropForBulk(owner, tables);
      expect(dropped.length).toBeGreaterThan(5);
      const { rows } = await owner.query('select 1 from pg_indexes where schemaname = $1 and tablename = any ($2)', ['public', tables]);
      expect(rows).toEqual([]);
      await restore(owner, dropped);
      expect(await catalogue(owner)).toEqual(before);
      expect((await readState(owner)).dropped).toEqual([]);
    }));

  test('whoever comes after a kill finds what is left to be restored', () =>
    onFresh('savings', async (owner, tables) => {
      const before = await catalogue(owner);
      const dropped = await dropForBulk(owner, tables);
      const dying = (): void => {
        throw new Error('killed');
      };
      await expect(restore(owner, dropped, dying)).rejects.toThrow('killed');
      const left = (await readState(owner)).dropped ?? [];
      expect(left).toEqual(dropped.slice(1));
      await restore(owner, left);
      expect(await catalogue(owner)).toEqual(before);
    }));

  test('rows that break a constraint are found when it comes back, past row-level security, and it stays on the list', () =>
    onFresh('registry', async (owner, tables) => {
      const dropped = await dropForBulk(owner, tables);
      const orphan = `insert into parentage (iin, parent_iin, role, basis, valid_from, source) values ('150601900015', '150601900600', 'MOTHER', 'BIRTH', '2015-06-01', 'nobody')`;
      await asOwner(owner, tables, () => owner.query(orphan));
      await expect(restore(owner, dropped)).rejects.toThrow('parentage: parentage_iin_fkey could not be made again: insert or update on table "parentage" violates foreign key constraint "parentage_iin_fkey"');
      expect((await readState(owner)).dropped?.[0]).toMatchObject({ table: 'parentage', name: 'parentage_iin_fkey' });
    }));

  test('numbers that triggers keep of rows are kept meanwhile', () =>
    onFresh('schools', async (owner, tables) => {
      const dropped = await dropForBulk(owner, tables);
      const at = `insert into resident_child (iin, birth_date, region_kato, district_kato, resident_since, source) values ('150601900015', '2015-06-01', '750000000', '751410000', '2015-06-01', 'nobody')`;
      await asOwner(owner, tables, () => owner.query(at));
      expect((await owner.query('select first_year, children from resident_cohort')).rows).toEqual([{ first_year: 2021, children: 1 }]);
      await restore(owner, dropped);
    }));

  test('what checks rows by indexes that are gone does not slow it down', () =>
    onFresh('savings', async (owner, tables) => {
      const dropped = await dropForBulk(owner, tables);
      expect(dropped.map(({ name }) => name)).toContain('transfer_checked');
      await restore(owner, dropped);
      expect((await owner.query(`select tgenabled from pg_trigger where tgname = 'transfer_checked'`)).rows).toEqual([{ tgenabled: 'O' }]);
    }));

  test('what others depend on stays', () =>
    onFresh('registry', async (owner, tables) => {
      await owner.query('create view dependent as select iin, sex from person group by iin');
      const dropped = await dropForBulk(owner, tables);
      expect(dropped.map(({ name }) => name)).not.toContain('person_pkey');
      expect(dropped.map(({ name }) => name)).toContain('person_id_key');
    }));
});

describe('a transaction of the owner', () => {
  const forced = (client: Client): Promise<unknown> =>
    client.query(`select relname, relforcerowsecurity as forced from pg_class where relname in ('person', 'parentage') order by 1`).then(({ rows }) => rows);
  const ALL = [{ relname: 'parentage', forced: true }, { relname: 'person', forced: true }];

  test('sees past row-level security, and nobody else ever does', async () => {
    const database = await freshDatabase('registry');
    await withClient(database.ownerUrl, async (owner) => {
      await withClient(database.adminUrl, async (other) => {
        await asOwner(owner, ['person', 'parentage'], async () => {
          expect(await forced(owner)).toEqual(ALL.map((one) => ({ ...one, forced: false })));
          expect(await forced(other)).toEqual(ALL);
        });
        expect(await forced(owner)).toEqual(ALL);
      });
    });
    await database.drop();
  });

  test.each([
    ['fails', async (owner: Client) => owner.query('select 1 / 0')],
    ['is killed', async (owner: Client) => owner.query('select pg_terminate_backend(pg_backend_pid())')],
  ])('leaves the force on when it %s', async (_, end) => {
    const database = await freshDatabase('registry');
    await withClient(database.ownerUrl, (owner) => expect(asOwner(owner, ['person', 'parentage'], () => end(owner))).rejects.toThrow());
    await withClient(database.adminUrl, async (other) => expect(await forced(other)).toEqual(ALL));
    await database.drop();
  });
});
