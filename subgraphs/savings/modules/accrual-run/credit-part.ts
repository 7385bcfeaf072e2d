import type { EntityManager } from '@mikro-orm/postgresql';
import type { Part, RunRow } from './accrual-run.repository.js';
import type { RunYear } from './credit-year.js';

const COUNTED_YEARS = ['ACCRUAL', 'YIELD', 'YIELD_CORRECTION'].map((kind) => `'${kind}'`).join(', ');
const MAJORITY = 18;

/** Dates of lists as a PostgreSQL array. */
const dates = (years: readonly RunYear[]): string => `{${years.map(({ listDate }) => listDate).join(',')}}`;

/**
 * The children of a part with what is booked of them, and what kind of case each is: PLAIN (on the list of the year and of every year
 * before since its first, all of which are credited), DONE (the same, the year included), SPECIAL (whatever else there may be something to do about:
 * `credit-year.ts` decides). Transfers are looked up by year, as `transfer_once` has them, and within a year by a stretch of IINs.
 */
const CASES = `
  child as materialized (
    select l.iin, l.birth_date, l.citizenship, l.died_on,
           l.birth_date > l_date - interval '${MAJORITY} years' and (l.died_on is null or l.died_on > l_date) and l.citizenship @> l_date
             and l.citizenship @> daterange(lower(l.citizenship), l_date, '[]') as plain,
           cardinality(lists) - width_bucket(greatest(l.birth_date, lower(l.citizenship)) - 1, lists) as due
      from listed_child l, (select ?::date as l_date, ?::date[] as lists) as run
     where l.birth_date between ?::date and ?::date and l.birth_date > lists[1] - interval '${MAJORITY} years' and l.citizenship <> '{}'),
  stretch as materialized (select min(iin) as first, max(iin) as last from child),
  claim as materialized (select c.iin, c.id, c.account_id, c.closed_on from savings_claim c, stretch where c.iin between stretch.first and stretch.last),
  leg as (
    select t.* from reporting_year y, stretch, lateral (
      select t.iin, t.kind, t.debit_account, t.credit_account, t.amount from transfer t
       where t.reporting_year = y.year and t.kind in (${COUNTED_YEARS}) and t.iin between stretch.first and stretch.last) as t where y.year <= ?
    union all
    select t.iin, t.kind, t.debit_account, t.credit_account, t.amount from transfer t, stretch where t.reporting_year is null and t.iin between stretch.first and stretch.last),
  booked as materialized (
    select c.iin, c.account_id, count(*) filter (where t.kind = 'ACCRUAL') as years, sum(case when t.credit_account = c.account_id then t.amount else -t.amount end) as balance,
           bool_or(t.reporting_year is null) as otherwise
      from (select leg.*, case when leg.kind in (${COUNTED_YEARS}) then 1 end as reporting_year from leg) as t
      join claim c on c.iin = t.iin and c.closed_on is null and c.account_id in (t.debit_account, t.credit_account) group by 1, 2),
  sorted as materialized (
    select child.*, c.id as claim_id, c.account_id, coalesce(b.balance, 0) as balance,
           case when exists (select 1 from savings_account s where s.iin = child.iin) and c.iin is null then 'DONE'
                when not child.plain or coalesce(b.otherwise, false) then 'SPECIAL'
                when c.iin is null then case when child.due = 1 and not exists (select 1 from claim x where x.iin = child.iin) then 'PLAIN' else 'SPECIAL' end
                when b.years = child.due then 'DONE' when b.years = child.due - 1 then 'PLAIN' else 'SPECIAL' end as kind
      from child left join claim c on c.iin = child.iin and c.closed_on is null left join booked b on b.iin = child.iin and b.account_id = c.account_id),
  line as materialized (
    select iin, birth_date, claim_id, account_id, round(balance * ?::numeric, 2) as earned, balance + round(balance * ?::numeric, 2) + ?::numeric as total,
           extract(year from birth_date) + ${MAJORITY} <= ?::int + 1 as of_age
      from sorted where kind = 'PLAIN')`;

const parametersOf = (years: readonly RunYear[], { bornFrom, bornTo }: Part): readonly unknown[] => {
  const run = years.at(-1) as RunYear;
  const rate = run.yieldRate.toString();
  return [run.listDate, dates(years), bornFrom, bornTo, run.year, rate, rate, run.perChild.toFixed(2), run.year];
};

const TOTALS = `
  insert into accrual_run_total (run_id, part, credited, kind, reporting_year, birth_year, transfers, amount)
  select ?, ?, ?, t.kind, t.reporting_year, extract(year from birth_date), count(*), sum(amount) from (
    select birth_date, 'YIELD' as kind, ?::int as reporting_year, earned as amount from line where earned > 0
    union all select birth_date, 'ACCRUAL', ?::int, ?::numeric from line
    union all select birth_date, 'OPENING', null, total from line where of_age) as t group by 4, 5, 6 returning 1`;

const totalParameters = (years: readonly RunYear[], { id, status }: RunRow, { part }: Part): readonly unknown[] => {
  const { year, perChild } = years.at(-1) as RunYear;
  return [id, part, status === 'CREDITING', year, year, perChild.toFixed(2)];
};

/** Claims and accounts that come with it; their numbers are drawn first, so that each child's is known. */
const MADE = `
  opening as materialized (select line.*, coalesce(account_id, nextval('ledger_account_id_seq')) as claim_account, case when of_age then nextval('ledger_account_id_seq') end as savings_account from line order by iin),
  numbered as (
    insert into ledger_account (id, kind, opened_on)
    select claim_account, 'CLAIM', ?::date from opening where account_id is null union all select savings_account, 'SAVINGS_ACCOUNT', ?::date from opening where of_age returning 1),
  claimed as (
    insert into savings_claim (iin, account_id, opened_on, closed_on, closing_reason)
    select iin, claim_account, ?::date, case when of_age then ?::date end, case when of_age then 'CONVERTED' end from opening where account_id is null returning 1),
  closed as (update savings_claim c set closed_on = ?::date, closing_reason = 'CONVERTED' from opening where opening.of_age and c.id = opening.claim_id returning 1),
  opened as (insert into savings_account (iin, account_id, opened_on) select iin, savings_account, ?::date from opening where of_age returning 1),
  transferred as (
    insert into transfer (iin, debit_account, credit_account, amount, kind, reporting_year, occurred_on, run_id, batch_id)
    select iin, debit_account, credit_account, amount, kind, reporting_year, ?::date, ?, case when kind = 'OPENING' then (select id from asset_batch where run_id = ?) end from (
      select iin, fund.id as debit_account, claim_account as credit_account, ?::numeric as amount, 'ACCRUAL' as kind, ?::int as reporting_year from opening, fund
      union all select iin, fund.id, claim_account, earned, 'YIELD', ?::int from opening, fund where earned > 0
      union all select iin, claim_account, savings_account, total, 'OPENING', null from opening where of_age) as t)`;

const madeParameters = (years: readonly RunYear[], { id, creditedOn }: RunRow): readonly unknown[] => {
  const { year, perChild } = years.at(-1) as RunYear;
  return [...Array<string>(7).fill(creditedOn), id, id, perChild.toFixed(2), year, year];
};

/** Credits the plain cases of a part, or only counts them; whether there were any. */
export async function creditPlain(em: EntityManager, run: RunRow, years: readonly RunYear[], part: Part): Promise<boolean> {
  const made = run.status === 'CREDITING' ? { sql: `fund as (select id from ledger_account where kind = 'NATIONAL_FUND'), ${MADE},`, parameters: madeParameters(years, run) } : { sql: '', parameters: [] };
  const sql = `with ${CASES}, ${made.sql} totals as (${TOTALS}) select count(*)::int as totals from totals`;
  const [row] = await em.execute<{ totals: number }[]>(sql, [...parametersOf(years, part), ...made.parameters, ...totalParameters(years, run, part)]);
  return (row?.totals ?? 0) > 0;
}

export interface SpecialRow {
  readonly iin: string;
  readonly birthDate: string;
  readonly diedOn: string | null;
  readonly citizenship: readonly { readonly from: string; readonly to: string | null }[];
  readonly claims: readonly { readonly id: string; readonly accountId: string; readonly openedOn: string; readonly closedOn: string | null; readonly closingReason: 'CONVERTED' | 'VOID' | null }[];
  readonly transfers: readonly { readonly debit: string; readonly credit: string; readonly amount: string; readonly kind: string; readonly year: number | null; readonly on: string }[];
}

/** The special cases of a part, with all that is booked of each. */
export const specialCases = (em: EntityManager, years: readonly RunYear[], part: Part): Promise<SpecialRow[]> =>
  em.execute<SpecialRow[]>(`with ${CASES}
    select s.iin, to_char(s.birth_date, 'YYYY-MM-DD') as "birthDate", to_char(s.died_on, 'YYYY-MM-DD') as "diedOn",
      (select json_agg(json_build_object('from', coalesce(lower(r), '-infinity')::text, 'to', upper(r)::text) order by lower(r)) from unnest(s.citizenship) as r) as citizenship,
      (select coalesce(json_agg(json_build_object('id', c.id::text, 'accountId', c.account_id::text, 'openedOn', c.opened_on, 'closedOn', c.closed_on, 'closingReason', c.closing_reason) order by c.id), '[]') from savings_claim c where c.iin = s.iin) as claims,
      (select coalesce(json_agg(json_build_object('debit', t.debit_account::text, 'credit', t.credit_account::text, 'amount', t.amount::text, 'kind', t.kind, 'year', t.reporting_year, 'on', t.occurred_on) order by t.id), '[]') from transfer t where t.iin = s.iin) as transfers
    from sorted s where s.kind = 'SPECIAL' order by s.iin`, [...parametersOf(years, part)]);
