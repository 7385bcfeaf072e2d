import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAMMES, SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { RESTRICTED } from '../../subgraphs/shared/feeds/contracts/restricted.js';
import { replaceIin, SHARED_IINS, SHARED_WITHOUT } from '../../subgraphs/shared/feeds/replaced.js';
import { firstHouseholds, type SomeHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { birth, iinOf, replaced } from './support/events.js';
import { asAdmin, consumerOf, consumptionOf, feedDatabase, feedsOf, Owner, type FeedDatabase, type TestConsumer } from './support/lab.js';

const CONSUMERS = ['benefits', 'savings', 'foster-families', 'schools', 'audit'] as const;
type Consumer = (typeof CONSUMERS)[number];

let registry: Owner;
let fosterFamilies: Owner;
let databases: Record<Consumer, FeedDatabase>;
let consumers: Record<Consumer, TestConsumer>;
let population: SomeHouseholds;

beforeAll(async () => {
  [registry, fosterFamilies, population] = await Promise.all([Owner.start('registry'), Owner.start('foster-families'), firstHouseholds(100)]);
  databases = Object.fromEntries(await Promise.all(CONSUMERS.map(async (name) => [name, name === 'foster-families' ? fosterFamilies.at : await feedDatabase(name)] as const))) as typeof databases;
  await Promise.all(CONSUMERS.map((name) => seedDatabase(name, databases[name].fresh.appUrl, population.households, population.facts)));
  await databases.audit.rows('insert into person (iin) values (?)', [population.households[0]?.persons[0]?.iin]);
  await asAdmin(databases.audit, (admin) => admin.query(`
    with s as (insert into snapshot (as_of, sealed_key, key_fingerprint, package_version) values (now(), '\\x00', 'f', '1') returning id),
         r as (insert into rule_run (snapshot, rule, version) select id, 'R2', 1 from s returning id),
         a as (insert into audit_subject (kind, name, snapshot) select 'PERSON', 'p', id from s returning id),
         f as (insert into finding (rule, subject_id, regions, rows, first_run, last_run) select 'R2', a.id, '{}', 1, r.id, r.id from a, r returning id),
         e as (insert into engagement (public_id, case_number, programmes, regions, ends_on, sealed_key) values (gen_random_uuid(), 'K-1', '{savings}', '{}', '2030-01-01', '\\x00') returning id),
         m as (insert into engagement_member (engagement_id, iin) select id, $1 from e)
    insert into identification (engagement_id, finding_id, requested_by_iin, requested_by, reason, decide_by, decided_by_iin, decided_by, decided_at, approved, note, until)
    select e.id, f.id, $1, 'a', 'test', '2030-01-01', $2, 'b', now(), true, 'test', '2030-01-01' from e, f`, [population.households[4]?.persons[0]?.iin, population.households[5]?.persons[0]?.iin]));
  await databases.savings.rows(`insert into accrual_run (reporting_year, status, credited_on, prepared_account, prepared_iin, released_account, released_iin, released_at) values (2023, 'DONE', '2024-02-01', 'a', ?, 'b', ?, now())`,
    population.households[1]?.persons.slice(0, 2).map(({ iin }) => iin) ?? []);
  const officials = [population.households[2]?.persons[0]?.iin, population.households[3]?.persons[0]?.iin];
  await databases.savings.rows(`insert into correction (iin, kind, transfer_id, reason, amount, status, taken, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
    select iin, 'CLAWBACK', id, 'WRONG_SUM', 1, 'DONE', 0, occurred_on, occurred_on, 'test', 'a', ?, now(), 'b', ?, now() from transfer where kind = 'ACCRUAL' order by id limit 1`, officials);
  await databases.savings.rows(`insert into reporting_year_draft (year, list_date, credited_on, per_child_usd, yield_rate, yield_certainty, legal_basis, source, certainty, status, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
    values (2030, '2030-12-31', '2031-02-01', 1, 0.03, 'B', 'test', 'test', 'B', 'DONE', 'a', ?, now(), 'b', ?, now())`, officials);
  await asAdmin(databases.savings, (admin) => admin.query(`update payout set representative_iin = $1, representation_act = 'test', checked_account = 'a', checked_iin = $2, paid_account = 'b', paid_iin = $3, paid_at = now()`, [population.households[1]?.persons[0]?.iin, ...officials]));
  await databases.savings.rows(`insert into settlement (iin, destination, status, transfer_id, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
    select iin, 'HEIRS', 'DONE', id, occurred_on, occurred_on, 'test', 'a', ?, now(), 'b', ?, now() from transfer where kind = 'ACCRUAL' order by id limit 1`, officials);
  await databases.savings.rows(`with p as (insert into accrual_run_part (run_id, part, born_from, born_to, children) select max(id), 1, '2010-01-01', '2010-12-31', 1 from accrual_run returning run_id, part)
    insert into accrual_run_left (run_id, part, credited, iin, reason, reporting_year, amount) select run_id, part, false, iin, 'TOO_MUCH', 2023, 1 from p cross join (select min(iin) as iin from transfer) t`);
  await databases['foster-families'].rows(
    `insert into care_entitlement (programme, component, adopted_placement_id, adopter_iin, body_bin, act, region_kato, valid_from)
     select 'ADOPTION_ONCE', 'BENEFIT', id, ?, body_bin, act, region_kato, valid_from from placement limit 1`, [population.households[2]?.persons[0]?.iin]);
  await databases['foster-families'].rows(
    `insert into adoption (iin, adopter_iin, second_adopter_iin, home, decided_on, received_on, body_bin, region_kato, district_kato, source)
     select iin, ?, ?, 'KAZAKHSTAN', '2026-01-01', '2026-01-01', body_bin, region_kato, district_kato, 'test' from placement order by id limit 1`, population.households[3]?.persons.slice(0, 2).map(({ iin }) => iin) ?? []);
  await databases.benefits.rows(`insert into due_entitlement (entitlement, version, act, told_on, carer_iin, programme, days) values (gen_random_uuid(), 1, 'test', '2026-01-01', ?, 'PATRONAGE', '[2026-01-01,)')`, [population.households[2]?.persons[0]?.iin]);
  await databases.schools.rows(
    `insert into school_application (iin, school_id, region_kato, intake_id, kind, school_year, class_number, language, applicant_iin, applicant_role, in_catchment, papers, state, set_aside, submitted_on, answer_due_on, source)
     select p.iin, i.school_id, '750000000', i.id, 'ADMISSION', i.school_year, 1, 'KK', p.person_iin, 'PARENT', false, '{}', 'SUBMITTED', false, '2026-05-01', '2026-05-02', 'test' from child_parent p, intake i order by p.id, i.id limit 1`);
  consumers = Object.fromEntries(await Promise.all(CONSUMERS.map(async (name) =>
    [name, consumerOf(registry, name, await consumptionOf(name, LIFE_EVENTS), databases[name])] as const))) as typeof consumers;
});
afterAll(async () => {
  await Promise.all(Object.values(consumers).map((one) => one.close()));
  await Promise.all([registry.close(), fosterFamilies.close(), ...(['benefits', 'savings', 'schools', 'audit'] as const).map((name) => databases[name].close())]);
});

/** Tables, and how many of their rows have one of some texts anywhere. */
const findings = (at: FeedDatabase, ...texts: readonly string[]): Promise<Record<string, number>> =>
  asAdmin(at, async (admin) => {
    const { rows } = await admin.query<{ name: string; n: number }>(`
      select table_name as name, (xpath('/row/n/text()', query_to_xml(format(
        'select count(*) as n from %I as t where t::text like any (%L::text[])', table_name, $1::text[]), false, true, '')))[1]::text::int as n
        from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`, [texts.map((text) => `%${text}%`)]);
    return Object.fromEntries(rows.filter(({ n }) => n > 0).map(({ name, n }) => [name, n]));
  });

const drainAll = async (...names: readonly Consumer[]): Promise<void> => {
  for (const name of names) await consumers[name].drain();
  await registry.settled();
};

/** Two rounds more than one: the first tells the owner what was applied, the second brings that it is sealed. */
const settle = async (): Promise<void> => {
  for (let round = 0; round < 3; round += 1) await drainAll(...CONSUMERS);
};

let fresh = 100;
const somebody = (): string => iinOf((fresh += 1));

describe('the list of columns with IINs', () => {
  const CANDIDATES = `
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
     where c.table_schema = 'public' and (c.column_name ~ 'iin$' or c.data_type in ('ARRAY', 'json', 'jsonb'))`;

  it.each(SUBGRAPHS)('of %s is complete: every column of the database that can hold one is in it', async (name) => {
    const at = name === 'registry' ? registry.at : databases[name];
    const { iins } = await feedsOf(name);
    const known = [...iins.columns.map(({ table, column }) => `${table}.${column}`), ...iins.without, ...SHARED_IINS, ...SHARED_WITHOUT];
    const { rows } = await asAdmin(at, (admin) => admin.query<{ name: string }>(CANDIDATES));
    expect(rows.map((row) => row.name).toSorted()).toEqual(known.toSorted());
  });

  it.each(PROGRAMMES)('of %s leaves no column of the seeded rows out', async (name) => {
    if (name === 'registry') return;
    const iins = population.households.flatMap(({ persons }) => persons.map(({ iin }) => iin));
    const { iins: { columns } } = await feedsOf(name);
    const listed = new Set(columns.map(({ table }) => table));
    for (const table of Object.keys(await findings(databases[name], ...iins.slice(0, 200)))) expect(listed).toContain(table);
  });
});

describe('a replaced IIN', () => {
  /** Somebody whom a column names. */
  const inColumn = async (name: Consumer, table: string, column: string): Promise<string> => {
    const [row] = await databases[name].rows<{ iin: string }>(`select ${column} as iin from ${table} where ${column} is not null order by ${column} limit 1`);
    if (row === undefined) throw new Error(`${name}: nobody in ${table}.${column}`);
    return row.iin;
  };

  it('takes everything along in every subgraph, and nothing links the two keys once all have applied it', async () => {
    const places = (await Promise.all(CONSUMERS.map(async (name) => (await feedsOf(name)).iins.columns.map((one) => ({ name, ...one }))))).flat();
    const old = [...new Set(await Promise.all(places.map(({ name, table, column }) => inColumn(name, table, column))))];
    const pairs = old.map((iin) => [iin, somebody()] as const);
    const before = new Map<string, Awaited<ReturnType<typeof findings>>[]>();
    // Told first, because a birth says who the parents are.
    await registry.publish(LIFE_EVENTS, ...old.map((iin) => birth(iin)));
    await drainAll(...CONSUMERS);
    // One after the other: each looks with connections of its own.
    for (const [iin] of pairs) before.set(iin, await Promise.all(CONSUMERS.map((name) => findings(databases[name], iin))));
    await registry.publish(LIFE_EVENTS, ...pairs.map(([one, other]) => replaced(one, other)));

    await drainAll(...CONSUMERS);
    for (const [iin] of pairs) for (const name of CONSUMERS) expect(await findings(databases[name], iin)).toEqual({ inbox: 1 });

    await settle();
    for (const [iin, next] of pairs) {
      for (const name of CONSUMERS) expect(await findings(databases[name], iin)).toEqual({});
      expect(await findings(registry.at, iin)).toEqual({});
      const then = before.get(iin) ?? [];
      for (const [i, name] of CONSUMERS.entries()) expect(await findings(databases[name], next)).toMatchObject(then[i] ?? {});
    }
    expect(await registry.at.rows(`select 1 from outbox where type = 'IIN_REPLACED' and (data <> '{}' or subjects <> '{}')`)).toEqual([]);
    for (const name of CONSUMERS) expect(await databases[name].rows(`select 1 from inbox where type = 'IIN_REPLACED' and (data <> '{}' or subjects <> '{}' or state <> 'APPLIED')`)).toEqual([]);
  });

  it('is not sealed before the last consumer has applied it', async () => {
    const [one, other] = [somebody(), somebody()];
    await registry.publish(LIFE_EVENTS, birth(one), replaced(one, other));
    for (let round = 0; round < 3; round += 1) await drainAll('benefits', 'savings', 'foster-families');
    expect(await findings(registry.at, one)).toEqual({ outbox: 2 });
    await settle();
    expect(await findings(registry.at, one)).toEqual({});
  });

  it('has nothing to do when it is read again, and the earlier events are about the new key', async () => {
    const [one, other] = [somebody(), somebody()];
    await registry.publish(LIFE_EVENTS, birth(one), replaced(one, other));
    await settle();
    const list = (): Promise<object[]> => databases.savings.rows('select iin, birth_date::text, citizenship::text from listed_child order by iin');
    const before = await list();
    for (const name of CONSUMERS) await databases[name].rows(`update feed_cursor set replay_until = position, cursor = '0', position = 0 where feed = 'life-events'`);
    await settle();
    expect(await list()).toEqual(before);
    for (const name of CONSUMERS) {
      expect(await findings(databases[name], one)).toEqual({});
      expect(await databases[name].rows(`select 1 from inbox where state = 'PARKED'`)).toEqual([]);
    }
  });

  it('holds for what a third programme still says by the old key', async () => {
    const [one, other] = [somebody(), somebody()];
    const restricted = consumerOf(fosterFamilies, 'schools', await consumptionOf('schools', RESTRICTED), databases.schools);
    await registry.publish(LIFE_EVENTS, replaced(one, other));
    await drainAll('schools');
    await fosterFamilies.publish(RESTRICTED, { type: 'RESTRICTION', subjects: [one], occurredOn: '2026-01-01', data: { iin: one, periods: [{ from: '2026-01-01', to: null }] } });
    await restricted.drain();
    expect(await databases.schools.rows('select iin from restricted_child where iin = any (?::text[])', [`{${one},${other}}`])).toEqual([{ iin: other }]);
    expect(await findings(databases.schools, one)).toEqual({ inbox: 1 });
    await settle();
    await restricted.drain();
    expect(await findings(databases.schools, one)).toEqual({});
    expect(await findings(fosterFamilies.at, one)).toEqual({});
    await restricted.close();
  });

  it('gives way to what is there under the new key already, in tables that hold the last state', async () => {
    const [one, other] = [somebody(), somebody()];
    await databases.schools.rows(`insert into restricted_child (iin, valid_from, source) values (?, '2026-01-01', 'a'), (?, '2026-02-01', 'b')`, [one, other]);
    await registry.publish(LIFE_EVENTS, replaced(one, other));
    await settle();
    expect(await databases.schools.rows('select iin, source from restricted_child where iin = any (?::text[])', [`{${one},${other}}`])).toEqual([{ iin: other, source: 'b' }]);
  });

  it('follows a second replacement, in whatever order things become known', async () => {
    const [one, two, three] = [somebody(), somebody(), somebody()];
    await registry.publish(LIFE_EVENTS, birth(one), replaced(one, two), replaced(two, three));
    await settle();
    expect(await databases.savings.rows('select iin from listed_child where iin = any (?::text[])', [`{${one},${two},${three}}`])).toEqual([{ iin: three }]);
    for (const name of CONSUMERS) for (const iin of [one, two]) expect(await findings(databases[name], iin)).toEqual({});
  });

  it('takes along, when it is sealed, what a request wrote under the old key while it was applied', async () => {
    const [one, other] = [somebody(), somebody()];
    await registry.publish(LIFE_EVENTS, birth(one), replaced(one, other));
    await drainAll('savings');
    await databases.savings.rows(`with account as (insert into ledger_account (kind, opened_on) values ('CLAIM', '2026-02-01') returning id) insert into savings_claim (iin, account_id, opened_on) select ?, id, '2026-02-01' from account`, [one]);
    await settle();
    expect(await databases.savings.rows('select iin from savings_claim where iin = any (?::text[])', [`{${one},${other}}`])).toEqual([{ iin: other }]);
  });

  it('reaches the ledger and the idempotency keys, and a second time changes nothing', async () => {
    const [one, other] = [somebody(), somebody()];
    const { database } = databases.benefits;
    await asAdmin(databases.benefits, (admin) => admin.query(`insert into ledger_subject (id, iin, seal) values (777, $1, '\\x00')`, [one]));
    await databases.benefits.rows(`insert into idempotency (key, mutation, input, names, reference) values ('k', 'm', 'i', array[?], '{}')`, [one]);
    const { iins } = await feedsOf('benefits');
    for (let time = 0; time < 2; time += 1) await database.feeds((em) => replaceIin(em, iins, { oldIin: one, newIin: other }, { outbox: true }));
    expect([await findings(databases.benefits, one), await findings(databases.benefits, other)]).toEqual([{}, { ledger_subject: 1 }]);
  });

  it('works from a mutation of one region too, and leaves the transaction its own sight', async () => {
    const [one, other] = [somebody(), somebody()];
    const { database } = databases.benefits;
    await databases.benefits.rows(`insert into shielding (iin, valid_from, source) values (?, '2026-01-01', 'a')`, [one]);
    const { iins } = await feedsOf('benefits');
    const sight = await database.forRequest({ append: () => Promise.resolve(() => undefined) }).write(['750000000'], async (em) => {
      await replaceIin(em, iins, { oldIin: one, newIin: other }, { outbox: false });
      const [row] = await em.execute<{ sight: string[] }[]>(`select array[current_setting('app.path'), current_setting('app.regions'), current_setting('app.feeds'), current_setting('app.confidential')] as sight`);
      return { result: row?.sight, entry: null };
    });
    expect(sight).toEqual(['register', '750000000', '', '']);
    expect(await findings(databases.benefits, other)).toEqual({ shielding: 1 });
  });
});
