import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { Part, RunRow } from './accrual-run.repository.js';
import type { RunYear } from './credit-year.js';

const MAJORITY = 18;

/** Dates of lists as a PostgreSQL array. */
const dates = (years: readonly RunYear[]): string => `{${years.map(({ listDate }) => listDate).join(',')}}`;

/** A child's columns of what is gathered, from whichever table they come; the others stay empty. */
const COLUMNS = { birth_date: 'date', plain: 'boolean', due: 'int', claim_id: 'bigint', account_id: 'bigint', ended: 'boolean', has_account: 'boolean', years: 'int', begun: 'boolean', amount: 'numeric', otherwise: 'boolean' } as const;

const columns = (given: Partial<Record<keyof typeof COLUMNS, string>>): string =>
  Object.entries(COLUMNS).map(([name, type]) => `${given[name as keyof typeof COLUMNS] ?? `null::${type}`} as ${name}`).join(', ');

const stretchOf = (alias: string): string => `${alias}.iin between ? and ?`;

/** What was credited for a year: `transfer_once` has it as a stretch. */
const ofYear = ({ year }: RunYear, i: number, { length }: readonly RunYear[]): string => `
  union all select t.iin, ${columns({ years: `case when t.kind = 'ACCRUAL' then 1 end`, amount: 't.amount', ...(i === length - 1 ? { begun: 'true' } : {}) })} from transfer t
    where t.reporting_year = ${year} and t.kind in ('ACCRUAL', 'YIELD', 'YIELD_CORRECTION') and ${stretchOf('t')}`;

/**
 * The children of a part with what is booked of them, and what kind of case each is: PLAIN (on the list of the year and of every year
 * before since its first, all of which are credited, and nothing for the year itself), DONE (the same, the year included; or with savings already), SPECIAL (whatever
 * else there may be something to do about: `credit-year.ts` decides).
 *
 * Gathered and grouped, and not joined: row-level security makes the planner expect a handful of rows of each table, and it would go
 * through all of them for every child.
 */
const casesOf = (years: readonly RunYear[]): string => `
  gathered as (
    select l.iin, ${columns({
      birth_date: 'l.birth_date',
      plain: `(l.died_on is null or l.died_on > run.day) and l.birth_date > run.day - interval '${MAJORITY} years' and l.citizenship @> run.day and l.citizenship @> daterange(lower(l.citizenship), run.day, '[]')`,
      due: 'cardinality(run.lists) - width_bucket(greatest(l.birth_date, lower(l.citizenship)) - 1, run.lists)',
    })}
      from listed_child l, (select ?::date as day, ?::date[] as lists) as run
     where l.birth_date between ?::date and ?::date and l.birth_date > run.lists[1] - interval '${MAJORITY} years' and l.citizenship <> '{}'
    union all select c.iin, ${columns({ claim_id: 'case when c.closed_on is null then c.id end', account_id: 'case when c.closed_on is null then c.account_id end', ended: 'c.closed_on is not null' })} from savings_claim c where ${stretchOf('c')}
    union all select s.iin, ${columns({ has_account: 'true' })} from savings_account s where ${stretchOf('s')}
    ${years.map(ofYear).join('')}
    union all select t.iin, ${columns({ otherwise: 'true' })} from transfer t where t.reporting_year is null and t.kind in (select kind from transfer_rule) and ${stretchOf('t')}),
  child as (
    select iin, max(birth_date) as birth_date, bool_or(plain) as plain, max(due) as due, count(claim_id) as open, max(claim_id) as claim_id, max(account_id) as account_id,
           coalesce(bool_or(ended), false) as ended, coalesce(bool_or(has_account), false) as has_account, count(years) as years, coalesce(bool_or(begun), false) as begun, coalesce(sum(amount), 0) as balance, coalesce(bool_or(otherwise), false) as otherwise
      from gathered group by iin having max(birth_date) is not null),
  sorted as materialized (
    select child.*, case when has_account and open = 0 then 'DONE' when not plain or ended or otherwise or open > 1 or (open = 0 and years > 0) then 'SPECIAL'
                         when begun and years = due then 'DONE' when not begun and years = due - 1 then 'PLAIN' else 'SPECIAL' end as kind from child),
  line as materialized (
    select iin, birth_date, claim_id, account_id, round(balance * ?::numeric, 2) as earned, balance + round(balance * ?::numeric, 2) + ?::numeric as total,
           extract(year from birth_date) + ${MAJORITY} <= ?::int + 1 as of_age
      from sorted where kind = 'PLAIN')`;

/** A part and the IINs among which its children's are. */
export interface Stretch extends Part {
  readonly first: string;
  readonly last: string;
}

/**
 * Null for a part of days on which nobody was born. Materialized, or the least and the greatest would be looked for along the key, past
 * everybody who was born on other days.
 */
export async function stretchOfPart(em: EntityManager, part: Part): Promise<Stretch | null> {
  const [found] = await em.execute<{ first: string | null; last: string | null }[]>('with born as materialized (select iin from listed_child where birth_date between ?::date and ?::date) select min(iin) as first, max(iin) as last from born', [part.bornFrom, part.bornTo]);
  return found?.first == null || found.last === null ? null : { ...part, first: found.first, last: found.last };
}

const parametersOf = (years: readonly RunYear[], { bornFrom, bornTo, first, last }: Stretch): readonly unknown[] => {
  const run = years.at(-1) as RunYear;
  const rate = run.yieldRate.toString();
  const stretches = Array.from({ length: years.length + 3 }, () => [first, last]).flat();
  return [run.listDate, dates(years), bornFrom, bornTo, ...stretches, rate, rate, run.perChild.toFixed(2), run.year];
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
    insert into transfer (iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on, run_id, batch_id)
    select iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, ?::date, ?, case when kind = 'OPENING' then (select id from asset_batch where run_id = ?) end from (
      select iin, (select id from fund) as debit_account, claim_account as credit_account, ?::numeric + earned as amount, nullif(earned, 0) as yield_amount, 'ACCRUAL' as kind, ?::int as reporting_year from opening
      union all select iin, claim_account, savings_account, total, null, 'OPENING', null from opening where of_age) as t)`;

const madeParameters = (years: readonly RunYear[], { id, creditedOn }: RunRow): readonly unknown[] => {
  const { year, perChild } = years.at(-1) as RunYear;
  return [...Array<string>(7).fill(creditedOn), id, id, perChild.toFixed(2), year];
};

/** What a part came to. */
export interface Credited {
  /** Whether any plain case was credited, or counted. */
  readonly any: boolean;
  /** IINs of the special cases. */
  readonly special: readonly string[];
}

/** Credits the plain cases of a part, or only counts them, and finds the others. */
export async function creditPlain(em: EntityManager, run: RunRow, years: readonly RunYear[], part: Stretch): Promise<Credited> {
  const made = run.status === 'CREDITING' ? { sql: `fund as (select id from ledger_account where kind = 'NATIONAL_FUND'), ${MADE},`, parameters: madeParameters(years, run) } : { sql: '', parameters: [] };
  const sql = `with ${casesOf(years)}, ${made.sql} totals as (${TOTALS})
    select (select count(*)::int from totals) as totals, (select coalesce(json_agg(iin), '[]') from sorted where kind = 'SPECIAL') as special`;
  const [row] = await em.execute<{ totals: number; special: string[] }[]>(sql, [...parametersOf(years, part), ...made.parameters, ...totalParameters(years, run, part)]);
  return { any: (row?.totals ?? 0) > 0, special: row?.special ?? [] };
}

export interface SpecialRow {
  readonly iin: string;
  readonly birthDate: string;
  readonly diedOn: string | null;
  readonly citizenship: readonly { readonly from: string; readonly to: string | null }[];
  readonly claims: readonly { readonly id: string; readonly accountId: string; readonly openedOn: string; readonly closedOn: string | null; readonly closingReason: 'CONVERTED' | 'VOID' | null }[];
  readonly transfers: readonly { readonly debit: string; readonly credit: string; readonly amount: string; readonly kind: string; readonly year: number | null; readonly on: string }[];
}

/** Special cases, with all that is booked of each. */
export const specialCases = (em: EntityManager, iins: readonly string[]): Promise<SpecialRow[]> =>
  em.execute<SpecialRow[]>(`
    select s.iin, to_char(s.birth_date, 'YYYY-MM-DD') as "birthDate", to_char(s.died_on, 'YYYY-MM-DD') as "diedOn",
      (select json_agg(json_build_object('from', coalesce(lower(r), '-infinity')::text, 'to', upper(r)::text) order by lower(r)) from unnest(s.citizenship) as r) as citizenship,
      (select coalesce(json_agg(json_build_object('id', c.id::text, 'accountId', c.account_id::text, 'openedOn', c.opened_on, 'closedOn', c.closed_on, 'closingReason', c.closing_reason) order by c.id), '[]') from savings_claim c where c.iin = s.iin) as claims,
      (select coalesce(json_agg(json_build_object('debit', t.debit_account::text, 'credit', t.credit_account::text, 'amount', t.amount::text, 'kind', t.kind, 'year', t.reporting_year, 'on', t.occurred_on) order by t.id, t.kind desc), '[]') from transfer_part t where t.iin = s.iin) as transfers
    from listed_child s where s.iin = any (?::text[]) order by s.iin`, [textArray(iins)]);
