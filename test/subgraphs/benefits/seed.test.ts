import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { firstHouseholds } from '../../support/population.js';
import { seedDatabase } from '../../support/seed.js';
import { Story } from './households.js';

const ASOF = '2026-10-01';
const FACTS = { seed: 7, asOf: ASOF, children: 0 };

interface Award {
  readonly programme: string;
  readonly component: string;
  readonly payee: string;
  readonly since: string;
  readonly until: string | null;
  readonly status: string;
  readonly end_reason: string | null;
  readonly suspended_from: string | null;
  readonly children: readonly string[];
  readonly amounts: readonly string[];
  readonly months: readonly string[];
}

const AWARDS = `
  select programme, component, coalesce(recipient_iin, recipient_bin) as payee, since::text, until::text, status, end_reason, suspended_from::text,
    array(select iin from benefit_award_child c where c.award_id = a.id order by id) as children,
    array(select valid_from || ' ' || tier || ' ' || (gross - withheld) from benefit_award_amount x where x.award_id = a.id order by valid_from) as amounts,
    array(select to_char(month, 'YYYY-MM') || ' ' || amount from benefit_payment p where p.award_id = a.id order by month) as months
  from benefit_award a`;

async function told(...stories: readonly Story[]): Promise<(programme?: string, child?: { iin: string }) => Award[]> {
  const database = await freshDatabase('benefits');
  try {
    await seedDatabase('benefits', database.appUrl, stories.map(({ household }) => household), FACTS);
    const rows = await withClient(database.adminUrl, async (client) => (await client.query<Award>(`${AWARDS} order by programme, since, id`)).rows);
    return (programme, child) => rows.filter((row) => (programme === undefined || row.programme === programme) && (child === undefined || row.children.includes(child.iin)));
  } finally {
    await database.drop();
  }
}

// Some of what a seed does depends on who it is: the same people whichever files ran before.
beforeEach(() => {
  Story.ordinal = 1;
});

describe('what a household\'s life leads to', () => {
  it('birth and care: by order, insurance and term', async () => {
    const story = new Story(1);
    const first = story.child('2024-05-20');
    const second = story.child('2026-01-31');
    story.insurances.push({ person: story.mother.iin, from: '2024-06-01', to: null, averageMonthlyIncome: '300000.00' });
    const awards = await told(story);
    const [care] = awards('CARE_STATE', first);
    expect(care).toMatchObject({ payee: story.mother.iin, since: '2024-05-20', until: '2025-11-20', status: 'COMPLETED', end_reason: 'TERM_ENDED', amounts: ['2024-05-20 ORDER_1 21266.00', '2025-01-01 ORDER_1 22649.00'] });
    expect(care?.months.map((month) => month.slice(0, 7))).toEqual(['2025-07', '2025-08', '2025-09', '2025-10']);
    expect(awards('CARE_GFSS', second)[0]).toMatchObject({ since: '2026-01-31', until: '2027-07-31', status: 'ACTIVE', amounts: ['2026-01-31 REPLACEMENT 85500.00'] });
    expect(awards('CARE_GFSS', second)[0]?.months).toHaveLength(9);
    for (const [child, month, amount] of [[first, '2024', '140296.00'], [second, '2026', '164350.00']] as const) {
      const [birth] = awards('BIRTH', child);
      expect(birth?.months.map((one) => [one.slice(0, 4), one.slice(8)])).toEqual([[month, amount]]);
    }
  });

  it('care for one and a half years ends with the eighteenth payment on whatever day the child was born', async () => {
    const story = new Story(1);
    const children = ['2024-02-29', '2024-03-31', '2024-08-31', '2024-09-01', '2024-12-30'].map((day) => story.child(day));
    const awards = await told(story);
    expect(children.map((child) => [awards('CARE_STATE', child)[0]?.until, awards('CARE_STATE', child)[0]?.months.at(-1)?.slice(0, 7)])).toEqual([
      ['2025-08-29', '2025-07'], ['2025-09-30', '2025-08'], ['2026-02-28', '2026-01'], ['2026-03-01', '2026-02'], ['2026-06-30', '2026-05']]);
  });

  it('a birth registered too late gives neither, and the index is that of the application', async () => {
    const story = new Story(1);
    const late = story.child('2023-01-01', { registeredOn: '2024-07-15' });
    const autumn = story.child('2024-12-31', { registeredOn: '2025-01-10' });
    const awards = await told(story);
    expect([...awards('BIRTH', late), ...awards('CARE_STATE', late)]).toEqual([]);
    expect(awards('BIRTH', autumn)[0]?.amounts[0]).toMatch(/^2025-.* ORDER_1_TO_3 149416.00$/);
  });

  it('a child\'s death ends care with its month', async () => {
    const story = new Story(1);
    const child = story.child('2025-07-10');
    story.dies(child, '2025-11-03');
    const [care] = (await told(story))('CARE_STATE');
    expect(care).toMatchObject({ until: '2025-11-30', status: 'TERMINATED', end_reason: 'CHILD_DIED' });
    expect(care?.months.map((month) => month.slice(0, 7))).toEqual(['2025-07', '2025-08', '2025-09', '2025-10', '2025-11']);
  });

  it('a large family: from the fourth child, raised with the fifth, over when fewer than four are minors at home', async () => {
    const story = new Story(1);
    const [eldest] = ['2008-03-15', '2010-01-01', '2012-01-01', '2020-01-01'].map((day) => story.child(day));
    story.child('2025-08-01');
    const awards = await told(story);
    const [large] = awards('LARGE_FAM');
    expect(large).toMatchObject({ payee: story.mother.iin, status: 'ACTIVE' });
    expect(large?.amounts.filter((one) => one > '2024')).toEqual(['2024-01-01 CHILDREN_4 59183.00', '2025-01-01 CHILDREN_4 63030.00', '2025-08-01 CHILDREN_5 78798.00', '2026-01-01 CHILDREN_5 86673.00', '2026-04-01 CHILDREN_4 69330.00']);
    expect(large?.months.slice(-7)).toEqual(['2026-03 86673.00', ...[4, 5, 6, 7, 8, 9].map((month) => `2026-0${month} 69330.00`)]);
    expect(large?.children).toContain(eldest?.iin);

    const placed = new Story(2);
    const children = ['2012-03-15', '2013-01-01', '2014-01-01', '2020-01-01'].map((day) => placed.child(day));
    const [first] = children;
    if (first) placed.care(first, 'INSTITUTION', '2026-02-10', null, { institution: '120190000001' });
    expect((await told(placed))('LARGE_FAM')[0]).toMatchObject({ until: '2026-02-09', status: 'TERMINATED', end_reason: 'CHILD_IN_CARE' });
  });

  it('disability: the tier changes at seven, the carer\'s benefit stops in an institution, the child\'s goes on', async () => {
    const story = new Story(1);
    const child = story.child('2018-06-01');
    story.disabilities.push({ person: child.iin, from: '2022-01-01', to: '2025-06-01', group: null }, { person: child.iin, from: '2025-06-01', to: null, group: 'I' });
    story.care(child, 'INSTITUTION', '2026-03-10', null, { institution: '120190000001' });
    const awards = await told(story);
    const [home, institution] = awards('DIS_CHILD');
    expect(home).toMatchObject({ payee: story.mother.iin, until: '2026-03-09', end_reason: 'CHILD_IN_CARE' });
    expect(home?.amounts.slice(-2)).toEqual(['2025-06-01 GROUP_I 101702.00', '2026-01-01 GROUP_I 111873.00']);
    expect(institution).toMatchObject({ payee: '120190000001', since: '2026-03-10', status: 'ACTIVE' });
    expect(awards('DIS_CARER').map(({ until, payee }) => [until, payee])).toEqual([['2026-03-09', story.mother.iin]]);
    expect([...(home?.months ?? []), ...(institution?.months ?? [])].filter((month) => month.startsWith('2026-03'))).toHaveLength(1);
  });

  it('loss of one parent, then of both: together, and under the limit for full orphans', async () => {
    const story = new Story(1);
    const [one, two] = [story.child('2015-01-01'), story.child('2017-01-01')];
    const guardian = story.person('1970-01-01');
    story.dies(story.father, '2024-05-10');
    story.dies(story.mother, '2025-09-20');
    for (const child of [one, two]) story.care(child, 'GUARDIANSHIP', '2025-10-01', null, { carers: [guardian.iin] });
    const awards = await told(story);
    const [half, full] = awards('SURVIVOR');
    expect(half).toMatchObject({ payee: story.mother.iin, since: '2024-05-10', until: '2025-09-19', end_reason: 'RECIPIENT_DIED', amounts: ['2024-05-10 MEMBERS_2 73792.00', '2025-01-01 MEMBERS_2 78588.00'] });
    expect(full).toMatchObject({ payee: guardian.iin, since: '2025-10-01', amounts: ['2025-10-01 FULL_ORPHAN 134986.00', '2026-01-01 FULL_ORPHAN 148485.00'] });
    expect(full?.children).toEqual([one.iin, two.iin]);
    for (const ward of awards('GUARDIAN')) expect(ward.amounts).toEqual(['2025-10-01 CHILD_MONEY 39320.00', '2026-01-01 CHILD_MONEY 43250.00']);
  });

  it('disabled after a loss: one benefit of two, for a time; disabled before it: both', async () => {
    const [after, before] = [new Story(1), new Story(2)];
    for (const [story, disabled, to] of [[after, '2024-08-20', '2026-02-10'], [before, '2021-08-20', null]] as const) {
      const child = story.child('2014-01-01');
      story.dies(story.father, '2023-09-10');
      story.disabilities.push({ person: child.iin, from: disabled, to, group: 'II' });
    }
    const awards = await told(after, before);
    const of = (programme: string, { mother }: Story) => awards(programme).filter(({ payee }) => payee === mother.iin).map(({ since, until, end_reason }) => [since, until, end_reason]);
    expect(of('SURVIVOR', after)).toEqual([['2023-09-10', '2024-08-19', 'AWARD_REPLACED'], ['2026-03-01', null, null]]);
    expect(of('DIS_CHILD', after)).toEqual([['2024-08-20', '2026-02-28', 'DISABILITY_ENDED']]);
    expect(of('SURVIVOR', before)).toEqual([['2023-09-10', null, null]]);
    expect(of('DIS_CHILD', before)).toEqual([['2021-08-20', null, null]]);
  });

  it('a professional foster family: pay to each carer once, the children\'s money to the guardianship body', async () => {
    const story = new Story(1);
    const children = [story.child('2015-01-01'), story.child('2017-01-01')];
    const carers = [story.person('1980-01-01').iin, story.person('1981-01-01').iin];
    for (const child of children) story.care(child, 'PROFESSIONAL_FOSTER', '2026-02-01', '2026-07-31', { carers });
    const awards = (await told(story))('PRO_FOSTER');
    expect(awards.filter(({ component }) => component === 'CARER_PAY').map(({ payee, amounts, children: wards }) => [payee, amounts, wards.length])).toEqual(carers.map((carer) => [carer, ['2026-02-01 CARER_PAY 324375.00'], 2]));
    expect(awards.filter(({ component }) => component === 'CHILD_MONEY').map(({ payee, amounts, until }) => [payee, amounts, until])).toEqual(
      children.map(() => [story.cares[0]?.body, ['2026-02-01 CHILD_MONEY 43250.00'], '2026-07-30']));
    expect(awards.every(({ months }) => months.map((month) => month.slice(0, 7)).join() === '2026-02,2026-03,2026-04,2026-05,2026-06')).toBe(true);
  });

  it('emigration: paid through its month, then suspended or ended as each article says', async () => {
    const story = new Story(1);
    const children = ['2012-01-01', '2013-01-01', '2014-01-01', '2025-06-01'].map((day) => story.child(day));
    story.disabilities.push({ person: children[0]?.iin ?? '', from: '2020-01-01', to: null, group: 'II' });
    story.motherAwards.push({ person: story.mother.iin, award: 'KUMIS_ALQA', from: '2025-07-01', to: null });
    for (const person of story.persons.filter((one) => one.iin !== story.father.iin)) story.change(person, { residences: person.residences.map((one) => ({ ...one, to: '2026-05-14' })) });
    const awards = await told(story);
    for (const programme of ['LARGE_FAM', 'CARE_STATE', 'DIS_CARER', 'AWARD_MOTHER']) {
      expect(awards(programme).at(-1)).toMatchObject({ status: 'SUSPENDED', suspended_from: '2026-06-01' });
      expect(awards(programme).at(-1)?.months.at(-1)?.slice(0, 7)).toBe('2026-05');
    }
    expect(awards('DIS_CHILD').at(-1)).toMatchObject({ status: 'TERMINATED', end_reason: 'MOVED_ABROAD' });
  });

  it('a mother\'s higher award takes the place of the lower one', async () => {
    const story = new Story(1);
    story.motherAwards.push({ person: story.mother.iin, award: 'KUMIS_ALQA', from: '2020-01-01', to: '2024-03-01' }, { person: story.mother.iin, award: 'ALTYN_ALQA', from: '2024-03-01', to: null });
    const [silver, gold] = (await told(story))('AWARD_MOTHER');
    expect(silver).toMatchObject({ end_reason: 'AWARD_REPLACED', until: '2024-02-29', children: [] });
    expect(gold?.amounts.map((one) => one.slice(11))).toEqual(['ALTYN_ALQA 27321.00', 'ALTYN_ALQA 29097.00', 'ALTYN_ALQA 32005.00']);
  });

  it('says nothing of a placement that ended in adoption', async () => {
    const story = new Story(1);
    const child = story.child('2020-01-01');
    story.care(child, 'GUARDIANSHIP', '2024-01-01', '2025-01-01', { carers: [story.person('1980-01-01').iin], endReason: 'ADOPTED' });
    expect((await told(story))('GUARDIAN')).toEqual([]);
  });
});

describe('the population\'s records', () => {
  let database: FreshDatabase;
  let again: FreshDatabase;
  beforeAll(async () => {
    const { facts, households } = await firstHouseholds(400);
    [database, again] = await Promise.all([freshDatabase('benefits'), freshDatabase('benefits')]);
    await seedDatabase('benefits', database.appUrl, households, facts);
    for (let first = 0; first < households.length; first += 170) await seedDatabase('benefits', again.appUrl, households.slice(first, first + 170), facts);
  });
  afterAll(() => Promise.all([database.drop(), again.drop()]));

  const query = async <T>(sql: string, from = database): Promise<T[]> => withClient(from.adminUrl, async (client) => (await client.query(sql)).rows as T[]);
  const none = async (sql: string): Promise<void> => expect(await query(sql)).toEqual([]);

  it('are the same on every run, however the households are cut', async () => {
    const digest = `select md5(string_agg(t::text, '|' order by t::text)) as digest from (select public_id, programme, recipient_iin, recipient_bin, region_kato, deciding_body, received_on, decided_on,
      since, until, status, array(select iin || c.since || coalesce(c.until::text, '') from benefit_award_child c where c.award_id = a.id order by 1),
      array(select valid_from || tier || gross from benefit_award_amount x where x.award_id = a.id order by 1), array(select month || paid_on::text || amount from benefit_payment p where p.award_id = a.id order by 1)
      from benefit_award a) t`;
    expect(await query(digest)).toEqual(await query(digest, again));
  });

  it('are of every programme the households give cause for', async () => {
    const programmes = await query<{ programme: string }>('select distinct programme from benefit_award order by 1');
    expect(programmes.map(({ programme }) => programme)).toEqual(['AWARD_MOTHER', 'BIRTH', 'CARE_GFSS', 'CARE_STATE', 'DIS_CARER', 'DIS_CHILD', 'FOSTER_FAM', 'GUARDIAN', 'LARGE_FAM', 'PATRONAGE', 'PRO_FOSTER', 'SURVIVOR']);
  });

  it('pay nothing outside an award, before its decision, or in the future', async () => {
    const payment = 'select 1 from benefit_payment p join benefit_award a on a.id = p.award_id where';
    await none(`${payment} p.month < date_trunc('month', a.since) or p.month > a.until or p.month >= a.suspended_from`);
    await none(`${payment} p.paid_on < a.decided_on or p.paid_on > '${ASOF}'`);
    await none(`${payment} a.programme <> 'BIRTH' and (p.month < '2025-07-01' or p.month >= date_trunc('month', '${ASOF}'::date))`);
    await none(`select 1 from benefit_award a where programme = 'BIRTH' and (select count(*) from benefit_payment p where p.award_id = a.id) <> 1`);
  });

  it('leave no month of an award in force unpaid', async () => {
    await none(`select a.id from benefit_award a cross join generate_series('2025-07-01'::date, '2026-08-01', interval '1 month') m
      where a.programme <> 'BIRTH' and a.since < m and a.decided_on < m and (a.until is null or a.until >= m + interval '1 month') and (a.suspended_from is null or a.suspended_from > m)
        and not exists (select 1 from benefit_payment p where p.award_id = a.id and p.month = m)`);
  });

  it('pay what the amount of the day says, once for a child, right and month', async () => {
    await none(`select 1 from benefit_payment p join benefit_award a on a.id = p.award_id where not exists (select 1 from benefit_award_amount x where x.award_id = a.id
      and x.valid_from <= greatest(p.month, a.since) and (x.valid_to is null or greatest(p.month, a.since) < x.valid_to) and x.gross - x.withheld = p.amount and x.withheld = p.withheld and x.rule_version = p.rule_version)`);
    await none(`select c.iin, c.child_right, p.month from benefit_award_child c join benefit_payment p on p.award_id = c.award_id
      where c.child_right is not null and c.since < p.month + interval '1 month' and (c.until is null or c.until >= p.month) group by 1, 2, 3 having count(distinct c.award_id) > 1`);
  });

  it('change an amount only when rate, index or case does, without gaps', async () => {
    await none(`select 1 from (select valid_to, lead(valid_from) over (partition by award_id order by valid_from) as next from benefit_award_amount) x where valid_to is distinct from next`);
    await none(`select 1 from benefit_award_amount x join benefit_award a on a.id = x.award_id where x.valid_from < a.since or x.valid_from > a.until`);
    await none(`select 1 from benefit_award a where not exists (select 1 from benefit_award_amount x where x.award_id = a.id)`);
  });

  it('keep children within their award, and each award\'s region one of the twenty', async () => {
    await none(`select 1 from benefit_award_child c join benefit_award a on a.id = c.award_id where c.since < a.since or c.until > a.until`);
    const regions = await query<{ region: string }>('select distinct region_kato as region from benefit_award');
    expect(regions.length).toBeGreaterThan(10);
  });
});
