import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const TABLES = ['benefit_award', 'benefit_award_child', 'benefit_award_amount', 'benefit_payment', 'shielding'];

let benefits: TestSubgraph;
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { households: 60 });
});
afterAll(() => benefits.close());

/** Runs statements as `_app` in a transaction that is rolled back, with whatever of the path is set. */
async function asApp<T>(settings: Readonly<Record<string, string>>, work: (client: Client) => Promise<T>): Promise<T> {
  return withClient(benefits.database.appUrl, async (client) => {
    await client.query('begin');
    for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [name, value]);
    try {
      return await work(client);
    } finally {
      await client.query('rollback');
    }
  });
}

const count = async (client: Client, table: string, where = 'true'): Promise<number> =>
  Number((await client.query<{ n: string }>(`select count(*) as n from ${table} where ${where}`)).rows[0]?.n);
const counts = (settings: Readonly<Record<string, string>>) => asApp(settings, async (client) => {
  const found: Record<string, number> = {};
  for (const table of TABLES) found[table] = await count(client, table);
  return found;
});

const REGISTER = { 'app.path': 'register', 'app.regions': '*', 'app.confidential': 'visible' };

describe('row-level security', () => {
  it('shows nothing without a path', async () => {
    const none = Object.fromEntries(TABLES.map((table) => [table, 0]));
    expect(await counts({})).toEqual(none);
    expect(await counts({ 'app.path': '' })).toEqual(none);
    expect(await counts({ 'app.path': 'anything', 'app.regions': '*' })).toEqual(none);
    expect(await counts({ 'app.path': 'register' })).toEqual(none);
    expect(await counts({ 'app.path': 'register', 'app.regions': '' })).toEqual(none);
  });

  it('shows the relation path everything, and the register path rows of its regions', async () => {
    const all = await counts({ 'app.path': 'relation' });
    expect(Object.values(all).every((n) => n > 0)).toBe(true);
    expect(await counts(REGISTER)).toEqual(all);
    const [here, there] = await withClient(benefits.database.adminUrl, async (client) =>
      (await client.query<{ region: string }>('select region_kato as region from benefit_award group by 1 order by count(*) desc limit 2')).rows.map(({ region }) => region));
    const seen = await asApp({ ...REGISTER, 'app.regions': here ?? '' }, async (client) => {
      const regions = await client.query<{ region: string }>('select distinct region_kato as region from benefit_award union select distinct region_kato from benefit_award_child');
      const orphans = await count(client, 'benefit_payment', 'not exists (select 1 from benefit_award a where a.id = award_id)');
      return { regions: regions.rows.map(({ region }) => region), orphans, payments: await count(client, 'benefit_payment'), amounts: await count(client, 'benefit_award_amount') };
    });
    expect(seen).toMatchObject({ regions: [here], orphans: 0 });
    expect(seen.payments).toBeLessThan(all['benefit_payment'] ?? 0);
    expect(seen.amounts).toBeGreaterThan(0);
    expect(await counts({ ...REGISTER, 'app.regions': [here, there].join(',') })).not.toEqual(all);
  });

  it('hides awards about shielded children on the register path, whatever hangs on them', async () => {
    const [all, shown] = [await counts(REGISTER), await counts({ ...REGISTER, 'app.confidential': '' })];
    for (const table of ['benefit_award', 'benefit_award_amount', 'benefit_payment']) expect(shown[table]).toBeLessThan(all[table] ?? 0);
  });

  it.each([['*', 'visible'], ['*', ''], ['here', 'visible'], ['here', ''], ['', 'visible']])('shows what hangs on an award with it, and changes no more of it: regions %j, confidential %j', async (regions, confidential) => {
    const { rows: [{ here } = { here: '' }] } = await withClient(benefits.database.adminUrl, (client) => client.query<{ here: string }>('select region_kato as here from benefit_award group by 1 order by count(*) desc limit 1'));
    const settings = { 'app.path': 'register', 'app.regions': regions === 'here' ? here : regions, 'app.confidential': confidential };
    const { awards, ...found } = await asApp(settings, async (client) => ({
      awards: (await client.query<{ id: string }>('select id from benefit_award')).rows.map(({ id }) => id),
      amounts: await count(client, 'benefit_award_amount'),
      payments: await count(client, 'benefit_payment'),
      changed: (await client.query('update benefit_payment set recovered = 0')).rowCount,
    }));
    const hanging = (table: string): Promise<number> => withClient(benefits.database.adminUrl, (client) => count(client, table, `award_id in (0, ${awards.join(', ') || '0'})`));
    expect(awards.length > 0).toBe(regions !== '');
    expect(found).toEqual({ amounts: await hanging('benefit_award_amount'), payments: await hanging('benefit_payment'), changed: await hanging('benefit_payment') });
  });

  it('lets nobody write for another region, or delete', async () => {
    const write = (sql: string, settings: Readonly<Record<string, string>>) => asApp(settings, (client) => client.query(sql)).then(() => 'done', (error: { code: string }) => error.code);
    const insert = `insert into benefit_award (programme, recipient_iin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, status)
      values ('BIRTH', '150514900002', '750000000', '120190000001', '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-02', 'ACTIVE')`;
    expect(await write(insert, REGISTER)).toBe('done');
    expect(await write(insert, { ...REGISTER, 'app.regions': '710000000' })).toBe('42501');
    expect(await write(insert, { 'app.path': 'relation' })).toBe('42501');
    expect(await write('delete from benefit_payment', REGISTER)).toBe('42501');
    expect(await write(`update programme_rate set coefficient = 1`, REGISTER)).toBe('42501');
    expect(await asApp({ 'app.path': 'relation' }, async (client) => (await client.query(`update benefit_award set status = 'SUSPENDED'`)).rowCount)).toBe(0);
  });
});

describe('what the tables themselves prevent', () => {
  const attempt = (sql: string): Promise<string> => asApp(REGISTER, (client) => client.query(sql)).then(() => 'done', (error: { constraint?: string; code: string }) => error.constraint ?? error.code);

  it('pays no award twice for a month', async () => {
    const again = `insert into benefit_payment (award_id, month, amount, paid_on, budget_level, region_kato, rule_version)
      select award_id, month, amount, paid_on, budget_level, region_kato, rule_version from benefit_payment limit 1`;
    expect(await attempt(again)).toBe('benefit_payment_stands_once');
  });

  it('awards no right of a child twice for a day: not the two childcare benefits, not one birth grant after another', async () => {
    const repeat = (programme: string, like: string) => `
      with old as (select a.*, c.iin, c.since as child_since from benefit_award a join benefit_award_child c on c.award_id = a.id where a.programme = '${like}' order by a.id limit 1),
      fresh as (insert into benefit_award (programme, component, recipient_iin, recipient_bin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, status)
        select '${programme}', component, recipient_iin, recipient_bin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, 'ACTIVE' from old returning *)
      insert into benefit_award_child (award_id, programme, component, region_kato, iin, since)
        select fresh.id, fresh.programme, fresh.component, fresh.region_kato, old.iin, old.child_since from fresh, old`;
    expect(await attempt(repeat('CARE_GFSS', 'CARE_STATE'))).toBe('benefit_award_child_once');
    expect(await attempt(repeat('LARGE_FAM', 'LARGE_FAM'))).toBe('benefit_award_child_once');
    expect(await attempt(repeat('BIRTH', 'BIRTH').replace('old.child_since from', `old.child_since + 400 from`))).toBe('benefit_award_child_born_once');
    expect(await attempt(repeat('ASP_CHILD', 'DIS_CHILD'))).toBe('done');
  });

  it('keeps an award and its children of one region', async () => {
    const move = await asApp(REGISTER, async (client) => {
      await client.query(`update benefit_award set region_kato = '620000000' where id = (select award_id from benefit_award_child order by id limit 1)`);
      return (await client.query<{ region: string }>('select region_kato as region from benefit_award_child order by id limit 1')).rows[0]?.region;
    });
    expect(move).toBe('620000000');
  });

  it('finds by key with an index, whatever the table grows to', async () => {
    const plan = await withClient(benefits.database.adminUrl, async (client) => {
      await client.query('set enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain select c.iin, a.* from benefit_award_child c join benefit_award a on a.id = c.award_id where c.iin in ('1', '2')`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).not.toContain('Seq Scan');
    expect(plan).toContain('benefit_award_child_iin_idx');
  });
});
