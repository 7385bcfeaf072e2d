import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '../../subgraphs/shared/calendar.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { Snapshot } from './support/snapshot.js';
import { asAdmin as asAdminOf, expectAuditorsOnly, expectKeyed, expectNobodyNamed, exportFile, expectPublished, rowsOfView, type ViewRow } from './support/views.js';

/* What auditors read of the civil registry: what is published, to whom, and that nobody can be told from it. */

const file = exportFile('registry');
const names = Object.keys(file.views);

/** Rows of the seeded register that a view has one of, each; nothing of it was ever sealed. */
const ONE_FOR_ONE: Readonly<Record<string, string>> = {
  civil_child: 'person where is_child', civil_death: `life_status where status = 'DECEASED'`, civil_parentage: 'parentage where true', civil_parental_right: 'parental_right where true', civil_guardianship: 'guardianship where true',
};

let database: FreshDatabase;
let population: SomeHouseholds;
let snapshot: Snapshot;
beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('registry'), firstHouseholds(500)]);
  await seedDatabase('registry', database.appUrl, population.households, population.facts);
  await asAdmin('analyze');
  snapshot = new Snapshot(database.auditUrl);
});
afterAll(() => database.drop());

const asAdmin = <T>(sql: string): Promise<T[]> => asAdminOf<T>(database, sql);
const countOf = async (of: Snapshot, view: string): Promise<unknown> => (await of.query(`select count(*) as n from audit_export.${view}`))[0];
const rowsAbout = (view: string, iin: string, of = snapshot): Promise<object[]> => of.query(`select * from audit_export.${view} where subject = '${of.pseudonym(iin)}'`);

describe('the views', () => {
  it('are those that are published, column for column', () => expectPublished(database, file));

  it('have a row for each child, death, parentage, right and guardianship', async () => {
    for (const [view, rows] of Object.entries(ONE_FOR_ONE)) {
      const [stored] = await asAdmin<{ n: string }>(`select count(*) as n from ${rows}`);
      expect([view, await countOf(snapshot, view)]).toEqual([view, stored]);
      expect(Number(stored?.n)).toBeGreaterThan(3);
    }
    for (const view of names) expect([view, await countOf(snapshot, view)]).not.toEqual([view, { n: '0' }]);
  });

  it('show what was recorded by a moment', async () => {
    for (const [view, rows] of Object.entries(ONE_FOR_ONE)) {
      const [middle] = await asAdmin<{ at: string }>(`select percentile_disc(0.5) within group (order by recorded_at)::text as at from ${rows}`);
      const [stored] = await asAdmin<{ n: string }>(`select count(*) as n from ${rows} and recorded_at <= '${middle?.at}'`);
      expect([view, await countOf(new Snapshot(database.auditUrl, middle?.at), view)]).toEqual([view, stored]);
    }
  });

  it('know the age for school, the birth order, and who was born on one day', async () => {
    const [born] = await snapshot.query<{ n: string }>(`select count(*) as n from audit_export.civil_child where six_by_september not between extract(year from born) + 6 and extract(year from born) + 7
      or six_by_september <> extract(year from born) + 6 + (extract(month from born) > 9)::int and extract(month from born) <> 9`);
    expect(born).toEqual({ n: '0' });
    const orders = await asAdmin<{ iin: string; place: string; together: string }>(`select q.iin, row_number() over (partition by parent_iin order by birth_date, q.iin) as place, count(*) over (partition by parent_iin, birth_date) as together
      from parentage q join person p on p.iin = q.iin where role = 'MOTHER' and valid_to is null`);
    const shown = await snapshot.query<{ subject: string; place: number; together: number }>('select subject, birth_order as place, born_together as together from audit_export.civil_birth');
    expect(new Map(shown.map(({ subject, place, together }) => [subject, [place, together]]))).toEqual(new Map(orders.map(({ iin, place, together }) => [snapshot.pseudonym(iin), [Number(place), Number(together)]])));
    expect(shown.filter(({ together }) => together > 1).length).toBeGreaterThan(1);
  });

  it('tell an end from the moment on at which it was recorded', async () => {
    const [row] = await asAdmin<{ iin: string }>(`select r.iin from residence r join person p on p.iin = r.iin and p.is_child where valid_to is null order by r.id limit 1`);
    const iin = row?.iin ?? '';
    await asAdmin(`with act as (insert into registration (iin, kind, occurred_on, received_on, source, version, recorded_at) values ('${iin}', 'RESIDENCE', '2026-09-10', '2026-09-10', 't', 900, '2026-09-20T08:00:00Z') returning id)
      update residence set valid_to = '2026-09-10', ended_by = (select id from act) where iin = '${iin}' and valid_to is null`);
    const at = async (moment: string): Promise<unknown> => {
      const then = new Snapshot(database.auditUrl, moment);
      return [(await then.query(`select resident from audit_export.civil_child where subject = '${then.pseudonym(iin)}'`))[0], (await rowsAbout('civil_departure', iin, then)).length];
    };
    expect(await at('2026-09-15T00:00:00Z')).toEqual([{ resident: true }, 0]);
    expect(await at('2026-09-25T00:00:00Z')).toEqual([{ resident: false }, 1]);
  });
});

describe('who reads them', () => {
  it('is nobody without a key and a moment', () => expectKeyed(database, names));

  it('is the auditors\' role, which has nothing else of the database, and no other', () =>
    expectAuditorsOnly(database, names, ['person', 'residence', 'parentage', 'registration', 'earlier_identity', 'iin_replacement', 'restriction', 'approval'], 'registry_export'));
});

describe('nobody can be told from them', () => {
  let rows: Readonly<Record<string, readonly ViewRow[]>>;
  beforeAll(async () => (rows = Object.fromEntries(await Promise.all(names.map(async (view) => [view, await rowsOfView(snapshot, view)] as const)))));

  it('no IIN, name or address stands in them', () => expectNobodyNamed(Object.values(rows).flat(), population));

  it('every day is the first of a month, but those of notices, which are none of birth or death', () => {
    const days = Object.entries(rows).flatMap(([view, all]) => all.flatMap((row) => Object.entries(row).flatMap(([name, cell]) => (cell !== null && /^\d{4}-\d\d-\d\d/.test(cell) ? [[`${view}.${name}`, cell, row['subject']] as const] : []))));
    expect(days.length).toBeGreaterThan(5_000);
    expect(days.filter(([name, cell]) => name !== 'civil_death.noticed_on' && !/^\d{4}-\d\d-01(T00:00:00\+00:00)?$/.test(cell))).toEqual([]);
    const told = new Map(population.households.flatMap(({ persons }) => persons.map(({ iin, birthDate, death }) => [snapshot.pseudonym(iin), [birthDate, addMonths(birthDate, 216), death?.on]] as const)));
    expect(days.filter(([name, cell, subject]) => name === 'civil_death.noticed_on' && !cell.endsWith('-01') && told.get(subject ?? '')?.includes(cell))).toEqual([]);
  });

  it('people are the same in all views under one key, and others under the next', async () => {
    const subjects = (view: string, of: Readonly<Record<string, readonly ViewRow[]>> = rows): Set<string | null | undefined> => new Set(of[view]?.map(({ subject }) => subject));
    expect([...subjects('civil_citizenship')].filter((one) => !subjects('civil_child').has(one))).toEqual([]);
    expect(subjects('civil_parentage').intersection(subjects('civil_child')).size).toBeGreaterThan(500);
    expect(subjects('civil_child', { civil_child: await rowsOfView(new Snapshot(database.auditUrl), 'civil_child') }).intersection(subjects('civil_child')).size).toBe(0);
  });

  it('of a shielded child no place is told, nor who represents it', async () => {
    const shielded = (await asAdmin<{ iin: string }>('select distinct g.iin from guardianship g join residence r on r.iin = g.iin and r.valid_to is null where g.valid_to is null or g.valid_to > current_date limit 3')).map(({ iin }) => iin);
    expect(shielded.length).toBe(3);
    const told = async (iin: string): Promise<unknown> => [
      await snapshot.query(`select count(region) + count(district) + count(resident_since) as places, bool_and(resident) as resident from audit_export.civil_child where subject = '${snapshot.pseudonym(iin)}'`),
      await snapshot.query(`select max(num_nonnulls(region, representative, institution, body)) as parts from audit_export.civil_guardianship where subject = '${snapshot.pseudonym(iin)}'`),
    ];
    for (const iin of shielded) expect(await told(iin)).toEqual([[{ places: '3', resident: true }], [{ parts: 3 }]]);
    await asAdmin(`insert into restriction (iin, valid_from, source) select iin, current_date + 5, 't' from unnest('{${shielded.join(',')}}'::text[]) iin`);
    for (const iin of shielded) expect(await told(iin)).toEqual([[{ places: '0', resident: true }], [{ parts: 0 }]]);
  });
});

describe('who an adopted child was', () => {
  const [OLD, NEW] = ['160301900019', '160601900010'] as const;
  const SECRET = { before: '2026-03-15T00:00:00Z', after: '2026-12-01T00:00:00Z' };
  let parents: readonly string[];
  beforeAll(async () => {
    parents = (await asAdmin<{ iin: string }>(`select iin from person where not is_child order by iin limit 4`)).map(({ iin }) => iin);
    const [mother, father, first, second] = parents;
    const person = `surname_kk, given_kk, surname_ru, given_ru, surname_latin, given_latin`;
    for (const sql of [
      `insert into person (iin, birth_date, sex, ${person}, is_child, registered_on, source, recorded_at) select '${OLD}', '2016-03-01', 'MALE', ${person}, true, '2016-03-04', 't', '2016-03-04' from person limit 1`,
      `insert into citizenship (iin, country, valid_from, source, recorded_at) values ('${OLD}', 'KZ', '2016-03-01', 't', '2016-03-04')`,
      `insert into residence (iin, region_kato, district_kato, address, valid_from, valid_to, source, recorded_at) values ('${OLD}', '710000000', '711110000', 'x', '2016-03-04', '2026-05-01', 't', '2016-03-04'), ('${OLD}', '750000000', '751410000', 'y', '2026-05-01', null, 't', '2026-05-01')`,
      `insert into parentage (iin, parent_iin, role, basis, valid_from, source, recorded_at) values ('${OLD}', '${mother}', 'MOTHER', 'BIRTH', '2016-03-01', 't', '2016-03-04'), ('${OLD}', '${father}', 'FATHER', 'BIRTH', '2016-03-01', 't', '2016-03-04')`,
      `insert into parental_right (iin, parent_iin, status, valid_from, source, recorded_at) values ('${OLD}', '${mother}', 'DEPRIVED', '2020-01-10', 't', '2020-01-12')`,
      `insert into guardianship (iin, representative_iin, form, body_bin, valid_from, valid_to, source, recorded_at) values ('${OLD}', '${first}', 'GUARDIANSHIP', '120190751316', '2020-02-01', '2026-04-10', 't', '2020-02-01')`,
      // The adoption, with another birth date and another IIN, as the register writes it.
      `insert into registration (iin, kind, occurred_on, received_on, source, version, recorded_at) values ('${OLD}', 'ADOPTION', '2026-04-10', '2026-04-10', 't', 2, '2026-04-12')`,
      `update parentage set valid_to = '2026-04-10', ended_by = (select id from registration where iin = '${OLD}') where iin = '${OLD}'`,
      `insert into parentage (iin, parent_iin, role, basis, valid_from, source, recorded_at, began_by) select '${OLD}', parent, role, 'ADOPTION', '2026-04-10', 't', '2026-04-12', (select id from registration where iin = '${OLD}') from (values ('${first}', 'MOTHER'), ('${second}', 'FATHER')) adopter (parent, role)`,
      `insert into earlier_identity (iin, birth_date, ${person}, registered_on, ended_by) select iin, birth_date, ${person}, registered_on, (select id from registration where iin = '${OLD}') from person where iin = '${OLD}'`,
      `update person set birth_date = '2016-06-01', registered_on = '2016-06-01' where iin = '${OLD}'`,
      `update citizenship set superseded_at = '2026-04-12' where iin = '${OLD}'`,
      `insert into citizenship (iin, country, valid_from, source, recorded_at, told_at) values ('${OLD}', 'KZ', '2016-06-01', 't', '2026-04-12', '2016-06-01')`,
      `update person set iin = '${NEW}' where iin = '${OLD}'`,
      ...['citizenship', 'residence'].map((table) => `update ${table} set iin = '${NEW}' where iin = '${OLD}'`),
      `insert into iin_replacement (old_iin, new_iin, basis, registration) select '${OLD}', '${NEW}', 't', id from registration where iin = '${NEW}'`,
    ]) await asAdmin(sql);
  });

  it('is in no view: not the parents, their rights, the guardian, the home or the birth before, whatever the moment', async () => {
    const [mother = '', father = '', first = '', second = ''] = parents;
    for (const moment of Object.values(SECRET)) {
      const of = new Snapshot(database.auditUrl, moment);
      const links = await of.query<{ parent: string }>(`select parent from audit_export.civil_parentage where subject = '${of.pseudonym(NEW)}'`);
      expect(links.map(({ parent }) => parent).sort()).toEqual(moment === SECRET.after ? [first, second].map((one) => of.pseudonym(one)).sort() : []);
      for (const [view, about] of [['civil_parental_right', NEW], ['civil_guardianship', NEW], ...names.map((name) => [name, OLD] as const)] as const) expect([view, await rowsAbout(view, about, of)]).toEqual([view, []]);
      const [child] = await of.query(`select born::text, citizen_since::text as citizen, (recorded_at at time zone 'UTC')::date::text as recorded, region, district, resident_since as since from audit_export.civil_child where subject = '${of.pseudonym(NEW)}'`);
      const home = moment === SECRET.after ? { region: '750000000', district: '751410000' } : { region: null, district: null };
      expect(child).toEqual({ born: '2016-06-01', citizen: '2016-06-01', recorded: '2016-06-01', ...home, since: null });
      for (const view of ['civil_citizenship', 'civil_departure']) expect([view, await rowsAbout(view, NEW, of)]).toEqual([view, []]);
      expect((await rowsAbout('civil_birth', NEW, of)).length).toBe(moment === SECRET.after ? 1 : 0);
      for (const parent of [mother, father]) expect(await of.query(`select 1 from audit_export.civil_parentage where parent = '${of.pseudonym(parent)}' and subject = '${of.pseudonym(NEW)}'`)).toEqual([]);
    }
  });
});
