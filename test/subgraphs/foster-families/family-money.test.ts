import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBirths } from '../../../subgraphs/foster-families/modules/child/known-child.feed.js';
import { catchUp } from '../../../subgraphs/foster-families/modules/entitlement/catch-up.js';
import { applyDeaths, applyParentages } from '../../../subgraphs/foster-families/modules/placement/placement.feed.js';
import { database } from '../../../subgraphs/foster-families/orm.config.js';
import type { ReceivedEvent } from '../../../subgraphs/shared/feeds/consume.js';
import { until } from '../../feeds/support/lab.js';
import { poolOf } from '../../support/kept-connections.js';
import { openJobs, type TestJobs } from '../../support/jobs.js';
import { ALMATY, Authority, BODY, type SomeFamily } from './authority.js';
import { waitsForLock } from '../../support/waits-for-lock.js';

const TODAY = '2026-10-01';

let authority: Authority;
let jobs: TestJobs;
beforeAll(async () => {
  authority = await Authority.start();
  jobs = await openJobs(authority.care, database);
});
afterAll(async () => {
  await jobs.close();
  await authority.close();
});

/** A placement that was recorded before money was computed here. */
async function before({ id }: SomeFamily, validFrom: string, validTo: string | null, birthDate = '2018-03-10'): Promise<{ readonly child: string; readonly placement: string }> {
  const child = await authority.child(birthDate);
  const [row] = await authority.rows<{ id: string }>(
    `insert into placement (iin, form, family_id, body_bin, act, reason, region_kato, district_kato, valid_from, valid_to, end_reason, source, recorded_at)
     select $1, 'GUARDIANSHIP', id, $2, '1-20', 'NEGLECT', '750000000', $3, $4, $5::date, case when $5::date is not null then 'RETURNED_TO_PARENT' end, 'test', '2026-01-01'
       from foster_family where public_id = $6 returning public_id as id`, [child, BODY, ALMATY, validFrom, validTo, id]);
  return { child, placement: row?.id ?? '' };
}

const told = async (child: string): Promise<unknown[]> => (await authority.dues(child)).map(({ data }) => [data['version'], data['from'], data['to']]);

/** What benefits has told of the figures, later than all that was computed. */
const newFigures = (): Promise<unknown> => authority.rows('update index_parameter set told_at = clock_timestamp()');

const LOCK = `hashtextextended($1::text, 0)`;

/** Somebody who computes the money of a family (`care money`), or of a carer (`care pay`). */
async function holding(key: string): Promise<{ readonly tryLock: (other: string) => Promise<boolean>; readonly release: () => Promise<void> }> {
  const pool = poolOf(authority.care.database.adminUrl, { max: 1, idleTimeoutMillis: 0 });
  await pool.query(`select pg_advisory_lock(${LOCK})`, [key]);
  return {
    tryLock: async (other) => (await pool.query<{ got: boolean }>(`select pg_try_advisory_lock(${LOCK}) as got`, [other])).rows[0]?.got ?? false,
    release: () => pool.end(),
  };
}

describe('a family that was there before its money was computed', () => {
  it('is told of as it stands, and never of what was over by then, however often and by how many it is computed', async () => {
    const family = await authority.family();
    const [past, present] = [await before(family, '2024-01-01', '2025-01-10'), await before(family, '2025-03-01', null)];
    await Promise.all([catchUp(jobs.database, TODAY), catchUp(jobs.database, TODAY), catchUp(jobs.database, TODAY)]);
    await newFigures();
    await catchUp(jobs.database, '2026-10-02');
    await authority.placed(await authority.child(), { form: 'GUARDIANSHIP', family: family.id });
    expect(await told(past.child)).toEqual([]);
    expect(await told(present.child)).toEqual([[1, '2025-03-01', '2036-03-10']]);
  });

  it('is told nothing of what was over because somebody looked at it: a visit makes nothing due', async () => {
    const family = await authority.family();
    const { child, placement } = await before(family, '2024-01-01', '2025-01-10');
    await catchUp(jobs.database, TODAY);
    await authority.change('recordVisit', placement, { announced: true, childSeen: true, seenAlone: false, finding: 'WELL', occurredOn: '2024-06-01' });
    expect([(await authority.rows(`select 1 from placement_event e join placement p on p.id = e.placement_id where p.iin = $1`, [child])).length, await told(child)]).toEqual([1, []]);
    await authority.change('recordWardMeans', placement, { monthlyIncome: '0' });
    await authority.rows(`insert into placement_event (placement_id, kind, occurred_on, received_on, source, version) select id, 'MEANS_RECORDED', '2024-01-01', '2024-01-01', 'test', 9 from placement where public_id = $1`, [placement]);
    await authority.placed(await authority.child(), { form: 'GUARDIANSHIP', family: family.id });
    expect(await told(child)).toEqual([[1, '2024-01-01', '2025-01-10']]);
  });

  it('is told of whatever is recorded from then on, also of what was over when it was recorded', async () => {
    const family = await authority.family();
    await before(family, '2025-03-01', null);
    await catchUp(jobs.database, TODAY);
    const grown = await authority.child('2008-08-15');
    await authority.placed(grown, { form: 'TRUSTEESHIP', family: family.id, occurredOn: '2026-06-01' });
    expect(await told(grown)).toEqual([[1, '2026-06-01', '2026-08-15']]);
  });

  it('is told of what happened while no index was known, as soon as one is', async () => {
    const family = await authority.family();
    const [ended, adopted, past] = [await before(family, '2025-03-01', null), await before(family, '2025-03-01', null), await before(family, '2024-01-01', '2026-08-10')];
    await authority.rows('create table kept as select * from index_parameter');
    await authority.rows('delete from index_parameter');
    await authority.change('endPlacement', adopted.placement, { occurredOn: '2026-08-25', reason: 'ADOPTED' });
    await authority.change('endPlacement', ended.placement, { occurredOn: '2026-08-20' });
    await authority.rows('insert into index_parameter select * from kept');
    await catchUp(jobs.database, TODAY);
    expect(await told(ended.child)).toEqual([[1, '2025-03-01', '2026-08-20']]);
    expect((await authority.dues(family.carers[0] ?? '')).map(({ data }) => [data['to'], data['children']])).toEqual([
      ['2026-08-20', [{ iin: ended.child, from: '2025-03-01', to: '2026-08-20' }]], ['2026-08-25', []],
    ]);
    expect(await told(past.child)).toEqual([]);
  });

  it('is told of what is recorded first, however far back it began, and not of what was over by now', async () => {
    const [family, child] = [await authority.family(), await authority.child()];
    const past = await before(family, '2024-01-01', '2026-08-10');
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2025-06-01' });
    expect(await told(child)).toEqual([[1, '2025-06-01', '2036-03-10']]);
    expect(await told(past.child)).toEqual([]);
  });

  it('is told of a carer\'s death that came before an index did, also where the month is over', async () => {
    const family = await authority.family();
    const ward = await before(family, '2025-03-01', null);
    await authority.rows('create table kept_too as select * from index_parameter');
    await authority.rows('delete from index_parameter');
    await jobs.database.feeds((em) => applyDeaths(em, life({ iin: family.carers[0] ?? '', diedOn: '2026-07-10' })));
    await authority.rows('insert into index_parameter select * from kept_too');
    await catchUp(jobs.database, TODAY);
    expect(await told(ward.child)).toEqual([[1, '2025-03-01', '2026-08-01']]);
  });

  it('is told of an adoption that came before an index did as of its own day: the event does not name the child', async () => {
    const family = await authority.family();
    const [adopted, stays] = [await before(family, '2025-03-01', null), await before(family, '2025-03-01', null)];
    for (const { placement } of [adopted, stays]) await authority.rows(`update placement set form = 'PATRONAGE' where public_id::text = $1`, [placement]);
    await authority.rows('create table kept_as_well as select * from index_parameter');
    await authority.rows('delete from index_parameter');
    await authority.change('endPlacement', adopted.placement, { occurredOn: '2026-09-05', reason: 'ADOPTED' });
    await authority.rows('insert into index_parameter select * from kept_as_well');
    await catchUp(jobs.database, TODAY);
    expect((await authority.dues(family.carers[0] ?? '')).map(({ occurred_on: day, data }) => [day, data['from'], data['children']])).toEqual([['2026-09-05', '2025-03-01', [{ iin: stays.child, from: '2025-03-01', to: '2036-03-10' }]]]);
  });

  it('holds up no other by failing: the next round begins after it', async () => {
    const families = [await authority.family(), await authority.family(), await authority.family()];
    const wards = [];
    for (const family of families) wards.push(await before(family, '2025-03-01', null));
    // An act that no event may have.
    await authority.rows(`update placement set act = '' where public_id::text = any ($1)`, [wards.slice(0, 2).map(({ placement }) => placement)]);
    await expect(catchUp(jobs.database, TODAY, 2)).rejects.toThrow('does not fit its schema');
    await catchUp(jobs.database, TODAY, 2);
    expect(await told(wards[2]?.child ?? '')).toEqual([[1, '2025-03-01', '2036-03-10']]);
    await authority.rows(`update placement set act = '1-20' where act = ''`);
    await catchUp(jobs.database, TODAY, 2);
    expect(await told(wards[0]?.child ?? '')).toEqual([[1, '2025-03-01', '2036-03-10']]);
  });
});

it('an index corrected for days that have passed is told of who is placed no more, too', async () => {
  const [child, family] = [await authority.child(), await authority.family()];
  const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-08-01' });
  await authority.change('endPlacement', id, { occurredOn: '2026-09-20' });
  await authority.rows(`update index_parameter set amount = 4500 where parameter = 'MCI' and valid_to is null`);
  await newFigures();
  await catchUp(jobs.database, TODAY);
  await authority.rows(`update index_parameter set amount = 4325 where parameter = 'MCI' and valid_to is null`);
  expect((await authority.dues(child)).at(-1)?.data).toMatchObject({ version: 3, amounts: [{ from: '2026-08-01', to: '2026-09-20', amount: '45000' }] });
});

it('an index corrected for the day of a decision on an adoption is told to the adopter\'s, once', async () => {
  const [child, adopter, family] = [await authority.child(), authority.iin(), await authority.family()];
  const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
  await authority.change('endPlacement', id, { reason: 'ADOPTED', occurredOn: '2026-09-25' });
  await authority.adopted(child, adopter, '2026-09-25');
  await authority.change('decideAdoptionPayment', id, { adopterIin: adopter, act: '9', body: BODY, district: ALMATY, residentCitizen: true, nothingPaidBefore: true, occurredOn: '2026-09-28' });
  await newFigures();
  await catchUp(jobs.database, TODAY);
  await authority.rows(`update index_parameter set amount = 4500 where parameter = 'MCI' and valid_to is null`);
  await newFigures();
  for (let round = 0; round < 2; round += 1) await catchUp(jobs.database, TODAY);
  await authority.rows(`update index_parameter set amount = 4325 where parameter = 'MCI' and valid_to is null`);
  expect((await authority.dues(adopter)).map(({ data }) => [data['version'], data['from'], data['amounts']])).toMatchObject([[1, '2026-09-28', [{ amount: '324375' }]], [2, '2026-09-28', [{ from: '2026-09-28', to: '2026-09-29', amount: '337500' }]]]);
});

/** What the civil registry tells. */
const life = <Data extends object>(...events: readonly Data[]): ReceivedEvent<Data>[] =>
  events.map((data, i) => ({ id: randomUUID(), position: i + 1, type: 'LIFE', subjects: [], occurredOn: '2026-09-10', recordedAt: '2026-09-11T07:00:00Z', receivedOn: '2026-09-11', data }));

/** What benefits was told of children, in the order in which it was: whose it is, until when. */
const order = async (...children: readonly string[]): Promise<unknown[]> =>
  (await authority.rows<{ data: Record<string, unknown> }>(`select data from outbox where feed = 'due-entitlements' and subjects && $1 order by id`, [children]))
    .map(({ data }) => [data['programme'], data['payeeIin'], data['from'], data['to'], data['endReason']]);

const dies = (iin: string, diedOn = '2026-09-10'): Promise<void> => jobs.database.feeds((em) => applyDeaths(em, life({ iin, diedOn })));

describe('a death', () => {
  it.each([['GUARDIANSHIP', 'GUARDIAN', 'GUARDIANSHIP', 'GUARDIAN'], ['PATRONAGE', 'PATRONAGE', 'PATRONAGE', 'PATRONAGE'], ['GUARDIANSHIP', 'GUARDIAN', 'FOSTER_FAMILY', 'FOSTER_FAM']])(
    'before a home that was recorded beyond it undoes that, and then the one before is paid through the month: %s as %s, then %s as %s', async (form, programme, next, nextProgramme) => {
      const [child, one, two] = [await authority.child(), await authority.family(), await authority.family()];
      const { id } = await authority.placed(child, { form, family: one.id, occurredOn: '2026-08-01' });
      await authority.change('endPlacement', id, { occurredOn: '2026-09-20', reason: 'ENDED_BY_BODY' });
      await authority.placed(child, { form: next, family: two.id, occurredOn: '2026-09-20' });
      await dies(child);
      expect((await order(child)).slice(-2)).toEqual([[nextProgramme, two.carers[0], '2026-09-20', '2026-09-20', 'PLACEMENT_ENDED'], [programme, one.carers[0], '2026-08-01', '2026-10-01', 'CHILD_DIED']]);
    });

  it('on the first day of a placement is paid through its month', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-09-10' });
    await dies(child);
    expect((await order(child)).at(-1)).toEqual(['GUARDIAN', family.carers[0], '2026-09-10', '2026-10-01', 'CHILD_DIED']);
  });

  it('is of the day that the civil registry tells, whatever a body recorded before', async () => {
    const [early, late, family] = [await authority.child(), await authority.child(), await authority.family()];
    for (const [child, day] of [[early, '2026-08-31'], [late, '2026-09-02']] as const) {
      const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-08-01' });
      await authority.change('endPlacement', id, { occurredOn: day, reason: 'DEATH' });
    }
    await dies(early, '2026-09-01');
    await dies(late, '2026-08-30');
    expect(await authority.rows(`select to_char(valid_to, 'YYYY-MM-DD') as until from placement where iin = any ($1) order by iin`, [[early, late]])).toEqual([{ until: '2026-09-01' }, { until: '2026-08-30' }]);
    expect([(await told(early)).at(-1), (await told(late)).at(-1)]).toEqual([[3, '2026-08-01', '2026-10-01'], [3, '2026-08-01', '2026-09-01']]);
  });

  it('is paid through its month whatever birthday or term lies beyond it, and not where that came first', async () => {
    const [grown, agreed, over] = [await authority.child('2008-09-25'), await authority.child(), await authority.child('2008-09-05')];
    const families = [await authority.family(), await authority.family(), await authority.family()];
    await authority.placed(grown, { form: 'TRUSTEESHIP', family: families[0]?.id, occurredOn: '2026-06-01' });
    await authority.placed(agreed, { form: 'FOSTER_FAMILY', family: families[1]?.id, occurredOn: '2026-06-01', plannedUntil: '2026-09-25' });
    await authority.placed(over, { form: 'TRUSTEESHIP', family: families[2]?.id, occurredOn: '2026-06-01' });
    for (const child of [grown, agreed, over]) await dies(child);
    expect([(await order(grown)).at(-1), (await order(agreed)).at(-1), (await order(over)).at(-1)]).toMatchObject([
      { 3: '2026-10-01', 4: 'CHILD_DIED' }, { 3: '2026-10-01', 4: 'CHILD_DIED' }, { 3: '2026-09-05', 4: 'MAJORITY' },
    ]);
  });
});

describe('what the civil registry tells', () => {
  it('of a carer\'s death: nobody places a child with them, and for who is placed after it the other one is paid', async () => {
    const [alone, two] = [await authority.family(), await authority.family(2)];
    const [dead = '', left = ''] = two.carers;
    for (const iin of [dead, alone.carers[0] ?? '']) await dies(iin, '2026-09-02');
    expect(await authority.mutate('recordPlacement', authority.placement(await authority.child(), { form: 'GUARDIANSHIP', family: alone.id, occurredOn: '2026-09-20' }))).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.family' });
    for (const form of ['GUARDIANSHIP', 'PATRONAGE']) await authority.placed(await authority.child(), { form, family: two.id, occurredOn: '2026-09-20' });
    expect(await authority.dues(dead)).toEqual([]);
    expect((await authority.dues(left)).map(({ data }) => [data['component'], data['from']])).toEqual([['CHILD_MONEY', '2026-09-20'], ['CARER_PAY', '2026-09-20']]);
  });

  it('of an adoption with another birth date: nobody who had the child before hears of the new birthday', async () => {
    const [child, family] = [await authority.child('2025-03-10'), await authority.family()];
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-08-01' });
    await jobs.database.feeds(async (em) => {
      await applyParentages(em, life({ iin: child, parents: [{ iin: authority.iin(), role: 'MOTHER' as const, basis: 'ADOPTION' as const, from: '2026-09-25', to: null }] }));
      await applyBirths(em, life({ iin: child, birthDate: '2025-06-21' }));
    });
    const heard = JSON.stringify([await authority.dues(family.carers[0] ?? ''), await authority.outbox(child)]);
    expect(heard).toContain('2043-03-10');
    expect(heard).not.toContain('06-21');
    expect((await authority.dues(family.carers[0] ?? '')).map(({ data }) => [data['version'], data['to'], data['children']])).toEqual([[1, '2043-03-10', [{ iin: child, from: '2026-08-01', to: '2043-03-10' }]], [2, '2026-09-25', []]]);
  });

  it('of a carer\'s death: nobody is paid beyond its month, and the other carer is from then on', async () => {
    const [ward, other, family] = [await authority.child(), await authority.child(), await authority.family(2)];
    const [dead = '', left = ''] = family.carers;
    await authority.placed(ward, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-08-01' });
    await authority.placed(other, { form: 'PATRONAGE', family: family.id, occurredOn: '2026-08-01' });
    await jobs.database.feeds((em) => applyDeaths(em, life({ iin: dead, diedOn: '2026-09-10' })));
    await jobs.database.feeds((em) => applyDeaths(em, life({ iin: dead, diedOn: '2026-09-10' })));
    const last = async (payee: string): Promise<unknown[]> =>
      [...new Map((await authority.dues(payee)).map(({ data }) => [data['entitlement'], [data['component'], data['from'], data['to'], data['version']]])).values()];
    expect(await last(dead)).toEqual([['CHILD_MONEY', '2026-08-01', '2026-10-01', 2], ['CARER_PAY', '2026-08-01', '2026-10-01', 2]]);
    expect(await last(left)).toEqual([['CARER_PAY', '2026-08-01', '2036-03-10', 1], ['CHILD_MONEY', '2026-10-01', '2036-03-10', 1]]);
  });

  it('of another birth date: the birthday on which it ends moves', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
    await jobs.database.feeds((em) => applyBirths(em, life({ iin: child, birthDate: '2018-05-20' }, { iin: authority.iin(), birthDate: '2018-05-20' })));
    expect((await told(child)).at(-1)).toEqual([2, '2026-09-01', '2036-05-20']);
    expect((await authority.outbox(child)).at(-1)?.data).toMatchObject({ guardianships: [{ to: '2032-05-20' }, { to: '2036-05-20' }] });
  });

  it('is computed by one at a time for a carer, whichever of their families it is about', async () => {
    const [one, two] = [await authority.family(), await authority.family()];
    await authority.rows('update carer set iin = $1 where iin = $2', [one.carers[0], two.carers[0]]);
    const [first] = await authority.rows<{ id: string }>('select min(id)::text as id from carer where iin = $1', [one.carers[0]]);
    const held = await holding(`care pay ${first?.id}`);
    const placing = authority.placed(await authority.child(), { form: 'PATRONAGE', family: two.id });
    await until(async () => (await authority.rows(waitsForLock('advisory'))).length > 0);
    await held.release();
    await placing;
    expect(await authority.dues(one.carers[0] ?? '')).toHaveLength(1);
  });

  it('is applied beside changes of the same families: whoever holds several holds them in one order', async () => {
    const [one, two] = [await authority.family(), await authority.family()];
    const children = [await authority.child(), await authority.child()];
    for (const [i, child] of children.entries()) await authority.placed(child, { form: 'GUARDIANSHIP', family: [two, one][i]?.id });
    const keys = (await authority.rows<{ id: string }>('select id::text from foster_family where public_id::text = any ($1)', [[one.id, two.id]])).map(({ id }) => id).toSorted();
    const held = await holding(`care money ${keys[0]}`);
    const dying = jobs.database.feeds((em) => applyDeaths(em, life(...children.map((iin) => ({ iin, diedOn: '2026-09-10' })))));
    await until(async () => (await authority.rows(waitsForLock('advisory'))).length > 0);
    // Held the other way round, the second one would be waited for by whoever it waits for.
    expect(await held.tryLock(`care money ${keys[1]}`)).toBe(true);
    await held.release();
    await dying;
    for (const child of children) expect((await told(child)).at(-1)).toEqual([2, '2026-09-01', '2026-10-01']);
  });
});
