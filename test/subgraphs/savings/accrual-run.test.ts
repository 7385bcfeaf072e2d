import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut, reportOf } from '../../../subgraphs/savings/modules/accrual-run/carry-out.js';
import { database as definition } from '../../../subgraphs/savings/orm.config.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { counted, credited, released } from './support/runs.js';

const SMALL = 120;

interface Line {
  readonly iin: string;
  readonly kind: string;
  readonly year: number | null;
  readonly amount: string;
}

let savings: TestSubgraph;
let jobs: TestJobs & { readonly size: number };
let seeded: Line[];
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { households: 120 });
  jobs = { ...(await openJobs(savings, definition)), size: SMALL };
  seeded = await lines();
  for (const table of ['payout_event', 'payout', 'transfer', 'asset_batch', 'savings_claim', 'savings_account', `ledger_account where kind in ('CLAIM', 'SAVINGS_ACCOUNT')`, 'accrual_run']) await rowsOf(savings, `delete from ${table}`);
});
afterAll(async () => {
  await jobs.close();
  await savings.close();
});

const lines = (): Promise<Line[]> => rowsOf<Line>(savings, `select iin, kind, reporting_year as year, amount::text from transfer_part where iin is not null and kind not in ('PAYOUT', 'PAID', 'RETURN') order by iin, kind, reporting_year, amount`);

describe('the runs of the years', () => {
  it('credit what the seed does, child by child and to the cent', async () => {
    const reports = [await credited(jobs, 2023), await credited(jobs, 2024), await credited(jobs, 2025)];
    expect(seeded.length).toBeGreaterThan(200);
    expect(await lines()).toEqual(seeded);
    for (const { run, totals } of reports) {
      expect(run).toMatchObject({ status: 'DONE', done: run.children });
      const sums = (done: boolean) => totals.filter(({ credited: is }) => is === done).map(({ kind, reportingYear, birthYear, transfers, amount }) => ({ kind, reportingYear, birthYear, transfers, amount }));
      expect(sums(true)).toEqual(sums(false));
      expect(sums(true).length).toBeGreaterThan(10);
    }
  });

  it('again credit nobody', async () => {
    const { totals } = await credited(jobs, 2025);
    expect([totals, await lines()]).toEqual([[], seeded]);
  });

  it('fill a year that was missed with what it would have earned, wherever it lies', async () => {
    const [child] = await rowsOf<{ iin: string }>(savings, `select iin from transfer t join savings_claim c using (iin) where c.closed_on is null and t.reporting_year = 2023 order by iin limit 1`);
    await rowsOf(savings, `delete from transfer where iin = $1 and kind = 'ACCRUAL' and reporting_year = 2024`, [child?.iin]);
    const { totals } = await credited(jobs, 2025);
    expect(totals.filter((one) => one.credited).map(({ kind, reportingYear, transfers, amount }) => [kind, reportingYear, transfers, amount])).toEqual([['ACCRUAL', 2024, 1, '129.38'], ['YIELD', 2024, 1, '3.03']]);
    expect(await lines()).toEqual(seeded);

    // Of one who was credited without it, the yield was too little.
    await rowsOf(savings, `delete from transfer where iin = $1 and kind = 'ACCRUAL' and reporting_year = 2024`, [child?.iin]);
    await rowsOf(savings, `update transfer set amount = amount - 3.93, yield_amount = yield_amount - 3.93 where iin = $1 and kind = 'ACCRUAL' and reporting_year = 2025`, [child?.iin]);
    await credited(jobs, 2025);
    const made = await rowsOf<Line>(savings, `select kind, reporting_year as year, amount::text from transfer_part where iin = $1 and occurred_on > '2026-02-01' order by id, kind`, [child?.iin]);
    expect(made).toEqual([{ kind: 'ACCRUAL', year: 2024, amount: '129.38' }, { kind: 'YIELD', year: 2024, amount: '3.03' }, { kind: 'YIELD_CORRECTION', year: 2025, amount: '3.93' }]);
  });

  it('fill what was missed before somebody came of age, with its yield until then, to the account that is there', async () => {
    const [{ iin, account } = { iin: '', account: '' }] = await rowsOf<{ iin: string; account: string }>(savings, `
      select iin, s.account_id::text as account from savings_account s where opened_on = '2025-02-01'
        and (select count(*) from transfer t where t.iin = s.iin and kind = 'ACCRUAL' and occurred_on = '2024-02-01') = 1 order by iin limit 1`);
    const of = (sql: string) => rowsOf(savings, sql, [iin]);
    await of(`delete from transfer where iin = $1 and kind = 'ACCRUAL' and reporting_year = 2023`);
    await of(`update transfer set amount = 129.38, yield_amount = null where iin = $1 and kind in ('ACCRUAL', 'OPENING') and amount > 0`);
    const { run, totals } = await credited(jobs, 2025);
    expect(totals.filter((one) => one.credited).map(({ kind, reportingYear, transfers, amount }) => [kind, reportingYear, transfers, amount])).toEqual([['ACCRUAL', 2023, 1, '100.52'], ['OPENING', null, 1, '103.55'], ['YIELD_CORRECTION', 2024, 1, '3.03']]);
    expect(await rowsOf(savings, 'select sum(amount)::text as balance from entry where iin = $1 and account_id = $2', [iin, account])).toEqual([{ balance: '232.93' }]);
    expect(await of('select count(*)::int as accounts from savings_account where iin = $1')).toEqual([{ accounts: 1 }]);
    expect(await rowsOf(savings, 'select persons, amount::text from asset_batch where run_id = $1', [run.id])).toEqual([{ persons: 1, amount: '103.55' }]);
    expect((await credited(jobs, 2025)).totals).toEqual([]);
  });

  it('go on with a claim that lapsed because the list was wrong, and leave to officials what heirs have', async () => {
    const [child] = await rowsOf<{ iin: string; citizenship: string; claim: string; account: string }>(savings, `
      select iin, l.citizenship::text, c.id::text as claim, c.account_id::text as account from savings_claim c join listed_child l using (iin)
       where c.closed_on is null and (select count(*) from transfer t where t.iin = c.iin and t.kind = 'ACCRUAL') = 3 order by iin limit 1`);
    const { iin, citizenship, claim, account } = child ?? { iin: '', citizenship: '', claim: '', account: '' };
    const stands = async () => (await rowsOf<{ sum: string }>(savings, 'select sum(amount)::text from entry where account_id = $1', [account]))[0]?.sum;
    const again = async () => {
      const { run, totals } = await credited(jobs, 2025);
      return [run.left, ...totals.filter((one) => one.credited).map(({ kind, transfers }) => [kind, transfers])];
    };
    const before = await stands();
    await rowsOf(savings, `update listed_child set citizenship = datemultirange(daterange(birth_date, '2024-06-01')) where iin = $1`, [iin]);
    expect([await again(), await stands()]).toEqual([[0, ['VOID', 1]], '0.00']);
    await rowsOf(savings, 'update listed_child set citizenship = $2 where iin = $1', [iin, citizenship]);
    expect([await again(), await stands()]).toEqual([[0, ['REVERSAL', 1]], before]);
    expect(await again()).toEqual([0]);

    await rowsOf(savings, `with paid as (update savings_claim set closed_on = '2026-03-01', closing_reason = 'HEIRS' where id = $1 returning 1)
      insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) select $2, $3, -4, $4, 'HEIRS', '2026-03-01' from paid`, [claim, iin, account, before]);
    expect(await again()).toEqual([1]);
    expect(await rowsOf(savings, 'select count(*)::int as claims from savings_claim where iin = $1', [iin])).toEqual([{ claims: 1 }]);
    await rowsOf(savings, `delete from transfer where iin = $1 and kind in ('VOID', 'REVERSAL', 'HEIRS')`, [iin]);
    await rowsOf(savings, 'update savings_claim set closed_on = null, closing_reason = null where id = $1', [claim]);
  });

  it('go on where they were stopped', async () => {
    await rowsOf(savings, `delete from transfer where kind = 'ACCRUAL' and reporting_year = 2025 and iin in (select iin from savings_claim where closed_on is null)`);
    const { run } = await counted(jobs, 2025);
    const id = await released(jobs, run.publicId);
    const stop = new AbortController();
    await expect(carryOut(jobs, id, () => stop.abort(), stop.signal)).rejects.toThrow(/abort/);
    expect(await rowsOf(savings, 'select status from accrual_run where id = $1', [id])).toEqual([{ status: 'CREDITING' }]);
    const done = await carryOut(jobs, id);
    expect(done).toMatchObject({ status: 'DONE', done: done.children });
    const { totals } = await reportOf(jobs, id);
    const sums = (is: boolean) => totals.filter((one) => one.credited === is).map(({ kind, birthYear, transfers, amount }) => [kind, birthYear, transfers, amount]);
    expect(sums(true)).toEqual(sums(false));
    expect(await rowsOf(savings, `select iin from transfer where kind = 'ACCRUAL' and reporting_year = 2025 group by 1 having count(*) > 1`)).toEqual([]);
  });

  it('open the account of who came of age while the claim had lapsed wrongly, on whatever day it was', async () => {
    const [{ iin } = { iin: '' }] = await rowsOf<{ iin: string }>(savings, `select iin from savings_claim c where closed_on is null and (select count(*) from transfer t where t.iin = c.iin and t.kind = 'ACCRUAL') = 3 order by iin limit 1`);
    const of = (sql: string) => rowsOf(savings, sql, [iin]);
    await of(`update listed_child set birth_date = '2008-06-01', citizenship = datemultirange(daterange('2008-06-01', '2024-06-01')) where iin = $1`);
    await credited(jobs, 2025);
    await of(`update listed_child set citizenship = datemultirange(daterange('2008-06-01', null)) where iin = $1`);
    const { run, totals } = await credited(jobs, 2025);
    expect(totals.filter((one) => one.credited).map(({ kind }) => kind)).toEqual(['OPENING', 'REVERSAL']);
    expect(await of('select c.closing_reason as reason, c.closed_on::text as on, (select count(*)::int from savings_account a where a.iin = c.iin) as accounts from savings_claim c where iin = $1')).toEqual([{ reason: 'CONVERTED', on: run.creditedOn, accounts: 1 }]);
  });
});
