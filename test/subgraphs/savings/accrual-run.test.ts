import { setTimeout as delay } from 'node:timers/promises';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { yearsUpTo } from '../../../subgraphs/savings/modules/accrual-run/accrual-run.repository.js';
import { carryOut, OFFICE, reportOf } from '../../../subgraphs/savings/modules/accrual-run/carry-out.js';
import { specialCases } from '../../../subgraphs/savings/modules/accrual-run/credit-part.js';
import { outcomeOf } from '../../../subgraphs/savings/modules/accrual-run/credit-special.js';
import { applyBirths } from '../../../subgraphs/savings/modules/list/list.feed.js';
import { iins } from '../../../subgraphs/savings/modules/feeds/iins.js';
import { database as definition } from '../../../subgraphs/savings/orm.config.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { replaceIin } from '../../../subgraphs/shared/feeds/replaced.js';
import { ofJobOf } from '../../../subgraphs/shared/job/job.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { personIn } from './support/people.js';
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
    // It is on the list, as counted and as credited, and found again by the next run.
    const left = () => rowsOf(savings, 'select credited, reason, reporting_year as year, amount::text, state from accrual_run_left where iin = $1 order by id', [iin]);
    const years = [[2023, '100.52'], [2024, '129.38'], [2025, '130.71']].map(([year, amount]) => ({ reason: 'PAID_TO_HEIRS', year, amount }));
    const items = (is: boolean, state: string) => years.map((one) => ({ credited: is, ...one, state }));
    expect(await left()).toEqual([...items(false, 'OPEN'), ...items(true, 'OPEN')]);
    expect(await again()).toEqual([1]);
    const wasLeft = [...items(false, 'FOUND_AGAIN'), ...items(true, 'FOUND_AGAIN')];
    expect(await left()).toEqual([...wasLeft, ...items(false, 'OPEN'), ...items(true, 'OPEN')]);
    expect(await rowsOf(savings, 'select count(*)::int as claims from savings_claim where iin = $1', [iin])).toEqual([{ claims: 1 }]);
    await rowsOf(savings, `delete from transfer where iin = $1 and kind in ('VOID', 'REVERSAL', 'HEIRS')`, [iin]);
    await rowsOf(savings, 'update savings_claim set closed_on = null, closing_reason = null where id = $1', [claim]);
    // Put right, it is over with the next run.
    expect(await again()).toEqual([0]);
    expect(await left()).toEqual([...wasLeft, ...items(false, 'RESOLVED'), ...items(true, 'RESOLVED')]);
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

/** Until somebody waits for a lock that another connection has. */
async function blocked(statement: string): Promise<void> {
  for (;;) {
    const waiting = await rowsOf(savings, `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`, [`%${statement}%`]);
    if (waiting.length > 0) return;
    await delay(20);
  }
}

/** Puts somebody on the list who was born on a day; a run fills all years. */
async function listed(serial: number, birthDate = '2012-03-01'): Promise<string> {
  const iin = `${birthDate.slice(2).replaceAll('-', '')}${String(serial).padStart(6, '0')}`;
  await rowsOf(savings, `insert into listed_child (iin, birth_date, citizenship, received_on) values ($1, $2, datemultirange(daterange($2, null)), $2)`, [iin, birthDate]);
  return iin;
}

const sumOf = (totals: readonly { credited: boolean; kind: string; reportingYear: number | null; transfers: number; amount: string }[]): Record<string, string> => {
  const sums: Record<string, Decimal> = {};
  for (const one of totals.filter(({ credited: is }) => is)) sums[`${one.kind} ${one.reportingYear ?? ''}`] = (sums[`${one.kind} ${one.reportingYear ?? ''}`] ?? new Decimal(0)).plus(one.amount);
  return Object.fromEntries(Object.entries(sums).map(([key, sum]) => [key, sum.toFixed(2)]).toSorted());
};

describe('beside a run', () => {
  it('who was put on the list after the count is credited, on whatever day they were born', async () => {
    await rowsOf(savings, `delete from listed_child where birth_date > '2025-12-20' and not exists (select 1 from savings_claim c where c.iin = listed_child.iin)`);
    const { run } = await counted(jobs, 2025);
    const [late, early] = [await listed(1, '2025-12-31'), await listed(2, '2006-01-01')];
    await carryOut(jobs, await released(jobs, run.publicId));
    expect(await rowsOf(savings, `select iin, count(*)::int as n from transfer where iin in ($1, $2) and kind = 'ACCRUAL' group by 1 order by 1`, [late, early])).toEqual([{ iin: early, n: 1 }, { iin: late, n: 1 }].toSorted((a, b) => (a.iin < b.iin ? -1 : 1)));
  });

  it('whoever is told of when their part is through, or moved into one, is credited by the run\'s last look, once', async () => {
    const [{ iin: moved } = { iin: '' }] = await rowsOf<{ iin: string }>(savings, `select iin from listed_child join savings_claim using (iin) where closed_on is null and birth_date <= '2025-12-31' order by birth_date desc, iin limit 1`);
    await rowsOf(savings, `delete from transfer where kind = 'ACCRUAL' and reporting_year = 2025 and iin = $1`, [moved]);
    const { run } = await counted({ ...jobs, size: 15 }, 2025);
    const id = await released(jobs, run.publicId);
    const stop = new AbortController();
    await expect(carryOut(jobs, id, (done, children) => void (done > children / 2 && stop.abort()), stop.signal)).rejects.toThrow(/abort/);
    const [{ day } = { day: '' }] = await rowsOf<{ day: string }>(savings, `select max(born_to)::text as day from accrual_run_part where run_id = $1 and credited`, [id]);
    expect(await rowsOf(savings, `select 1 from accrual_run_part p join listed_child l on l.birth_date between p.born_from and p.born_to where run_id = $1 and iin = $2 and not credited`, [id, moved])).toHaveLength(1);
    const [born, foreign] = ['081231900001', '081231900002'];
    const told = (iin: string, country: string) => ({ data: { iin, birthDate: day, citizenships: [{ country, from: day, to: null }] }, receivedOn: '2026-02-03' });
    const births = [told(moved, 'KZ'), told(born, 'KZ'), told(foreign, 'RU')];
    await jobs.database.feeds((em) => applyBirths(em, births as unknown as Parameters<typeof applyBirths>[1]));
    const done = await carryOut(jobs, id);
    expect(done).toMatchObject({ status: 'DONE', done: done.children, left: run.left });
    const credits = () => rowsOf(savings, `select iin, count(*)::int as n from transfer where reporting_year = 2025 and kind = 'ACCRUAL' and iin in ($1, $2, $3) group by 1 order by 1`, [moved, born, foreign]);
    const once = [moved, born].toSorted().map((iin) => ({ iin, n: 1 }));
    expect(await credits()).toEqual(once);
    const noted = await rowsOf(savings, `select (select sum(transfers)::int from accrual_run_total where run_id = $1 and credited and kind = 'ACCRUAL' and reporting_year = 2025) = (select count(*)::int from transfer where run_id = $1 and kind = 'ACCRUAL' and reporting_year = 2025) as same`, [id]);
    expect(noted).toEqual([{ same: true }]);
    await credited(jobs, 2025);
    expect(await credits()).toEqual(once);
    await rowsOf(savings, 'delete from listed_child where iin = $1', [foreign]);
  });

  it('an IIN is replaced after the part that credits its child, and nothing stays under the old one', async () => {
    await rowsOf(savings, `delete from transfer where kind = 'ACCRUAL' and reporting_year = 2025 and iin in (select iin from savings_claim where closed_on is null)`);
    const [{ iin: oldIin } = { iin: '' }] = await rowsOf<{ iin: string }>(savings, `select iin from listed_child join savings_claim using (iin) where closed_on is null order by birth_date limit 1`);
    const newIin = `${oldIin.slice(0, 6)}999999`;
    const { run } = await counted(jobs, 2025);
    const id = await released(jobs, run.publicId);
    await withClient(savings.database.adminUrl, async (other) => {
      await other.query('begin; lock table accrual_run_total in exclusive mode');
      const running = carryOut(jobs, id);
      await blocked('run as materialized');
      const replaced = jobs.database.feeds((em) => replaceIin(em, iins, { oldIin, newIin }, { outbox: true }));
      await blocked('pg_advisory_xact_lock');
      await other.query('commit');
      await Promise.all([running, replaced]);
    });
    expect(await rowsOf(savings, 'select iin, count(*)::int as n from transfer where reporting_year = 2025 and iin in ($1, $2) group by 1', [oldIin, newIin])).toEqual([{ iin: newIin, n: 1 }]);
    expect((await credited(jobs, 2025)).totals).toEqual([]);
  });

  it('what a colleague gives back to a claim comes before its end', async () => {
    const iin = await listed(3);
    await credited(jobs, 2025);
    const [{ account } = { account: '' }] = await rowsOf<{ account: string }>(savings, 'select account_id::text as account from savings_claim where iin = $1', [iin]);
    const [{ id } = { id: '' }] = await rowsOf<{ id: string }>(savings, `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to)
      select iin, credit_account, debit_account, 50, 'CLAWBACK', '2026-06-01', id from transfer where iin = $1 and kind = 'ACCRUAL' and reporting_year = 2023 returning id::text`, [iin]);
    await rowsOf(savings, `update listed_child set citizenship = datemultirange(daterange(birth_date, '2023-06-01')) where iin = $1`, [iin]);
    const { run } = await counted(jobs, 2025);
    const of = await released(jobs, run.publicId);
    await withClient(savings.database.adminUrl, async (other) => {
      await other.query('begin');
      await other.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, credit_account, debit_account, amount, 'REVERSAL', '2026-11-01', id from transfer where id = $1`, [id]);
      await other.query('select 1 from savings_claim where iin = $1 for no key update', [iin]);
      const running = carryOut(jobs, of);
      await blocked('savings_claim');
      await other.query('commit');
      await running;
    });
    expect(await rowsOf(savings, `select c.closing_reason as reason, sum(e.amount)::text as stands from savings_claim c join entry e on e.account_id = c.account_id where c.account_id = $1 group by 1`, [account])).toEqual([{ reason: 'VOID', stands: '0.00' }]);
  });

  it('a total to the cent is rounded when whatever runs have credited just the published number, and no longer when one credits more', async () => {
    const rounded = () => rowsOf(savings, `select kind, amount::text from transfer where kind = 'ROUNDING' or (kind = 'REVERSAL' and iin is null) order by id`);
    await rowsOf(savings, `update reporting_year y set participants = t.n + 1, total_usd = (t.n + 1) * per_child_usd - 0.37 from (select sum(transfers) as n from accrual_run_total where credited and kind = 'ACCRUAL' and reporting_year = 2025) as t where y.year = 2025`);
    expect([await credited(jobs, 2025).then(rounded)]).toEqual([[]]);
    await listed(4);
    expect([await credited(jobs, 2025).then(rounded)]).toEqual([[{ kind: 'ROUNDING', amount: '0.37' }]]);
    await listed(5);
    expect([await credited(jobs, 2025).then(rounded)]).toEqual([[{ kind: 'ROUNDING', amount: '0.37' }, { kind: 'REVERSAL', amount: '0.37' }]]);
    await rowsOf(savings, 'update reporting_year set participants = 6918656, total_usd = null where year = 2025');
  });
});

describe('the run of the next year', () => {
  const at = (moment: string) => ({ ...jobs, clock: fixedClock(moment) });

  it('does for everybody what the rule says, whatever was told since, and is not stopped by anybody', async () => {
    const [young, refused] = [await listed(6, '2009-06-01'), await listed(7, '2013-05-05')];
    await credited(at('2027-02-10T07:00:00Z'), 2025);
    await rowsOf(savings, `insert into reporting_year select 2026, '2026-12-31', '2027-02-01', 135.02, null, null, 0.0288, 'B', legal_basis, source, 'B' from reporting_year where year = 2025`);
    const told = (set: string, which: string, of: number) => rowsOf(savings, `update listed_child set ${set} where abs(hashtext(iin || $1)) % $2 = 1 and iin not in ($3, $4)`, [which, of, young, refused]);
    await told(`birth_date = birth_date + (hashtext(iin) % 900)`, 'birth', 6);
    await told(`citizenship = datemultirange(daterange(birth_date, null))`, 'birth', 6);
    await told(`citizenship = datemultirange(daterange(least(birth_date, '2023-01-01'), '2024-03-01'), daterange('2024-09-01', null))`, 'gap', 7);
    await told(`citizenship = datemultirange(daterange(least(birth_date, '2023-01-01'), '2024-03-01'))`, 'lost', 9);
    await told(`citizenship = '{}'`, 'never', 11);
    await told(`died_on = '2024-06-01'`, 'died', 13);
    await rowsOf(savings, `delete from transfer where kind = 'ACCRUAL' and reporting_year = 2024 and abs(hashtext(iin || 'missed')) % 8 = 1 and iin in (select iin from savings_claim where closed_on is null)`);

    const expected = await ofJobOf(OFFICE, jobs, async (em) => {
      const { years } = await yearsUpTo(em, 2026);
      const all = await em.execute<{ iin: string }[]>(`select iin from listed_child where birth_date <= '2026-12-31'`);
      return (await specialCases(em, all.map(({ iin }) => iin).filter((iin) => iin !== refused))).map((row) => ({ iin: row.iin, ...outcomeOf(row, years, { creditedOn: '2027-02-10' }) }));
    });
    const totals = expected.flatMap(({ changes }) => changes.flatMap(({ claim, transfers }) => claim.transfers.slice(transfers).map(({ kind, reportingYear, amount }) => ({ credited: true, kind, reportingYear, transfers: 1, amount: amount.toFixed(2) }))));
    const items = expected.flatMap(({ iin, left }) => left.map(({ reason, year, amount }) => `${iin} ${reason} ${year} ${amount.toFixed(2)}`)).toSorted();
    const left = expected.filter((one) => one.left.length > 0).length;
    expect(left).toBeGreaterThan(10);

    // Books that nothing fits, taken over from elsewhere: a year of a run on an account of which there never was a claim.
    const odd = await personIn(savings.database.adminUrl, '2011-01-01');
    // One of many to whom nothing is special, and whose row the ledger does not take.
    await rowsOf(savings, `create function refuse_one() returns trigger language plpgsql as $$ begin raise exception 'refused' using errcode = 'check_violation'; end $$`);
    await rowsOf(savings, `create trigger refuse_one before insert on transfer for each row when (new.iin = '${refused}') execute function refuse_one()`);
    const { run, totals: made } = await credited(at('2027-02-15T07:00:00Z'), 2026);
    await rowsOf(savings, 'drop trigger refuse_one on transfer');
    expect(sumOf(made)).toEqual(sumOf(totals));
    expect(run).toMatchObject({ status: 'DONE', creditedOn: '2027-02-10', left: left + 2 });
    const onList = await rowsOf<{ iin: string; item: string; amount: string; check: string | null }>(savings, `select iin, concat_ws(' ', iin, reason, reporting_year, amount) as item, amount::text, refused_by as check from accrual_run_left where run_id = $1 and credited and state = 'OPEN' order by id`, [run.id]);
    const isRefused = ({ iin }: { readonly iin: string }): boolean => iin === refused || iin === odd;
    expect(onList.filter((one) => !isRefused(one)).map(({ item }) => item).toSorted()).toEqual(items);
    expect(onList.filter(({ iin }) => iin === refused)).toEqual([{ iin: refused, item: `${refused} REFUSED_BY_LEDGER 2026 145.69`, amount: '145.69', check: null }]);
    expect(new Set(onList.filter(({ iin }) => iin === odd).map(({ check }) => check))).toEqual(new Set(['transfer_once']));
    expect(await rowsOf(savings, 'select 1 from transfer where iin = $1 and reporting_year <> 2024', [odd])).toEqual([]);
    expect(await rowsOf(savings, 'select opened_on::text as opened, closed_on::text as closed, closing_reason as reason from savings_claim where iin = $1', [young])).toEqual([{ opened: '2027-02-10', closed: '2027-02-10', reason: 'CONVERTED' }]);
    const again = await credited(at('2027-03-15T07:00:00Z'), 2026);
    expect([sumOf(again.totals), again.run.left]).toEqual([{ 'ACCRUAL 2026': '135.02', 'YIELD 2026': '10.67' }, left + 1]);
    const states = (of: string) => rowsOf(savings, `select state, count(distinct iin)::int as people from accrual_run_left where run_id = $1 and credited group by 1 order by 1`, [of]);
    expect([await states(run.id), await states(again.run.id)]).toEqual([[{ state: 'FOUND_AGAIN', people: left + 1 }, { state: 'RESOLVED', people: 1 }], [{ state: 'OPEN', people: left + 1 }]]);
  });
});
