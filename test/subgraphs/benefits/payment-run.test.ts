import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOut, nextBatch, reportOf, startOrResume } from '../../../subgraphs/benefits/modules/payment-run/carry-out.js';
import type { RunScope } from '../../../subgraphs/benefits/modules/payment-run/payment-run.repository.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';

/** A month of which the seed has every payment, made by rules of its own. */
const MONTH = '2026-03-01';
const NATION: RunScope = { month: MONTH, region: null, dry: false };
const SMALL = 20;

interface Paid {
  readonly award: string;
  readonly amount: string;
  readonly withheld: string;
  readonly rule: string;
  readonly level: string;
}

let benefits: TestSubgraph;
let jobs: TestJobs;
let seeded: Paid[];
let region: string;
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { households: 90 });
  jobs = await openJobs(benefits);
  seeded = await paid();
  region = (await rowsOf<{ region: string }>(benefits, `select region_kato as region from benefit_payment where month = $1 group by 1 order by count(*) desc limit 1`, [MONTH]))[0]?.region ?? '';
});
afterAll(async () => {
  await jobs.close();
  await benefits.close();
});
beforeEach(async () => {
  for (const rows of [`benefit_payment where month = '${MONTH}'`, 'payment_run_total', 'payment_run']) await rowsOf(benefits, `delete from ${rows}`);
});

const paid = (): Promise<Paid[]> =>
  rowsOf<Paid>(benefits, `select award_id::text as award, amount::text, withheld::text, rule_version as rule, budget_level as level from benefit_payment where month = $1 order by award_id`, [MONTH]);

const inSmall = (): TestJobs & { size: number } => ({ ...jobs, size: SMALL });

async function ran(scope: RunScope): Promise<Awaited<ReturnType<typeof reportOf>>> {
  const run = await startOrResume(jobs, scope);
  await carryOut(inSmall(), run);
  return reportOf(jobs, run.id);
}

const SUMS = `select programme, p.region_kato as region, count(*)::float8 as payments, sum(amount)::text as amount, sum(withheld)::text as withheld
  from benefit_payment p join benefit_award a on a.id = p.award_id where month = $1 and run_id = $2 group by 1, 2 order by 1, 2`;

const totalsOf = ({ totals }: Awaited<ReturnType<typeof reportOf>>) => totals.map(({ programme, region: kato, payments, amount, withheld }) => ({ programme, region: kato, payments, amount, withheld }));

describe('a run', () => {
  it('makes what the law has due in the month, to the tenge, and says so by programme and region', async () => {
    const report = await ran(NATION);
    expect(await paid()).toEqual(seeded);
    expect(seeded.length).toBeGreaterThan(3 * SMALL);
    expect(totalsOf(report)).toEqual(await rowsOf(benefits, SUMS, [MONTH, report.run.id]));
    expect(report.run).toMatchObject({ status: 'DONE', lookedAt: report.run.awards });
    const states = await rowsOf(benefits, `select distinct state, paid_on, deciding_body = (select deciding_body from benefit_award where id = award_id) as body from benefit_payment where month = $1`, [MONTH]);
    expect(states).toEqual([{ state: 'DUE', paid_on: null, body: true }]);
  });

  it('changes nothing when it is run again', async () => {
    await ran(NATION);
    const again = await ran(NATION);
    expect([again.totals, await paid()]).toEqual([[], seeded]);
  });

  it('makes what has become due since, and nothing else', async () => {
    await ran(NATION);
    const [late] = await rowsOf<{ award: string }>(benefits, `delete from benefit_payment where id = (select max(id) from benefit_payment where month = $1) returning award_id::text as award`, [MONTH]);
    const { totals } = await ran(NATION);
    expect(totals.map(({ payments }) => payments)).toEqual([1]);
    expect((await paid()).find(({ award }) => award === late?.award)).toBeDefined();
  });

  it('tells beforehand what it would pay, and pays nothing', async () => {
    const wouldBe = await ran({ ...NATION, dry: true });
    expect(await paid()).toEqual([]);
    expect(totalsOf(wouldBe)).toEqual(totalsOf(await ran(NATION)));
  });

  it('goes on from where a killed one stood', async () => {
    const run = await startOrResume(jobs, NATION);
    for (let i = 0; i < 3; i += 1) await nextBatch(inSmall(), run, () => undefined);
    const before = await paid();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(seeded.length);
    const resumed = await startOrResume(jobs, NATION);
    expect(resumed.id).toBe(run.id);
    await carryOut(inSmall(), resumed);
    expect(await paid()).toEqual(seeded);
    expect(totalsOf(await reportOf(jobs, run.id))).toEqual(await rowsOf(benefits, SUMS, [MONTH, run.id]));
  });

  it('leaves nothing of a batch that broke off, not even before its record', async () => {
    const run = await startOrResume(jobs, NATION);
    const broken = { ...inSmall(), size: 10_000, ledger: { recordIn: () => Promise.reject(new Error('no ledger')) } };
    await expect(nextBatch(broken, run, () => undefined)).rejects.toThrow('no ledger');
    const [{ looked, totals } = { looked: '', totals: '' }] = await rowsOf<{ looked: string; totals: string }>(benefits, 'select looked_at::text as looked, (select count(*) from payment_run_total where run_id = id)::text as totals from payment_run where id = $1', [run.id]);
    expect([await paid(), looked, totals]).toEqual([[], '0', '0']);
    await carryOut(inSmall(), run);
    expect(await paid()).toEqual(seeded);
  });

  it('pays each award once, whatever runs are under way', async () => {
    const other = await openJobs(benefits);
    try {
      const [nation, local] = [await startOrResume(jobs, NATION), await startOrResume(other, { ...NATION, region })];
      await Promise.all([carryOut(inSmall(), nation), carryOut({ ...other, size: 13 }, local), carryOut({ ...other, size: 17 }, nation)]);
      expect(await paid()).toEqual(seeded);
      const made = [...totalsOf(await reportOf(jobs, nation.id)), ...totalsOf(await reportOf(jobs, local.id))];
      expect(made.reduce((sum, { payments }) => sum + payments, 0)).toBe(seeded.length);
    } finally {
      await other.close();
    }
  });

  it('does not pay what is suspended, over or between two amounts, pays a last month that is due to its end, and counts what has no amount', async () => {
    const awards = (await rowsOf<{ id: string }>(benefits, `select award_id as id from benefit_award_amount x join benefit_award a on a.id = award_id
      where a.programme = 'LARGE_FAM' and a.status = 'ACTIVE' and a.until is null and x.valid_from <= '${MONTH}' group by 1 order by 1 limit 6`)).map(({ id }) => id);
    const [suspended, over, whole, unpriced, later, between] = awards;
    await rowsOf(benefits, `update benefit_award set status = 'SUSPENDED', suspended_from = '${MONTH}' where id = $1`, [suspended]);
    await rowsOf(benefits, `update benefit_award set until = '2026-03-30' where id = $1`, [over]);
    await rowsOf(benefits, `update benefit_award set until = '2026-03-31' where id = $1`, [whole]);
    await rowsOf(benefits, `delete from benefit_award_amount where award_id = $1`, [unpriced]);
    await rowsOf(benefits, `update benefit_award_amount set valid_to = valid_from + 1 where award_id = $1`, [between]);
    await rowsOf(benefits, `update benefit_award set status = 'SUSPENDED', suspended_from = '2026-04-01' where id = $1`, [later]);
    const report = await ran(NATION);
    const made = new Set((await paid()).map(({ award }) => award));
    expect(awards.map((id) => made.has(id))).toEqual([false, false, true, false, true, false]);
    expect(report.totals.reduce((sum, total) => sum + total.unpriced, 0)).toBe(1);
  });

  it('leaves one record of each batch in the ledger, about nobody, under its own id', async () => {
    const { run } = await ran(NATION);
    const records = (await readLedger(benefits.database.adminUrl)).filter(({ correlation }) => correlation === run.publicId);
    expect(records.length).toBe(await batchesPaid(run.id));
    expect(records.length).toBeGreaterThan(1);
    expect(new Set(records.map(({ iin, outcome, account }) => `${String(iin)} ${outcome} ${String(account)}`))).toEqual(new Set(['null WRITTEN paymentRun']));
  });
});

/** Batches that made a payment: each begins with the first award behind the one before. */
async function batchesPaid(run: string): Promise<number> {
  const awards = await rowsOf<{ id: string; paid: boolean }>(benefits, 'select id::text, exists (select 1 from benefit_payment p where p.award_id = a.id and p.run_id = $1) as paid from benefit_award a order by a.id', [run]);
  const batches: boolean[] = [];
  let upTo = 0;
  for (const { id, paid: made } of awards) {
    if (Number(id) > upTo) {
      upTo = Number(id) + SMALL - 1;
      batches.push(false);
    }
    if (made) batches.splice(-1, 1, true);
  }
  return batches.filter(Boolean).length;
}

const START = `mutation ($input: StartPaymentRunInput!) { startPaymentRun(input: $input) {
  ... on PaymentRun { id status month dryRun region { kato } } ... on Refusal { code field } } }`;
const RUNS = `{ paymentRuns(first: 1) { edges { node { id status payments amount { amount } totals { programme region { kato } payments } } } } }`;

describe('the ministry', () => {
  const call = (query: string, variables: Record<string, unknown> = {}, regions: string[] = []) =>
    benefits.call({ query, variables, viewer: viewerAs('ministry:benefits', { regions }), purpose: 'BENEFIT_ASSESSMENT' });
  const start = async (input: object, regions: string[] = []) => (await call(START, { input: { idempotencyKey: randomUUID(), month: '2026-03-15', ...input } }, regions)).data?.['startPaymentRun'];

  it('starts a run and sees how it went', async () => {
    const started = (await start({})) as { id: string };
    expect(started).toMatchObject({ month: MONTH, dryRun: false, region: null });
    let node: { id: string; status: string; payments: number } | undefined;
    for (let i = 0; node?.status !== 'DONE' && i < 600; i += 1) {
      await delay(50);
      node = ((await call(RUNS)).data?.['paymentRuns'] as { edges: { node: typeof node }[] }).edges[0]?.node;
    }
    expect(node).toMatchObject({ id: started.id, status: 'DONE', payments: (await paid()).length });
  });

  it('is refused another of the same month while one is under way, months to come, and places that are not its own', async () => {
    await startOrResume(jobs, { ...NATION, month: '2026-02-01', dry: true });
    expect(await start({ month: '2026-02-01', dryRun: true })).toMatchObject({ code: 'RUN_UNDER_WAY', field: 'input.month' });
    expect(await start({}, [region])).toMatchObject({ code: 'OUTSIDE_YOUR_REGIONS', field: 'input.regionKato' });
    expect(await start({ regionKato: region, dryRun: true }, [region])).toMatchObject({ region: { kato: region } });
    expect(await start({ month: '2099-01-01' })).toMatchObject({ code: 'MONTH_TO_COME' });
  });
});
