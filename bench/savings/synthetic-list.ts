import { withClient } from '../../local/bootstrap/connection.js';

/** The list of the first year of which the children are credited before anything is measured. */
export const BEFORE = 2023;
/** The year that is measured: a yield on what there is, and the sum. */
export const MEASURED = 2024;

/** Children by day of birth as evenly as the days go, under 18 in both years; IINs of the right shape, without a check digit. */
const LISTED = `
  insert into listed_child (iin, birth_date, citizenship, received_on)
  select to_char(born, 'YYMMDD') || '5' || lpad((row_number() over (partition by born))::text, 5, '0'), born, datemultirange(daterange(born, null)), born
    from (select date '2007-02-01' + ((n::bigint * 6178) / $1::bigint)::int as born from generate_series(0, $1::int - 1) as n) as days`;

const RUN = `insert into accrual_run (reporting_year, status, credited_on, finished_at) values (${BEFORE}, 'DONE', '${BEFORE + 1}-02-01', now()) returning id`;

/** Claims as the first year's run left them. Without the checks of the statement, and with the indexes made afterwards, as a restored copy has them. */
const BOOKS = [
  'alter table transfer disable trigger transfer_checked',
  `create temp table claimed as select iin, row_number() over (order by iin) + 100 as account_id from listed_child order by iin`,
  `insert into ledger_account (id, kind, opened_on) select account_id, 'CLAIM', '${BEFORE + 1}-02-01' from claimed order by 1`,
  `select setval('ledger_account_id_seq', (select max(id) from ledger_account))`,
  `insert into savings_claim (iin, account_id, opened_on) select iin, account_id, '${BEFORE + 1}-02-01' from claimed order by iin`,
  `insert into transfer (iin, debit_account, credit_account, amount, kind, reporting_year, occurred_on, run_id)
     select iin, (select id from ledger_account where kind = 'NATIONAL_FUND'), account_id, (select per_child_usd from reporting_year where year = ${BEFORE}), 'ACCRUAL', ${BEFORE}, '${BEFORE + 1}-02-01', (select max(id) from accrual_run) from claimed order by iin`,
  'alter table transfer enable trigger transfer_checked',
] as const;

/** The year that is measured, as its run left it; yields differ, as those of children who have taken part for longer or less long do. */
const ANOTHER_YEAR = [
  `insert into accrual_run (reporting_year, status, credited_on, finished_at) values (${MEASURED}, 'DONE', '${MEASURED + 1}-02-01', now())`,
  'alter table transfer disable trigger transfer_checked',
  `insert into transfer (iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on, run_id)
     select t.iin, t.debit_account, t.credit_account, y.per_child_usd + s.earned, s.earned, 'ACCRUAL', ${MEASURED}, '${MEASURED + 1}-02-01', (select max(id) from accrual_run)
       from transfer t cross join lateral (select round(0.01 * (1 + t.id % 700), 2) as earned) s join reporting_year y on y.year = ${MEASURED} where t.reporting_year = ${BEFORE} order by t.iin`,
  'alter table transfer enable trigger transfer_checked',
] as const;

/** Credits the children of filled books with the year that is measured, by a run that noted nothing. */
export const creditAnotherYear = (adminUrl: string): Promise<void> =>
  withClient(adminUrl, async (admin) => {
    for (const sql of [...ANOTHER_YEAR, 'vacuum analyze transfer', 'checkpoint']) await admin.query(sql);
  });

/** As many rows as there are children, with the columns of a transfer and nothing that looks at them but a primary key. */
const BARE = [
  'create table bare (like transfer including identity, primary key (id))',
  'checkpoint',
] as const;

const COLUMNS = 'iin, debit_account, credit_account, amount, currency, kind, reporting_year, occurred_on, recorded_at, run_id, yield_amount';

/**
 * One `INSERT … SELECT` of filled books' rows into a table that has a primary key and nothing else, over one connection: what the machine
 * itself takes for as many, as `measure` tells. Nothing stays of it.
 */
export const bareInsert = <T>(adminUrl: string, measure: (work: () => Promise<unknown>) => Promise<T>): Promise<T> =>
  withClient(adminUrl, async (admin) => {
    for (const sql of BARE) await admin.query(sql);
    const took = await measure(() => admin.query(`insert into bare (${COLUMNS}) select ${COLUMNS} from transfer where reporting_year = ${BEFORE}`));
    await admin.query('drop table bare');
    return took;
  });

/** Fills an empty register with children and what they were credited for the first year; `adminUrl` sees past row-level security. */
export const fillBooks = (adminUrl: string, children: number): Promise<void> =>
  withClient(adminUrl, async (admin) => {
    await admin.query(LISTED, [children]);
    await admin.query(RUN);
    for (const sql of BOOKS) await admin.query(sql);
    await admin.query('vacuum analyze');
    await admin.query('checkpoint');
  });
