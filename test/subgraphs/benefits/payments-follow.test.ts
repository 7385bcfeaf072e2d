import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { carryOut, startOrResume } from '../../../subgraphs/benefits/modules/payment-run/carry-out.js';
import { importPaidFile } from '../../../subgraphs/benefits/modules/reconciliation/paid-file.js';
import { Department, type SomeAward } from './department.js';
import { openJobs, type TestJobs } from '../../support/jobs.js';
import { waitsForLock } from '../../support/waits-for-lock.js';

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

const run = async (...months: readonly string[]): Promise<void> => {
  for (const month of months) await carryOut(jobs, await startOrResume(jobs, { month, region: null, dry: false }));
};

/** The payments of an award as they stand: month, sum, state, and what of it was kept back or is arrears. */
const payments = async ({ key }: Pick<SomeAward, 'key'>): Promise<string[]> =>
  (await office.rows<{ line: string }>(
    `select concat_ws(' ', month, amount, state, case when recovered > 0 then 'kept ' || recovered end, case when num_nonnulls(index_change_id, recalculation) > 0 then 'arrears' end) as line
       from benefit_payment where award_id = $1 order by month, id`, [key])).map(({ line }) => line);

const pay = ({ key }: Pick<SomeAward, 'key'>): Promise<unknown> => office.rows(`update benefit_payment set state = 'PAID', paid_on = month + 9 where award_id = $1 and state = 'DUE'`, [key]);

const AUGUST_DEATH = { occurredOn: '2026-08-20', receivedOn: '2026-09-02' };

describe('a payment that is due', () => {
  it('is cancelled when the right turns out to have ended before its month, and is not made again', async () => {
    const award = await office.award('CARE_STATE');
    await run('2026-08-01', '2026-09-01');
    await office.report('CHILD_DIED', { childIin: award.children[0], ...AUGUST_DEATH });
    const after = ['2026-08-01 24912.00 DUE', '2026-09-01 24912.00 CANCELLED'];
    expect(await payments(award)).toEqual(after);
    await run('2026-09-01');
    expect(await payments(award)).toEqual(after);
    const untrue = await office.award('CARE_STATE');
    await run('2026-09-01');
    await office.report('FALSE_DATA_ON_RIGHT', { award: untrue.id });
    expect(await payments(untrue)).toEqual(['2026-09-01 24912.00 CANCELLED']);
  });

  it('is cancelled by a suspension, and made anew when that is made good', async () => {
    const award = await office.award('CARE_STATE');
    await run('2026-09-01');
    await office.report('ACCOUNT_UNUSED', { award: award.id, occurredOn: '2026-08-03', receivedOn: '2026-08-04' });
    expect(await payments(award)).toEqual(['2026-09-01 24912.00 CANCELLED']);
    await run('2026-09-01');
    expect(await payments(award)).toHaveLength(1);
    await office.change('resumeAward', award.id, { occurredOn: '2026-09-20' });
    await run('2026-09-01');
    expect(await payments(award)).toEqual(['2026-09-01 24912.00 CANCELLED', '2026-09-01 24912.00 DUE']);
  });

  it('takes nothing with it of what is owed', async () => {
    const award = await office.award('DIS_CHILD');
    await office.rows(`with o as (insert into overpayment (award_id, cause, article, amount, occurred_on, received_on, source) values ($1, 'WRONG_AMOUNT', '74', 5000, '2026-01-01', '2026-01-01', 'test') returning id),
        p as (insert into recovery_plan (overpayment_id, method, article, share, agreed_on) select id, 'WITHHOLDING', '174', 0.25, '2026-01-01' from o returning id, overpayment_id)
      insert into recovery_instalment (plan_id, overpayment_id, award_id, method, share, month, amount) select id, overpayment_id, $1, 'WITHHOLDING', 0.25, '2026-09-01', 5000 from p`, [award.key]);
    const owed = () => office.rows('select (amount - recovered)::text as balance, (select count(*)::int from recovery r where r.overpayment_id = o.id) as booked from overpayment o where award_id = $1', [award.key]);
    await run('2026-09-01');
    expect([await payments(award), await owed()]).toEqual([['2026-09-01 19912.00 DUE kept 5000.00'], [{ balance: '0.00', booked: 1 }]]);
    await office.report('MOVED_ABROAD', { recipientIin: award.recipient, occurredOn: '2026-07-20', receivedOn: '2026-08-02' });
    expect([await payments(award), await owed()]).toEqual([['2026-09-01 19912.00 CANCELLED kept 5000.00'], [{ balance: '5000.00', booked: 0 }]]);
  });

  it('that a run makes at this moment is cancelled too', async () => {
    const award = await office.award('CARE_STATE');
    await withClient(office.benefits.database.adminUrl, async (client) => {
      await client.query('begin');
      await client.query(`select pg_advisory_xact_lock_shared(hashtext('benefits/money'))`);
      const reported = office.report('CHILD_DIED', { childIin: award.children[0], ...AUGUST_DEATH });
      const waits = (): Promise<unknown[]> => office.rows(waitsForLock('advisory'));
      while ((await waits()).length === 0) await delay(20);
      await client.query(`insert into benefit_payment (award_id, month, amount, state, budget_level, region_kato, rule_version) values ($1, '2026-09-01', 24912, 'DUE', 'REPUBLICAN', '750000000', 'TEST')`, [award.key]);
      await client.query('commit');
      expect((await reported).errors).toEqual([]);
    });
    expect(await payments(award)).toEqual(['2026-09-01 24912.00 CANCELLED']);
  });

  it('and has gone all the same is booked, and can be asked back', async () => {
    const award = await office.award('CARE_STATE');
    await run('2026-09-01');
    await office.report('CHILD_DIED', { childIin: award.children[0], ...AUGUST_DEATH });
    const [row] = await office.rows<{ id: string }>('select id::text from benefit_payment where award_id = $1', [award.key]);
    const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-follow-'));
    try {
      const file = path.join(folder, 'paid.csv');
      writeFileSync(file, `payment,amount,paid_on,status\n${row?.id},24912.00,2026-09-10,PAID\n`);
      expect(await importPaidFile(jobs, file, `${file}.rejects.csv`)).toEqual({ added: 1, known: 0, rejected: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(await payments(award)).toEqual(['2026-09-01 24912.00 PAID']);
    const query = `mutation ($input: RecordOverpaymentInput!) { recordOverpayment(input: $input) { ... on Overpayment { balance { amount } } ... on Refusal { code message } } }`;
    const input = { idempotencyKey: '0b0e6bd4-6b5a-4bd0-9c55-7f7c55a4c001', award: award.id, cause: 'PAID_AFTER_RIGHT_ENDED', occurredOn: '2026-08-31', receivedOn: '2026-09-12', source: 'test', months: [{ month: '2026-09-01', amount: '24912' }] };
    expect((await office.ask(query, { input })).data).toEqual({ recordOverpayment: { balance: { amount: '24912' } } });
  });
});

describe('arrears that are due', () => {
  it('are cancelled by a suspension, and paid when that is made good', async () => {
    const award = await office.award('CARE_STATE', { exact: '33952', tier: 'ORDER_3' });
    await run('2026-09-01');
    await office.rows(`with change as (insert into index_change (valid_from, effective_on, last) values ('2026-09-01', '2026-10-01', 0) returning id),
        paid as (update benefit_payment set amount = 24912, state = 'PAID', paid_on = '2026-09-10' where award_id = $1)
      insert into benefit_payment (award_id, month, amount, state, budget_level, region_kato, rule_version, index_change_id) select $1, '2026-09-01', 9040, 'DUE', 'REPUBLICAN', '750000000', 'TEST', id from change`, [award.key]);
    await office.report('ACCOUNT_UNUSED', { award: award.id, occurredOn: '2026-08-03', receivedOn: '2026-08-04' });
    const cancelled = ['2026-09-01 24912.00 PAID', '2026-09-01 9040.00 CANCELLED arrears'];
    expect(await payments(award)).toEqual(cancelled);
    await office.change('resumeAward', award.id, { occurredOn: '2026-09-20' });
    expect(await payments(award)).toEqual([...cancelled, '2026-09-01 9040.00 DUE arrears']);
  });
});

describe('a month of a child', () => {
  const [JULY, AUGUST, SEPTEMBER] = ['2026-07-01', '2026-08-01', '2026-09-01'];
  const successor = async (award: SomeAward): Promise<Pick<SomeAward, 'key'>> => {
    const [row] = await office.rows<{ key: string }>(
      'select c.award_id::text as key from benefit_award_child c join benefit_award_child o on o.iin = c.iin and o.child_right = c.child_right where o.award_id = $1 and c.award_id <> $1', [award.key]);
    return { key: row?.key ?? '' };
  };
  const handedOver = async (occurredOn: string): Promise<{ before: SomeAward; after: Pick<SomeAward, 'key'> }> => {
    const before = await office.award('CARE_STATE');
    await run(JULY, AUGUST);
    await pay(before);
    expect((await office.change('changeRecipient', before.id, { recipientIin: office.iin(), guardian: false, occurredOn, receivedOn: '2026-08-20' })).errors).toEqual([]);
    await run(JULY, AUGUST, SEPTEMBER);
    return { before, after: await successor(before) };
  };

  it('is paid once, whoever receives it since a day within', async () => {
    const { before, after } = await handedOver('2026-08-10');
    expect([await payments(before), await payments(after)]).toEqual([['2026-07-01 24912.00 PAID', '2026-08-01 24912.00 PAID'], ['2026-09-01 24912.00 DUE']]);
  });

  it('is paid once, whoever receives it since a day in the past, until what was paid to the one before is on record as overpaid, or comes back', async () => {
    const { before, after } = await handedOver('2026-07-10');
    expect(await payments(after)).toEqual(['2026-09-01 24912.00 DUE']);
    await office.rows(`with o as (insert into overpayment (award_id, cause, article, amount, occurred_on, received_on, source) values ($1, 'PAID_AFTER_RIGHT_ENDED', '74', 24912, $2, $2, 'test') returning id)
      insert into overpayment_month (overpayment_id, month, amount) select id, $2, 24912 from o`, [before.key, AUGUST]);
    await run(JULY, AUGUST);
    expect(await payments(after)).toEqual(['2026-08-01 24912.00 DUE', '2026-09-01 24912.00 DUE']);
    await office.rows(`update benefit_payment set state = 'RETURNED', returned_on = '2026-07-20' where award_id = $1 and month = $2`, [before.key, JULY]);
    await run(JULY);
    expect(await payments(after)).toHaveLength(3);
  });

  it('is paid where a child had left a family that is paid for the others', async () => {
    const family = await office.award('LARGE_FAM', { children: 5, tier: 'CHILDREN_5', exact: '86673' });
    await office.report('FULL_STATE_SUPPORT', { childIin: family.children[0], occurredOn: '2026-07-10', receivedOn: '2026-07-11' });
    const other = await office.award('LARGE_FAM', { children: 4, tier: 'CHILDREN_4', exact: '69330', more: { since: '2026-07-20', occurred_on: '2026-07-20', received_on: '2026-07-20', decided_on: '2026-07-20' } });
    await office.rows('update benefit_award_child set iin = $1 where award_id = $2 and iin = $3', [family.children[0], other.key, other.children[0]]);
    await run(AUGUST);
    expect([await payments(family), await payments(other)]).toEqual([['2026-08-01 69330.00 DUE'], ['2026-08-01 69330.00 DUE']]);
  });
});

describe('an amount that turns out to be another one', () => {
  const [JUNE, JULY, AUGUST] = ['2026-06-01', '2026-07-01', '2026-08-01'];
  const family = (count: number, exact: string): Promise<SomeAward> => office.award('LARGE_FAM', { children: count, tier: `CHILDREN_${count}`, exact });
  const recalculated = (award: SomeAward, childrenCount: number, occurredOn = JULY) =>
    office.change('recalculateAward', award.id, { occurredOn, receivedOn: '2026-09-01', circumstance: 'CHILDREN_CHANGED', facts: { childrenCount } });

  it('by an appeal is paid of the months before, once', async () => {
    const { id } = await office.submitted('CARE_STATE');
    await office.move(id, 'CHECK');
    await office.decide(id, 'ASSIGN', { facts: { birthOrder: 1 } });
    const [award] = await office.rows<{ key: string }>('select award_id::text as key from benefit_case where public_id::text = $1', [id]);
    const of = { key: award?.key ?? '' };
    await run(AUGUST);
    await pay(of);
    await run('2026-09-01');
    await office.move(id, 'APPEAL');
    expect(await office.decide(id, 'OVERTURN', { facts: { birthOrder: 3 } })).toMatchObject({ state: 'OVERTURNED' });
    await run(AUGUST, '2026-09-01');
    expect(await payments(of)).toEqual(['2026-08-01 24912.00 PAID', '2026-08-01 9040.00 DUE arrears', '2026-09-01 24912.00 DUE', '2026-09-01 9040.00 DUE arrears']);
  });

  it('by a recalculation is paid from its day on, and again when it rises again', async () => {
    const award = await family(4, '69330');
    await run(JUNE, JULY, AUGUST);
    await pay(award);
    expect((await recalculated(award, 5)).errors).toEqual([]);
    const raised = ['2026-06-01 69330.00 PAID', '2026-07-01 69330.00 PAID', '2026-07-01 17343.00 DUE arrears', '2026-08-01 69330.00 PAID', '2026-08-01 17343.00 DUE arrears'];
    expect(await payments(award)).toEqual(raised);
    await recalculated(award, 5);
    expect(await payments(award)).toEqual(raised);
    await recalculated(award, 6, AUGUST);
    expect((await payments(award)).slice(3)).toEqual(['2026-08-01 69330.00 PAID', '2026-08-01 17343.00 DUE arrears', '2026-08-01 17344.00 DUE arrears']);
  });

  it('that is less is made anew where nobody has paid it, and arrears of it as well', async () => {
    const award = await family(5, '86673');
    await run(JULY, AUGUST);
    await office.rows(`update benefit_payment set state = 'PAID', paid_on = month + 9 where award_id = $1 and month = $2`, [award.key, JULY]);
    await recalculated(award, 6);
    await recalculated(award, 4);
    expect(await payments(award)).toEqual([
      '2026-07-01 86673.00 PAID', '2026-07-01 17344.00 CANCELLED arrears', '2026-08-01 86673.00 CANCELLED', '2026-08-01 17344.00 CANCELLED arrears', '2026-08-01 69330.00 DUE',
    ]);
    await run(JULY, AUGUST);
    expect(await payments(award)).toHaveLength(5);
  });

  it('by a child that leaves is less from its day on', async () => {
    const award = await family(5, '86673');
    await run(JULY, AUGUST);
    await office.report('CHILD_DIED', { childIin: award.children[0], occurredOn: '2026-07-20', receivedOn: '2026-08-03' });
    expect(await payments(award)).toEqual(['2026-07-01 86673.00 DUE', '2026-08-01 86673.00 CANCELLED', '2026-08-01 69330.00 DUE']);
  });
});
