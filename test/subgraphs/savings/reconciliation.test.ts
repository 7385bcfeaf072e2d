import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFICE } from '../../../subgraphs/savings/modules/accrual-run/carry-out.js';
import { paidOutBefore } from '../../../subgraphs/savings/modules/reconciliation/figure.repository.js';
import { database as definition } from '../../../subgraphs/savings/orm.config.js';
import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import { ofJobOf } from '../../../subgraphs/shared/job/job.js';
import { viewerAs } from '../../support/gateway-call.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { credited } from './support/runs.js';

let savings: TestSubgraph;
let jobs: TestJobs & { readonly size: number };
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { households: 200 });
  jobs = { ...(await openJobs(savings, definition)), size: 100 };
});
afterAll(async () => {
  await jobs.close();
  await savings.close();
});

interface Usd {
  readonly amount: string;
}
interface Answer {
  readonly assetsToSend: Usd;
  readonly proof: { readonly holds: boolean | null; readonly agrees: boolean | null; readonly transfers: number; readonly children: number; readonly lowest: Usd | null; readonly highest: Usd | null; readonly total: Usd; readonly expected: Usd; readonly noted: Usd; readonly takenBack: Usd };
  readonly cohorts: readonly { readonly birthYear: number; readonly children: number; readonly accrued: Usd; readonly yield: Usd; readonly opened: number; readonly openedAmount: Usd }[];
  readonly byRegion: { readonly parts: readonly { readonly region: { readonly kato: string } | null; readonly children: number }[] };
  readonly assets: readonly { readonly persons: number; readonly amount: Usd; readonly openings: number; readonly opened: Usd; readonly takenAlong: number; readonly takenAlongAmount: Usd; readonly matches: boolean }[];
  readonly figures: readonly { readonly figure: string; readonly region: { readonly kato: string } | null; readonly published: string; readonly precision: string; readonly booked: string | null; readonly difference: string | null; readonly agrees: boolean | null; readonly source: string; readonly certainty: string }[];
}

const EVERYTHING = `assetsToSend { amount } proof { holds agrees transfers children lowest { amount } highest { amount } total { amount } expected { amount } noted { amount } takenBack { amount } }
  cohorts { birthYear children accrued { amount } yield { amount } opened openedAmount { amount } } byRegion { parts { region { kato } children } }
  assets { persons amount { amount } openings opened { amount } takenAlong takenAlongAmount { amount } matches } figures { figure region { kato } published precision booked difference agrees source certainty }`;

async function reconciled(year: number): Promise<Answer> {
  const token = await savings.issuer.token('ministry:savings');
  const { data, errors } = await savings.own(`{ savingsReconciliation(reportingYear: ${year}) { ${EVERYTHING} } }`, token, { 'x-purpose': 'SAVINGS_ADMINISTRATION' });
  expect(errors).toEqual([]);
  return data?.['savingsReconciliation'] as Answer;
}

const total = <T>(rows: readonly T[], of: (row: T) => Decimal.Value): string => rows.reduce((sum, row) => sum.plus(of(row)), new Decimal(0)).toFixed(2);

describe('a year', () => {
  it('is proved, and told by year of birth, whether its run noted anything or not', async () => {
    const before = await Promise.all([2023, 2024, 2025].map(reconciled));
    for (const { proof, cohorts } of before) {
      expect(proof).toMatchObject({ holds: true, takenBack: { amount: '0' } });
      expect([proof.total, proof.expected, proof.noted]).toEqual([proof.total, proof.total, proof.total]);
      expect(proof.children).toBeGreaterThan(100);
      expect(cohorts.reduce((sum, { children }) => sum + children, 0)).toBe(proof.children);
    }
    // The same books, made by runs that note what they do.
    for (const table of ['payout_event', 'payout', 'transfer', 'savings_claim', 'savings_account', 'accrual_run']) await rowsOf(savings, `delete from ${table}`);
    for (const year of [2023, 2024, 2025]) await credited(jobs, year);
    const after = await Promise.all([2023, 2024, 2025].map(reconciled));
    expect(after.map(({ cohorts }) => cohorts)).toEqual(before.map(({ cohorts }) => cohorts));
    expect(after.map(({ proof }) => proof)).toEqual(before.map(({ proof }) => proof));
    for (const { assets, cohorts } of after) {
      expect(assets).toMatchObject([{ matches: true }]);
      expect(assets[0]?.persons).toBe(cohorts.reduce((sum, { opened }) => sum + opened, 0));
      expect(new Decimal(assets[0]?.amount.amount ?? 0).toFixed(2)).toBe(total(cohorts, ({ openedAmount }) => openedAmount.amount));
    }
  });

  it('stands beside everything that was published of it, the difference with it', async () => {
    const { figures, proof } = await reconciled(2023);
    const of = (figure: string, region: string | null = null) => figures.filter((one) => one.figure === figure && (one.region?.kato ?? null) === region);
    expect(of('PER_CHILD')).toMatchObject([{ published: '100.52', booked: '100.52', difference: '0', agrees: true, certainty: 'B' }]);
    expect(of('PARTICIPANTS')).toMatchObject([{ published: '6919131', booked: String(proof.children), difference: String(proof.children - 6_919_131), agrees: false }]);
    expect(of('ACCRUED').map(({ published, precision, certainty }) => [published, precision, certainty])).toEqual([['695500000', '100000', 'B'], ['696000000', '1000000', 'A']]);
    expect(of('TURNING_18_ACCRUED', '610000000')).toMatchObject([{ published: '4218000', booked: null, difference: null, agrees: null }]);
    expect(figures.every(({ source }) => source.length > 5)).toBe(true);
    await rowsOf(savings, `with l as (insert into list_count values ('2023-12-31', now()) returning list_date) insert into region_count select list_date, '610000000', 12, 6 from l`);
    const again = await reconciled(2023);
    expect(again.figures.filter(({ region }) => region?.kato === '610000000').map(({ figure, booked }) => [figure, booked])).toContainEqual(['PARTICIPANTS', '12']);
    expect(again.byRegion.parts).toEqual([{ region: { kato: '610000000' }, children: 12 }, { region: null, children: proof.children - 12 }]);
  });

  it('holds of nobody where nobody was credited, and of whoever was, whatever was published', async () => {
    const publish = (year: number, participants: number, amount: string): Promise<unknown> => rowsOf(savings, `insert into reporting_year (year, list_date, credited_on, per_child_usd, participants, total_usd, yield_rate, yield_certainty, legal_basis, source, certainty)
      values (${year}, '${year}-12-31', '${year + 1}-02-01', 1, ${participants}, ${amount}, 0.01, 'B', 'test', 'a test of the books', 'B')`);
    await publish(2090, 4, '4');
    expect((await reconciled(2090)).proof).toMatchObject({ holds: null, agrees: false, children: 0 });
    await publish(2091, 3, '3');
    await rowsOf(savings, `insert into accrual_run (reporting_year, status, credited_on, finished_at, recorded_at) values (2090, 'DONE', '2091-02-01', now(), '2024-01-01'), (2091, 'DONE', '2092-02-01', now(), '2024-01-01')`);
    for (const year of [2090, 2091]) {
      await rowsOf(savings, `insert into transfer (iin, debit_account, credit_account, amount, kind, reporting_year, occurred_on, run_id) select iin, f.id, account_id, 1, 'ACCRUAL', ${year}, '2091-02-01', (select id from accrual_run where reporting_year = ${year}) from savings_claim, ledger_account f where f.kind = 'NATIONAL_FUND' order by savings_claim.id limit 3`);
    }
    expect([(await reconciled(2090)).proof, (await reconciled(2091)).proof]).toMatchObject([{ holds: true, agrees: false, children: 3 }, { holds: true, agrees: true }]);
    expect((await reconciled(2025)).proof.agrees).toBe(false);
    await rowsOf(savings, `delete from transfer where reporting_year >= 2090; delete from accrual_run where reporting_year >= 2090; delete from reporting_year where year >= 2090`);
  });

  it('is none where nothing is on record of it', async () => {
    expect(await reconciled(2010)).toBeNull();
  });
});

it('counts what was paid out and has not come back, of what was used in part that part', async () => {
  const paidOut = async (): Promise<[payouts: number, amount: string]> => {
    const rows = await ofJobOf(OFFICE, jobs, (em) => paidOutBefore(em, '2026-07-02'));
    return [rows.reduce((sum, { payouts }) => sum + payouts, 0), total(rows, ({ amount }) => amount)];
  };
  const move = async (kind: string, debit: string, credit: string, amount: string, on: string, refersTo: string | null = null): Promise<string> => {
    const [row] = await rowsOf<{ id: string }>(savings, `insert into transfer (iin, kind, debit_account, credit_account, amount, occurred_on, refers_to) values ($1, $2, $3, $4, $5, $6, $7) returning id::text`,
      [grown?.iin, kind, debit, credit, amount, on, refersTo]);
    return row?.id ?? '';
  };
  const [grown] = await rowsOf<{ iin: string; id: string; account: string }>(savings, 'select iin, id::text, account_id::text as account from savings_account join listed_child using (iin) order by birth_date limit 1');
  const account = grown?.account ?? '';
  const sent = await move('PAYOUT', account, '-1', '50.00', '2026-06-01');
  await rowsOf(savings, `insert into payout (iin, savings_account_id, use, country, amount, operator_bin, state, submitted_on, check_by, transfer_id)
    select $1, $2, 'TUITION', 'KZ', 50, min(bin), 'PAID', '2026-05-20', '2026-06-01', $3 from payout_operator`, [grown?.iin, grown?.id, sent]);
  expect(await paidOut()).toEqual([1, '50.00']);
  await move('PAID', '-1', '-2', '30.25', '2026-07-01', sent);
  const back = await move('RETURN', '-1', account, '19.75', '2026-07-01', sent);
  expect(await paidOut()).toEqual([1, '30.25']);
  await move('REVERSAL', account, '-1', '19.75', '2026-07-02', back);
  expect(await paidOut()).toEqual([1, '30.25']);
  await rowsOf(savings, `update transfer set occurred_on = '2026-07-01' where kind = 'REVERSAL'`);
  expect(await paidOut()).toEqual([1, '50.00']);
  await rowsOf(savings, `update transfer set kind = 'RETURN', refers_to = $1, debit_account = -1, credit_account = $2 where kind in ('PAID', 'RETURN') and refers_to = $1`, [sent, account]);
  await rowsOf(savings, `delete from transfer where kind = 'REVERSAL'`);
  expect(await paidOut()).toEqual([0, '0.00']);
});

describe('the proof', () => {
  it('fails with one cent, with a child that is credited twice, and with what no run noted', async () => {
    const year = 2024;
    const change = async (sql: string): Promise<Answer> => {
      await rowsOf(savings, sql);
      // Another run, after which everything is read anew.
      await rowsOf(savings, `insert into accrual_run (reporting_year, status, credited_on, finished_at) values (2023, 'DONE', '2024-02-01', now())`);
      return reconciled(year);
    };
    const one = `(select min(id) from transfer where kind = 'ACCRUAL' and reporting_year = ${year})`;
    expect((await change(`update transfer set amount = amount - 0.01 where id = ${one}`)).proof).toMatchObject({ holds: false, lowest: { amount: '129.37' }, highest: { amount: '129.38' } });
    expect((await change(`update transfer set amount = amount + 0.01 where id = ${one}`)).proof.holds).toBe(true);
    await rowsOf(savings, 'alter table transfer disable trigger transfer_checked');
    const twice = await change(`insert into transfer (iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on) select iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on from transfer where id = ${one}`);
    expect(twice.proof).toMatchObject({ holds: false, transfers: twice.proof.children + 1 });
    await rowsOf(savings, `update asset_batch set amount = amount + 0.01 where reporting_year = ${year}`);
    expect((await change('select 1')).assets).toMatchObject([{ matches: false }]);
    await rowsOf(savings, `update asset_batch set amount = amount - 0.01 where reporting_year = ${year}`);
  });

  it('shows what was taken back from a child who was counted wrongly', async () => {
    await rowsOf(savings, `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, credit_account, debit_account, amount, 'CLAWBACK', '2026-05-01', id from transfer where kind = 'ACCRUAL' and reporting_year = 2025 and yield_amount > 0 order by id limit 1`);
    // Without the yield, which is none of the year's sums.
    expect((await reconciled(2025)).proof).toMatchObject({ holds: true, takenBack: { amount: '130.71' } });
    // What was taken back by mistake is the child's again.
    await rowsOf(savings, `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, credit_account, debit_account, amount, 'REVERSAL', '2026-05-02', id from transfer where kind = 'CLAWBACK'`);
    expect((await reconciled(2025)).proof).toMatchObject({ holds: true, takenBack: { amount: '0' } });
  });
});

it('shows what corrections brought to accounts and took from them, of which no assets were sent', async () => {
  // What was taken from somebody before, whoever it was, is filled first.
  await credited(jobs, 2025);
  expect((await reconciled(2025)).assetsToSend.amount).toBe('0');
  const [grown] = await rowsOf<{ iin: string; claim: string; account: string; fund: string }>(savings, `select s.iin, c.account_id::text as claim, s.account_id::text as account, f.id::text as fund from savings_account s join savings_claim c using (iin), ledger_account f where f.kind = 'NATIONAL_FUND' order by s.id limit 1`);
  const move = async (kind: string, debit: string, credit: string, amount: string, refersTo: string | null = null): Promise<string> =>
    (await rowsOf<{ id: string }>(savings, `insert into transfer (iin, kind, debit_account, credit_account, amount, occurred_on, refers_to) values ($1, $2, $3, $4, $5, '2026-06-01', $6) returning id::text`, [grown?.iin, kind, debit, credit, amount, refersTo]))[0]?.id ?? '';
  const { claim = '', account = '', fund = '' } = grown ?? {};
  // A claim that lapsed wrongly, of whoever has an account by now.
  await move('REVERSAL', fund, claim, '10.00', await move('VOID', claim, fund, '10.00'));
  await move('OPENING', claim, account, '10.00');
  expect((await reconciled(2025)).assetsToSend.amount).toBe('10');
  const [accrual] = await rowsOf<{ id: string }>(savings, `select id::text from transfer where iin = $1 and kind = 'ACCRUAL' order by id limit 1`, [grown?.iin]);
  const back = await move('CLAWBACK', account, fund, '4.00', accrual?.id);
  expect((await reconciled(2025)).assetsToSend.amount).toBe('6');
  await move('REVERSAL', fund, account, '4.00', back);
  expect((await reconciled(2023)).assetsToSend.amount).toBe('10');

  // What was opened goes with the batch of the next run, and of no other.
  const lastBatch = async (): Promise<unknown> => (await credited(jobs, 2025).then(() => reconciled(2025))).assets.at(-1);
  expect(await lastBatch()).toMatchObject({ persons: 1, amount: { amount: '10' }, openings: 1, takenAlong: 1, takenAlongAmount: { amount: '10' }, matches: true });
  expect(await lastBatch()).toMatchObject({ persons: 0, takenAlong: 0, matches: true });
  expect((await reconciled(2025)).assetsToSend.amount).toBe('0');
  const [totals] = await rowsOf<{ sent: string; opened: string }>(savings, `select (select sum(amount)::text from asset_batch) as sent, (select sum(amount)::text from transfer where kind = 'OPENING') as opened`);
  expect(totals?.sent).toBe(totals?.opened);
  const along = `insert into asset_batch_opening (transfer_id, batch_id) select t.id, b.id from transfer t, asset_batch b where t.kind = 'OPENING' and t.batch_id is not null order by t.id, b.id limit 1`;
  await expect(rowsOf(savings, along)).rejects.toMatchObject({ constraint: 'asset_batch_opening_fits' });
});

it('auditors have it through the gateway, and nobody else', async () => {
  const ask = async (role: Role, purpose: Purpose) => {
    const { data, errors } = await savings.call({ query: '{ savingsReconciliation(reportingYear: 2023) { proof { holds } } }', viewer: viewerAs(role), purpose });
    return [data?.['savingsReconciliation'] ?? null, errors.map(({ extensions }) => extensions['code'])];
  };
  expect(await ask('auditor', 'AUDIT_ANALYSIS')).toEqual([{ proof: { holds: true } }, []]);
  expect(await ask('caseworker', 'CHILD_PROFILE')).toEqual([null, ['ROLE_NOT_ALLOWED']]);
});
