import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBirths } from '../../../subgraphs/foster-families/modules/child/known-child.feed.js';
import { catchUp } from '../../../subgraphs/foster-families/modules/entitlement/catch-up.js';
import { applyDeaths } from '../../../subgraphs/foster-families/modules/placement/placement.feed.js';
import { database } from '../../../subgraphs/foster-families/orm.config.js';
import type { ReceivedEvent } from '../../../subgraphs/shared/feeds/consume.js';
import { until } from '../../feeds/support/lab.js';
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

const LOCK = `hashtextextended('care money ' || $1::text, 0)`;

/** Somebody who computes a family's money. */
async function holding(family: string): Promise<{ readonly tryLock: (other: string) => Promise<boolean>; readonly release: () => Promise<void> }> {
  const pool = new Pool({ connectionString: authority.care.database.adminUrl, max: 1 });
  await pool.query(`select pg_advisory_lock(${LOCK})`, [family]);
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

/** What the civil registry tells. */
const life = <Data extends object>(...events: readonly Data[]): ReceivedEvent<Data>[] =>
  events.map((data, i) => ({ id: randomUUID(), position: i + 1, type: 'LIFE', subjects: [], occurredOn: '2026-09-10', recordedAt: '2026-09-11T07:00:00Z', receivedOn: '2026-09-11', data }));

describe('what the civil registry tells', () => {
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

  it('is applied beside changes of the same families: whoever holds several holds them in one order', async () => {
    const [one, two] = [await authority.family(), await authority.family()];
    const children = [await authority.child(), await authority.child()];
    for (const [i, child] of children.entries()) await authority.placed(child, { form: 'GUARDIANSHIP', family: [two, one][i]?.id });
    const keys = (await authority.rows<{ id: string }>('select id::text from foster_family where public_id::text = any ($1)', [[one.id, two.id]])).map(({ id }) => id).toSorted();
    const held = await holding(keys[0] ?? '');
    const dying = jobs.database.feeds((em) => applyDeaths(em, life(...children.map((iin) => ({ iin, diedOn: '2026-09-10' })))));
    await until(async () => (await authority.rows(waitsForLock('advisory'))).length > 0);
    // Held the other way round, the second one would be waited for by whoever it waits for.
    expect(await held.tryLock(keys[1] ?? '')).toBe(true);
    await held.release();
    await dying;
    for (const child of children) expect((await told(child)).at(-1)).toEqual([2, '2026-09-01', '2026-10-01']);
  });
});
