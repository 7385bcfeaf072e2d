import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database as definition } from '../../../subgraphs/savings/orm.config.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { credited } from './support/runs.js';

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

const lines = (): Promise<Line[]> => rowsOf<Line>(savings, `select iin, kind, reporting_year as year, amount::text from transfer where iin is not null and kind not in ('PAYOUT', 'PAID', 'RETURN') order by iin, kind, reporting_year, amount`);

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
});
