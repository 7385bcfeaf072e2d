import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attendBirthdays } from '../../../subgraphs/benefits/modules/ageing/come-of-age.js';
import type { Input } from '../../support/outcome.js';
import { Department } from './department.js';
import { openJobs, type TestJobs } from '../../support/jobs.js';

/* The clock stands at 1 October 2026: what is assigned by an application of 1 September is looked at a month later. */

let office: Department;
let jobs: TestJobs;
beforeAll(async () => {
  office = await Department.start();
  jobs = await openJobs(office.benefits);
});
afterAll(async () => {
  await jobs.close();
  await office.close();
});

const look = async (): Promise<number> => {
  const { changed, failures } = await attendBirthdays(jobs);
  expect(failures).toEqual([]);
  return changed;
};

const journal = async (id: string): Promise<string[]> =>
  (await office.rows<{ line: string }>(
    `select concat_ws(' ', kind, circumstance, effective_from, article) as line from benefit_award_event e join benefit_award a on a.id = e.award_id where a.public_id::text = $1 order by e.version`, [id])).map(({ line }) => line);
const standing = async (id: string): Promise<string> =>
  (await office.rows<{ line: string }>(`select concat_ws(' ', status, suspended_from, until) as line from benefit_award where public_id::text = $1`, [id]))[0]?.line ?? 'gone';
const amounts = async (id: string): Promise<string[]> =>
  (await office.rows<{ line: string }>(`select concat_ws(' ', m.tier, m.valid_from, m.valid_to) as line from benefit_award_amount m join benefit_award a on a.id = m.award_id where a.public_id::text = $1 order by m.valid_from`, [id])).map(({ line }) => line);

/** A family with an award since 1 September whose eldest comes of age on 20 September. */
async function family(size: number, more: Input = {}): Promise<{ readonly id: string; readonly eldest: string }> {
  const children = Array.from({ length: size }, (_, i) => ({ iin: office.iin(), birthDate: i === 0 ? '2008-09-20' : '2015-01-01' }));
  return { id: await office.assigned('LARGE_FAM', { children, ...more }, {}), eldest: children[0]?.iin ?? '' };
}

describe('a child of a large family comes of age', () => {
  it('and leaves five; of four the benefit waits from the month after; once', async () => {
    const [five, four] = [await family(5), await family(4)];
    expect(await look()).toBe(2);
    expect(await journal(five.id)).toEqual(['ASSIGNED 2026-09-01', 'CHILD_LEFT TURNED_18 2026-09-20 91(2)', 'RECALCULATED 2026-09-20 91(2)']);
    expect(await amounts(five.id)).toEqual(['CHILDREN_5 2026-09-01 2026-09-20', 'CHILDREN_4 2026-09-20']);
    expect([await standing(four.id), ...(await journal(four.id))]).toEqual(['SUSPENDED 2026-11-01', 'ASSIGNED 2026-09-01', 'SUSPENDED TURNED_18 2026-11-01 92(1)5']);
    expect(await look()).toBe(0);
  });

  it('and studies: nothing changes', async () => {
    const { id, eldest } = await family(4);
    await office.rows(`insert into study_record (iin, valid_from, valid_to, source) values ($1, '2026-09-01', null, 'test')`, [eldest]);
    expect([await look(), await standing(id)]).toEqual([0, 'ACTIVE']);
  });
});

it('a survivor whose time is over leaves those who have theirs, at fewer\'s amount', async () => {
  const children = ['2008-10-20', '2015-01-01', '2016-01-01'].map((birthDate) => ({ iin: office.iin(), birthDate }));
  const id = await office.assigned('SURVIVOR', { children, occurredOn: '2026-03-01' }, {});
  expect(await look()).toBe(0);
  // As if the clock had gone on: the eldest's last day is past.
  await office.rows(`update benefit_award_child set until = '2026-09-29' where iin = $1`, [children[0]?.iin]);
  expect(await look()).toBe(1);
  expect((await journal(id)).slice(1)).toEqual(['CHILD_LEFT MEMBERS_CHANGED 2026-09-30 234(2), (3), 235(4)', 'RECALCULATED 2026-09-30 234(2), (3), 235(4)']);
  expect(await amounts(id)).toEqual(['MEMBERS_3 2026-03-01 2026-09-30', 'MEMBERS_2 2026-09-30']);
  expect(await look()).toBe(0);
});

describe('a disabled child turns seven', () => {
  const disabled = (birthDate: string, facts: Input): Promise<string> => office.assigned('DIS_CHILD', { children: [{ iin: office.iin(), birthDate }], occurredOn: '2026-07-01' }, facts);

  it('and is paid by its group from the birthday, where the decision says it', async () => {
    expect(await amounts(await disabled('2019-09-10', { disabilityGroup: 'I' }))).toEqual(['UNDER_7 2026-07-01 2026-09-10', 'GROUP_I 2026-09-10']);
  });

  it('later, and an official is told to look', async () => {
    const id = await disabled('2020-01-01', {});
    expect(await look()).toBe(0);
    await office.rows(`update benefit_case_child set birth_date = '2019-09-15' where case_id = (select id from benefit_case where award_id = (select id from benefit_award where public_id::text = $1))`, [id]);
    expect([await look(), await look()]).toEqual([1, 0]);
    expect((await journal(id)).slice(1)).toEqual(['RECALCULATION_DUE 2026-09-15 177(2)']);
  });
});
