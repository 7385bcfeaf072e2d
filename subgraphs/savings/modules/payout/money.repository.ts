import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { ListedPerson } from '../accrual-run/credit-year.js';
import type { ClosingReason } from '../ledger/claim.type.js';
import type { TransferKind } from '../ledger/transfer.type.js';

/** An account of the ledger that a person owns, held until the transaction ends: whoever else would take money from it waits. */
export interface HeldAccount {
  readonly kind: 'CLAIM' | 'SAVINGS_ACCOUNT';
  /** Internal key of the claim or the savings account. */
  readonly id: string;
  /** Its number on the ledger. */
  readonly accountId: string;
  readonly openedOn: CivilDate;
}

const hold = (em: EntityManager, table: 'savings_claim' | 'savings_account', kind: HeldAccount['kind'], iin: string, more: string): Promise<HeldAccount[]> =>
  em.execute<HeldAccount[]>(`select '${kind}' as kind, id::text, account_id::text as "accountId", opened_on::text as "openedOn" from ${table} where iin = ? ${more} order by account_id for no key update`, [iin]);

/** The savings account of a person; null where there is none. */
export const holdAccount = async (em: EntityManager, iin: string): Promise<HeldAccount | null> => (await hold(em, 'savings_account', 'SAVINGS_ACCOUNT', iin, '')).at(-1) ?? null;

/** A claim, whether it lasts or not; null where the account is none's. */
export async function holdClaimOf(em: EntityManager, accountId: string): Promise<(HeldAccount & { readonly closingReason: ClosingReason | null }) | null> {
  const [found] = await em.execute<(HeldAccount & { closingReason: ClosingReason | null })[]>(
    `select 'CLAIM' as kind, id::text, account_id::text as "accountId", opened_on::text as "openedOn", closing_reason as "closingReason" from savings_claim where account_id = ? for no key update`, [accountId]);
  return found ?? null;
}

/** A claim that has ended lasts again; false where the person has another by now, or an account. */
export const reopenClaim = async (em: EntityManager, iin: string, id: string): Promise<boolean> =>
  (await em.execute<unknown[]>(`update savings_claim c set closed_on = null, closing_reason = null where c.id = ? and not exists (select 1 from savings_claim o where o.iin = ? and o.closed_on is null)
    and not exists (select 1 from savings_account a where a.iin = ?) returning 1`, [id, iin, iin])).length > 0;

/** A claim that has ended became the account that the person has by now; false where the person has a claim that lasts. */
export const convertClaim = async (em: EntityManager, iin: string, id: string): Promise<boolean> =>
  (await em.execute<unknown[]>(`update savings_claim c set closing_reason = 'CONVERTED' where c.id = ? and not exists (select 1 from savings_claim o where o.iin = ? and o.closed_on is null) returning 1`, [id, iin])).length > 0;

/** The Fund's own account on the ledger. */
export async function fundAccount(em: EntityManager): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(`select id::text from ledger_account where kind = 'NATIONAL_FUND'`);
  if (row === undefined) throw new Error('The ledger has no account of the National Fund.');
  return row.id;
}

/** The claim that lasts; null where there is none. */
export const holdClaim = async (em: EntityManager, iin: string): Promise<HeldAccount | null> => (await hold(em, 'savings_claim', 'CLAIM', iin, 'and closed_on is null')).at(-1) ?? null;

async function sumOf(em: EntityManager, sql: string, values: readonly string[]): Promise<Decimal> {
  const [row] = await em.execute<{ total: string }[]>(sql, [...values]);
  return new Decimal(row?.total ?? 0);
}

/** What stands on an account now, USD. */
export const standsOn = (em: EntityManager, iin: string, { accountId }: HeldAccount): Promise<Decimal> =>
  sumOf(em, `select coalesce(sum(case when credit_account = ? then amount else -amount end), 0)::text as total from transfer where iin = ? and ? in (credit_account, debit_account)`, [accountId, iin, accountId]);

/** What applications that are not paid yet ask for, USD. */
export const askedFor = (em: EntityManager, { id }: HeldAccount): Promise<Decimal> =>
  sumOf(em, `select coalesce(sum(amount), 0)::text as total from payout where savings_account_id = ? and state in ('SUBMITTED', 'CHECKED')`, [id]);

/** Whether an application of a person is under way. */
export const isUnderWay = async (em: EntityManager, iin: string): Promise<boolean> =>
  (await em.execute<unknown[]>(`select 1 from payout where iin = ? and state in ('SUBMITTED', 'CHECKED', 'PAID') limit 1`, [iin])).length > 0;

/** Whether an operator has money of a person, neither used nor returned. */
export const hasMoneyAway = async (em: EntityManager, iin: string): Promise<boolean> =>
  (await em.execute<unknown[]>(`select 1 from payout where iin = ? and state = 'PAID' limit 1`, [iin])).length > 0;

/** A transfer of a person's money. */
export interface NewTransfer {
  readonly iin: string;
  readonly kind: TransferKind;
  readonly debit: string;
  readonly credit: string;
  readonly amount: string;
  readonly occurredOn: CivilDate;
  /** The transfer that this one settles. */
  readonly refersTo?: string | null;
}

/** Makes a transfer; its internal key. The ledger's own checks refuse what does not fit. */
export async function makeTransfer(em: EntityManager, { iin, kind, debit, credit, amount, occurredOn, refersTo }: NewTransfer): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into transfer (iin, kind, debit_account, credit_account, amount, occurred_on, refers_to) values (?, ?, ?, ?, ?, ?, ?) returning id::text`,
    [iin, kind, debit, credit, amount, occurredOn, refersTo ?? null]);
  if (row === undefined) throw new Error('The ledger took a transfer and gave it no key.');
  return row.id;
}

/** The least that stood on an account at the end of any day from one on, USD: more may not be taken as of that day. */
export const leastSince = (em: EntityManager, iin: string, { accountId }: HeldAccount, day: CivilDate): Promise<Decimal> =>
  sumOf(em, `
    select min(stands)::text as total from (
      select occurred_on, sum(sum(amount)) over (order by occurred_on) as stands from (
        select occurred_on, case when credit_account = ? then amount else -amount end as amount from transfer where iin = ? and ? in (credit_account, debit_account)
        union all select ?::date, 0) as moved group by occurred_on) as days
     where occurred_on >= ?`, [accountId, iin, accountId, day, day]);

/** Birth, death and citizenship as the programme's list has them; null for somebody who is not on it. */
export async function listedPerson(em: EntityManager, iin: string): Promise<ListedPerson | null> {
  const [row] = await em.execute<ListedPerson[]>(`select birth_date::text as "birthDate", died_on::text as "diedOn",
      (select coalesce(json_agg(json_build_object('from', coalesce(lower(r), '-infinity')::text, 'to', upper(r)::text) order by lower(r)), '[]') from unnest(citizenship) as r) as citizenship
    from listed_child where iin = ?`, [iin]);
  return row ?? null;
}

/** A reporting year, and whether something of it stands on somebody's books that was neither taken back nor is owed. */
export interface YearOnBooks {
  readonly year: number;
  readonly listDate: CivilDate;
  readonly stands: boolean;
}

/** All years, oldest first. Nothing stands on a claim that is void. */
export const yearsOnBooks = (em: EntityManager, iin: string): Promise<YearOnBooks[]> =>
  em.execute<YearOnBooks[]>(`
    select y.year, y.list_date::text as "listDate", exists (
      select 1 from transfer t left join savings_claim c on c.account_id = t.credit_account
       where t.reporting_year = y.year and t.iin = ? and t.kind in ('ACCRUAL', 'YIELD', 'YIELD_CORRECTION') and c.closing_reason is distinct from 'VOID'
         and t.amount > (select coalesce(sum(b.amount), 0) from transfer b where b.refers_to = t.id and b.kind = 'CLAWBACK' and not exists (select 1 from transfer r where r.refers_to = b.id and r.kind = 'REVERSAL'))
                      + (select coalesce(sum(o.owed), 0) from correction n join correction_owed o on o.id = n.id where n.transfer_id = t.id)) as stands
      from reporting_year y order by y.year`, [iin]);
