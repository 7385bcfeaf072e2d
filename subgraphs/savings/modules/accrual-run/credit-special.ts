import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { TransferKind } from '../ledger/transfer.type.js';
import type { Part, RunRow } from './accrual-run.repository.js';
import { specialCases, type SpecialRow } from './credit-part.js';
import { creditYear, type BookedClaim, type BookedTransfer, type RunYear } from './credit-year.js';
import { rowsOf } from './transfer-rows.js';

/** A claim as it was read, with the rows that it has; null for one that is begun now. */
interface Known {
  readonly claim: BookedClaim;
  readonly id: string | null;
  readonly accountId: string | null;
  readonly transfers: number;
  readonly wasOpen: boolean;
}

const sideOf = (account: string, claim: string): 'CLAIM' | 'ELSEWHERE' => (account === claim ? 'CLAIM' : 'ELSEWHERE');

function knownOf({ claims, transfers }: SpecialRow): Known[] {
  return claims.map(({ id, accountId, openedOn, closedOn, closingReason }) => {
    const own = transfers.filter(({ debit, credit }) => debit === accountId || credit === accountId).map(({ debit, credit, amount, kind, year, on }): BookedTransfer =>
      ({ from: sideOf(debit, accountId), to: sideOf(credit, accountId), amount: new Decimal(amount), kind: kind as TransferKind, reportingYear: year, on }));
    return { claim: { openedOn, closedOn, closingReason, transfers: own }, id, accountId, transfers: own.length, wasOpen: closedOn === null };
  });
}

/** What a special case comes to: its claims with what was added to them. */
interface Change extends Known {
  readonly row: SpecialRow;
}

function changesOf(row: SpecialRow, years: readonly RunYear[], { creditedOn }: RunRow): Change[] {
  const known = knownOf(row);
  const claims = known.map(({ claim }) => claim);
  creditYear(row, claims, years, creditedOn);
  const begun = claims.slice(known.length).map((claim): Known => ({ claim, id: null, accountId: null, transfers: 0, wasOpen: true }));
  return [...known, ...begun].filter(({ claim, transfers, wasOpen, id }) => id === null || claim.transfers.length > transfers || (wasOpen && claim.closedOn !== null)).map((one) => ({ ...one, row }));
}

async function numbers(em: EntityManager, count: number): Promise<string[]> {
  const rows = count === 0 ? [] : await em.execute<{ id: string }[]>(`select nextval('ledger_account_id_seq')::text as id from generate_series(1, ?)`, [count]);
  return rows.map(({ id }) => id);
}

/** Numbers of the accounts that a change goes by. */
interface Numbered extends Change {
  readonly account: string;
  readonly savings: string | null;
  /** Whether the savings account is opened now. */
  readonly opens: boolean;
}

const isConverted = ({ claim, wasOpen }: Change): boolean => wasOpen && claim.closingReason === 'CONVERTED';

async function numbered(em: EntityManager, changes: readonly Change[]): Promise<Numbered[]> {
  const drawn = await numbers(em, changes.filter(({ accountId }) => accountId === null).length + changes.filter(isConverted).length);
  const draw = (): string => {
    const number = drawn.pop();
    if (number === undefined) throw new Error('too few account numbers');
    return number;
  };
  return changes.map((one) => {
    const opens = isConverted(one);
    return { ...one, opens, account: one.accountId ?? draw(), savings: opens ? draw() : (one.row.accounts.at(-1) ?? null) };
  });
}

async function write(em: EntityManager, changes: readonly Numbered[], { id: runId, creditedOn }: RunRow): Promise<void> {
  const all = changes.map(({ row, claim, id, account, savings, opens }) => ({ iin: row.iin, id, account, savings: opens ? savings : null, closed: claim.closedOn, reason: claim.closingReason }));
  const moved = changes.flatMap(({ row, claim, transfers, account, savings }) => rowsOf(claim.transfers.slice(transfers)).map(({ from, to, amount, yieldAmount, kind, reportingYear }) => ({
    iin: row.iin, debit: from === 'CLAIM' ? account : null, credit: to === 'CLAIM' ? account : to === 'ACCOUNT' ? savings : null, amount: amount.toFixed(2), yield: yieldAmount?.toFixed(2) ?? null, kind, year: reportingYear,
  })));
  const made = `jsonb_to_recordset(?::jsonb) as c (iin text, id bigint, account bigint, savings bigint, closed date, reason text)`;
  const json = JSON.stringify(all);
  await em.execute(`insert into ledger_account (id, kind, opened_on) select account, 'CLAIM', ?::date from ${made} where id is null union all select savings, 'SAVINGS_ACCOUNT', ?::date from ${made} where savings is not null`, [creditedOn, json, creditedOn, json]);
  await em.execute(`insert into savings_claim (iin, account_id, opened_on, closed_on, closing_reason) select iin, account, ?::date, closed, reason from ${made} where id is null`, [creditedOn, json]);
  await em.execute(`update savings_claim s set closed_on = c.closed, closing_reason = c.reason from ${made} where s.id = c.id and c.closed is not null and s.closed_on is null`, [json]);
  await em.execute(`insert into savings_account (iin, account_id, opened_on) select iin, savings, ?::date from ${made} where savings is not null`, [creditedOn, json]);
  await em.execute(`
    insert into transfer (iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on, run_id, batch_id)
    select t.iin, coalesce(t.debit, fund.id), coalesce(t.credit, fund.id), t.amount, t.yield, t.kind, t.year, ?::date, ?, case when t.kind = 'OPENING' then (select id from asset_batch where run_id = ?) end
      from jsonb_to_recordset(?::jsonb) as t (iin text, debit bigint, credit bigint, amount numeric, yield numeric, kind text, year int), ledger_account fund where fund.kind = 'NATIONAL_FUND'`,
    [creditedOn, runId, runId, JSON.stringify(moved)]);
}

const count = (em: EntityManager, changes: readonly Change[], { id, status }: RunRow, { part }: Part): Promise<unknown> => {
  const rows = changes.flatMap(({ row, claim, transfers }) => claim.transfers.slice(transfers).map(({ amount, kind, reportingYear }) => ({ born: Number(row.birthDate.slice(0, 4)), amount: amount.toFixed(2), kind, year: reportingYear })));
  return em.execute(`
    insert into accrual_run_total (run_id, part, credited, kind, reporting_year, birth_year, transfers, amount)
    select ?, ?, ?, kind, year, born, count(*), sum(amount) from jsonb_to_recordset(?::jsonb) as t (born int, amount numeric, kind text, year int) group by 4, 5, 6`, [id, part, status === 'CREDITING', JSON.stringify(rows)]);
};

/** Credits special cases of a part, or only counts them; whether there was anything to do. */
export async function creditSpecial(em: EntityManager, run: RunRow, years: readonly RunYear[], part: Part, iins: readonly string[]): Promise<boolean> {
  const changes = iins.length === 0 ? [] : (await specialCases(em, iins)).flatMap((row) => changesOf(row, years, run));
  if (changes.length === 0) return false;
  if (run.status === 'CREDITING') await write(em, await numbered(em, changes), run);
  await count(em, changes, run, part);
  return true;
}
