import type { EntityManager } from '@mikro-orm/postgresql';
import { earliest } from '../../../shared/calendar.js';
import { textArray } from '../../../shared/database/text-array.js';
import { MAJORITY } from '../../rules/list.js';
import type { ClosingReason } from '../ledger/claim.type.js';
import type { Part, RunRow } from './accrual-run.repository.js';
import type { RunYear } from './credit-year.js';

/** A piece of a statement with what stands for its question marks. */
interface Piece {
  readonly sql: string;
  readonly values: readonly unknown[];
}

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

/** Dates of lists as a PostgreSQL array. */
const dates = (years: readonly RunYear[]): string => `{${years.map(({ listDate }) => listDate).join(',')}}`;

/** How many of some lists, in their order, have a day not after another. */
const listsUpTo = (day: string): string => `width_bucket(${day}, run.lists)`;

/** Lists up to the last before the 18th birthday, and lists from before somebody was a citizen: those between were somebody's. */
const UPTO = listsUpTo(`least(run.day, (l.birth_date + interval '${MAJORITY} years')::date - 1)`);
const BEFORE = listsUpTo('greatest(l.birth_date, lower(l.citizenship)) - 1');

/** On the last list of childhood so far, and on every one before since the first. */
const THROUGHOUT = `(died_on is null or died_on > lists[upto]) and citizenship @> daterange(lower(citizenship), lists[upto], '[]')`;

/** Years of which lists somebody was, one bit each, from the first. */
const DUE = '(1::bigint << upto) - (1::bigint << before)';

/**
 * The children of a part with what is booked of them, and what kind of case each is: PLAIN (on the list of the year and of every year
 * before since the first, just which are credited, and nothing for the year itself), DONE (the same, the year included; or with savings,
 * and just that credited that was due before; or nothing due and nothing booked), SPECIAL (whatever else there may be something to do about: `credit-year.ts` decides).
 */
const casesOf = (years: readonly RunYear[], { bornFrom, bornTo, first, last }: Stretch): Piece => {
  const run = years.at(-1) as RunYear;
  const all = years.map(({ year }) => String(year)).join(', ');
  return {
    sql: `
  run as materialized (select ?::date as day, ?::date[] as lists),
  booked as (
    select t.iin, sum(t.amount) as balance, count(*) filter (where t.kind = 'ACCRUAL') as years, bit_or(1::bigint << (t.reporting_year - ${years[0]?.year ?? run.year})) filter (where t.kind = 'ACCRUAL') as marks
      from transfer t where t.reporting_year in (${all}) and t.iin between ? and ? group by t.iin),
  otherwise as (select t.iin, bool_or(t.kind in ('CLAWBACK', 'REVERSAL')) as corrected from transfer t where t.reporting_year is null and t.iin between ? and ? group by t.iin),
  claimed as (
    select c.iin, count(*) filter (where c.closed_on is null) as open, max(c.id) as claim_id, max(c.account_id) as account_id, bool_or(c.closed_on is not null) as ended, bool_or(c.closing_reason <> 'CONVERTED') as lapsed
      from savings_claim c where c.iin between ? and ? group by c.iin),
  saved as (select s.iin from savings_account s where s.iin between ? and ? group by s.iin),
  listed as (
    select iin, birth_date, upto - before as due, ${DUE} as wanted, upto = ${years.length} as minor, ${THROUGHOUT} as throughout, citizenship = '{}' as never
      from (select l.iin, l.birth_date, l.died_on, l.citizenship, run.lists, ${UPTO} as upto, ${BEFORE} as before
              from run, listed_child l where l.birth_date between ?::date and ?::date offset 0) as l),
  found as materialized (
    select iin, extract(year from birth_date)::int as born, claim_id, account_id, coalesce(balance, 0) as balance, round(coalesce(balance, 0) * ?::numeric, 2) as earned,
           case when saved.iin is not null then case when coalesce(open, 0) = 0 and not coalesce(lapsed, false) and not coalesce(corrected, false) and throughout and years = due and marks = wanted then 'DONE' else 'SPECIAL' end
                when claim_id is null and years is null and (never or due <= 0) then 'DONE'
                when not throughout or not minor or ended or otherwise.iin is not null or open > 1 or (claim_id is null and years > 0) then 'SPECIAL'
                when years = due and marks = wanted then 'DONE' when coalesce(years, 0) = due - 1 and coalesce(marks, 0) = wanted - (1::bigint << ${years.length - 1}) then 'PLAIN' else 'SPECIAL' end as kind
      from listed left join booked using (iin) left join claimed using (iin) left join saved using (iin) left join otherwise using (iin)),
  line as (select found.*, balance + earned + ?::numeric as total, born + ${MAJORITY} <= ${run.year} + 1 as of_age from found where kind = 'PLAIN')`,
    values: [run.listDate, dates(years), first, last, first, last, first, last, first, last, bornFrom, bornTo, run.yieldRate.toString(), run.perChild.toFixed(2)],
  };
};

/** What a part comes to, by kind and year of birth. */
const totalsOf = (years: readonly RunYear[], { id, status }: RunRow, { part }: Part): Piece => {
  const { year, perChild } = years.at(-1) as RunYear;
  return {
    sql: `
  totals as (
    insert into accrual_run_total (run_id, part, credited, kind, reporting_year, birth_year, transfers, amount)
    select ?, ?, ?, t.kind, t.year, born, t.transfers, t.amount from (
      select born, count(*) as children, count(*) filter (where earned > 0) as earning, sum(earned) as earned, count(*) filter (where of_age) as opened, sum(total) filter (where of_age) as savings
        from line group by born) as g
      cross join lateral (values ('YIELD', ${year}, earning, earned), ('ACCRUAL', ${year}, children, children * ?::numeric), ('OPENING', null, opened, savings)) as t (kind, year, transfers, amount)
     where t.transfers > 0 returning 1)`,
    values: [id, part, status === 'CREDITING', perChild.toFixed(2)],
  };
};

/** Claims and accounts that come with it; their numbers are drawn first, so that each child's is known. */
const madeOf = (years: readonly RunYear[], { id, creditedOn }: RunRow, { first, last }: Stretch): Piece => {
  const { year, perChild } = years.at(-1) as RunYear;
  return {
    sql: `
  fund as (select id from ledger_account where kind = 'NATIONAL_FUND'),
  opening as materialized (select line.*, coalesce(account_id, nextval('ledger_account_id_seq')) as claim_account, case when of_age then nextval('ledger_account_id_seq') end as savings_account from line order by iin),
  numbered as (
    insert into ledger_account (id, kind, opened_on)
    select claim_account, 'CLAIM', ?::date from opening where account_id is null union all select savings_account, 'SAVINGS_ACCOUNT', ?::date from opening where of_age returning 1),
  claimed_now as (
    insert into savings_claim (iin, account_id, opened_on, closed_on, closing_reason)
    select iin, claim_account, ?::date, case when of_age then ?::date end, case when of_age then 'CONVERTED' end from opening where account_id is null returning 1),
  closed as (update savings_claim c set closed_on = greatest(?::date, c.opened_on), closing_reason = 'CONVERTED' from opening where opening.of_age and c.id = opening.claim_id and c.iin between ? and ? returning 1),
  opened as (insert into savings_account (iin, account_id, opened_on) select iin, savings_account, ?::date from opening where of_age returning 1),
  transferred as (
    insert into transfer (iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on, run_id, batch_id)
    select iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, ?::date, ?, case when kind = 'OPENING' then (select id from asset_batch where run_id = ?) end from (
      select iin, (select id from fund) as debit_account, claim_account as credit_account, ?::numeric + earned as amount, nullif(earned, 0) as yield_amount, 'ACCRUAL' as kind, ${year} as reporting_year from opening
      union all select iin, claim_account, savings_account, total, null, 'OPENING', null from opening where of_age) as t)`,
    values: [...Array<string>(5).fill(creditedOn), first, last, creditedOn, creditedOn, id, id, perChild.toFixed(2)],
  };
};

/**
 * Holds claims until the transaction ends, before it is read what stands on them: what a colleague takes from one, or gives back, comes
 * before this or after it. In the order in which the ledger's check holds them.
 */
const HOLD = (of: string): string => `select count(*) from (select 1 from savings_claim c where ${of} order by c.account_id for no key update) as held`;

export const holdClaims = (em: EntityManager, iins: readonly string[]): Promise<unknown> => em.execute(HOLD('c.iin = any (?::text[])'), [textArray(iins)]);

/** The claims of a part that end by their children's coming of age; the others only grow. */
async function holdEnding(em: EntityManager, { year }: RunYear, { bornFrom, bornTo, first, last }: Stretch): Promise<void> {
  const bornBy = earliest(bornTo, `${year + 1 - MAJORITY}-12-31`);
  if (bornFrom <= bornBy) await em.execute(HOLD('c.iin between ? and ? and c.closed_on is null and c.iin in (select iin from listed_child where birth_date between ?::date and ?::date)'), [first, last, bornFrom, bornBy]);
}

/** Whoever of a part there may be something to do about. */
export async function peopleOf(em: EntityManager, years: readonly RunYear[], part: Stretch): Promise<string[]> {
  const { sql, values } = casesOf(years, part);
  return (await em.execute<{ iin: string }[]>(`with ${sql} select iin from found where kind <> 'DONE' order by iin`, [...values])).map(({ iin }) => iin);
}

/** What a part came to. */
export interface Credited {
  /** Whether any plain case was credited, or counted. */
  readonly any: boolean;
  /** IINs of the special cases. */
  readonly special: readonly string[];
}

/**
 * Credits the plain cases of a part, or only counts them, and finds the others.
 *
 * Without nested loops, as far as that goes: while a run goes on, the planner has no figures of its year yet, and would go through all of a
 * part's rows for every child of it.
 */
export async function creditPlain(em: EntityManager, run: RunRow, years: readonly RunYear[], part: Stretch): Promise<Credited> {
  const pieces = [casesOf(years, part), ...(run.status === 'CREDITING' ? [madeOf(years, run, part)] : []), totalsOf(years, run, part)];
  const sql = `with ${pieces.map((piece) => piece.sql).join(',')}
    select (select count(*)::int from totals) as totals, (select coalesce(json_agg(iin), '[]') from found where kind = 'SPECIAL') as special`;
  const year = years.at(-1);
  await em.execute('set local enable_nestloop = off');
  if (year !== undefined && run.status === 'CREDITING') await holdEnding(em, year, part);
  const [row] = await em.execute<{ totals: number; special: string[] }[]>(sql, pieces.flatMap(({ values }) => values));
  await em.execute('set local enable_nestloop = on');
  return { any: (row?.totals ?? 0) > 0, special: row?.special ?? [] };
}

export interface SpecialRow {
  readonly iin: string;
  readonly birthDate: string;
  readonly diedOn: string | null;
  readonly citizenship: readonly { readonly from: string; readonly to: string | null }[];
  /** Numbers of savings accounts on the ledger, oldest first. */
  readonly accounts: readonly string[];
  readonly claims: readonly { readonly id: string; readonly accountId: string; readonly openedOn: string; readonly closedOn: string | null; readonly closingReason: ClosingReason | null }[];
  readonly transfers: readonly { readonly id: string; readonly debit: string; readonly credit: string; readonly amount: string; readonly kind: string; readonly year: number | null; readonly on: string; readonly refersTo: string | null }[];
}

/** Special cases, with all that is booked of each. */
export const specialCases = (em: EntityManager, iins: readonly string[]): Promise<SpecialRow[]> =>
  em.execute<SpecialRow[]>(`
    select s.iin, to_char(s.birth_date, 'YYYY-MM-DD') as "birthDate", to_char(s.died_on, 'YYYY-MM-DD') as "diedOn",
      (select coalesce(json_agg(json_build_object('from', coalesce(lower(r), '-infinity')::text, 'to', upper(r)::text) order by lower(r)), '[]') from unnest(s.citizenship) as r) as citizenship,
      (select coalesce(json_agg(json_build_object('id', c.id::text, 'accountId', c.account_id::text, 'openedOn', c.opened_on, 'closedOn', c.closed_on, 'closingReason', c.closing_reason) order by c.id), '[]') from savings_claim c where c.iin = s.iin) as claims,
      (select coalesce(json_agg(a.account_id::text order by a.id), '[]') from savings_account a where a.iin = s.iin) as accounts,
      (select coalesce(json_agg(json_build_object('id', t.id::text, 'debit', t.debit_account::text, 'credit', t.credit_account::text, 'amount', t.amount::text, 'kind', t.kind, 'year', t.reporting_year, 'on', t.occurred_on, 'refersTo', t.refers_to::text) order by t.id, t.kind desc), '[]') from transfer_part t where t.iin = s.iin) as transfers
    from listed_child s where s.iin = any (?::text[]) order by s.iin`, [textArray(iins)]);
