import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { TransferKind } from '../ledger/transfer.type.js';
import type { Part, RunRow } from './accrual-run.repository.js';
import { holdClaims, specialCases, type SpecialRow } from './credit-part.js';
import { creditYear, type BookedClaim, type BookedTransfer, type Left, type RunYear } from './credit-year.js';
import { fenced } from './fenced.js';
import { leave, type LeftItem } from '../left-to-officials/left.repository.js';
import { rowsOf } from './transfer-rows.js';

/** A claim as it was read, with the rows that it has; null for one that is begun now. */
interface Known {
  readonly claim: BookedClaim;
  readonly id: string | null;
  readonly accountId: string | null;
  readonly transfers: number;
  readonly was: Pick<BookedClaim, 'closedOn' | 'closingReason'>;
}

const sideOf = (account: string, claim: string): 'CLAIM' | 'ELSEWHERE' => (account === claim ? 'CLAIM' : 'ELSEWHERE');

/** Transfers of a claim: those through its account, and what took one of them back from the account that it became, or took that back. */
function ownOf(accountId: string, transfers: SpecialRow['transfers']): SpecialRow['transfers'] {
  const through = new Set(transfers.filter(({ debit, credit }) => debit === accountId || credit === accountId));
  for (const one of transfers) if ([...through].some(({ id }) => id === one.refersTo)) through.add(one);
  return [...through];
}

function knownOf({ claims, transfers }: SpecialRow): Known[] {
  return claims.map(({ id, accountId, openedOn, closedOn, closingReason }) => {
    const own = ownOf(accountId, transfers).map(({ id: key, debit, credit, amount, kind, year, on, refersTo }): BookedTransfer =>
      ({ id: key, from: sideOf(debit, accountId), to: sideOf(credit, accountId), amount: new Decimal(amount), kind: kind as TransferKind, reportingYear: year, on, refersTo }));
    return { claim: { openedOn, closedOn, closingReason, transfers: own }, id, accountId, transfers: own.length, was: { closedOn, closingReason } };
  });
}

/** What a special case comes to: its claims with what was added to them. */
interface Change extends Known {
  readonly row: SpecialRow;
}

interface Outcome {
  readonly changes: readonly Change[];
  /** What a run cannot put right. */
  readonly left: readonly Left[];
}

const OPEN = { closedOn: null, closingReason: null } as const;

/** What a run does for one person. */
export function outcomeOf(row: SpecialRow, years: readonly RunYear[], { creditedOn }: Pick<RunRow, 'creditedOn'>): Outcome {
  const known = knownOf(row);
  const claims = known.map(({ claim }) => claim);
  const left = creditYear(row, claims, years, creditedOn);
  const begun = claims.slice(known.length).map((claim): Known => ({ claim, id: null, accountId: null, transfers: 0, was: OPEN }));
  const changed = [...known, ...begun].filter((one) => one.id === null || one.claim.transfers.length > one.transfers || isTurned(one));
  return { changes: changed.map((one) => ({ ...one, row })), left };
}

/** What of that is left to officials. */
export const leftOf = ({ iin }: Pick<SpecialRow, 'iin'>, { left }: Pick<Outcome, 'left'>): LeftItem[] => left.map(({ reason, year, amount }) => ({ iin, reason, year, amount: amount.toFixed(2), refusedBy: null }));

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

/** Whether a claim ends now, or begins again, or has come to another end. */
const isTurned = ({ claim, was }: Known): boolean => was.closedOn !== claim.closedOn || was.closingReason !== claim.closingReason;

const isConverted = ({ claim, was }: Change): boolean => was.closingReason !== 'CONVERTED' && claim.closingReason === 'CONVERTED';

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
  const all = changes.map((one) => ({ iin: one.row.iin, id: one.id, account: one.account, savings: one.opens ? one.savings : null, turned: isTurned(one), was: one.was.closedOn, closed: one.claim.closedOn, reason: one.claim.closingReason }));
  const moved = changes.flatMap(({ row, claim, transfers, account, savings }) => rowsOf(claim.transfers.slice(transfers)).map(({ from, to, amount, yieldAmount, kind, reportingYear, refersTo }) => ({
    iin: row.iin, debit: from === 'CLAIM' ? account : null, credit: to === 'CLAIM' ? account : to === 'ACCOUNT' ? savings : null, amount: amount.toFixed(2), yield: yieldAmount?.toFixed(2) ?? null, kind, year: reportingYear, refers: refersTo ?? null,
  })));
  const made = `jsonb_to_recordset(?::jsonb) as c (iin text, id bigint, account bigint, savings bigint, turned boolean, was date, closed date, reason text)`;
  const json = JSON.stringify(all);
  await em.execute(`insert into ledger_account (id, kind, opened_on) select account, 'CLAIM', ?::date from ${made} where id is null union all select savings, 'SAVINGS_ACCOUNT', ?::date from ${made} where savings is not null`, [creditedOn, json, creditedOn, json]);
  await em.execute(`insert into savings_claim (iin, account_id, opened_on, closed_on, closing_reason) select iin, account, ?::date, closed, reason from ${made} where id is null`, [creditedOn, json]);
  const turned = await em.execute<unknown[]>(`update savings_claim s set closed_on = c.closed, closing_reason = c.reason from ${made} where s.id = c.id and c.turned and s.closed_on is not distinct from c.was returning 1`, [json]);
  if (turned.length !== changes.filter((one) => one.id !== null && isTurned(one)).length) throw new Error('A claim is not as it was read.');
  await em.execute(`insert into savings_account (iin, account_id, opened_on) select iin, savings, ?::date from ${made} where savings is not null`, [creditedOn, json]);
  await em.execute(`
    insert into transfer (iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on, run_id, refers_to, batch_id)
    select t.iin, coalesce(t.debit, fund.id), coalesce(t.credit, fund.id), t.amount, t.yield, t.kind, t.year, ?::date, ?, t.refers, case when t.kind = 'OPENING' then (select id from asset_batch where run_id = ?) end
      from jsonb_to_recordset(?::jsonb) as t (iin text, debit bigint, credit bigint, amount numeric, yield numeric, kind text, year int, refers bigint), ledger_account fund where fund.kind = 'NATIONAL_FUND'`,
    [creditedOn, runId, runId, JSON.stringify(moved)]);
}

const count = (em: EntityManager, changes: readonly Change[], { id, status }: RunRow, { part }: Part): Promise<unknown> => {
  const rows = changes.flatMap(({ row, claim, transfers }) => claim.transfers.slice(transfers).map(({ amount, kind, reportingYear }) => ({ born: Number(row.birthDate.slice(0, 4)), amount: amount.toFixed(2), kind, year: reportingYear })));
  return em.execute(`
    insert into accrual_run_total (run_id, part, credited, kind, reporting_year, birth_year, transfers, amount)
    select ?, ?, ?, kind, year, born, count(*), sum(amount) from jsonb_to_recordset(?::jsonb) as t (born int, amount numeric, kind text, year int) group by 4, 5, 6`, [id, part, status === 'CREDITING', JSON.stringify(rows)]);
};

/** What the special cases of a part came to. */
export interface CreditedSpecial {
  readonly any: boolean;
  /** How many of them have something that is for officials. */
  readonly left: number;
}

/** The same of some of them, each with what is left. */
interface CreditedSome {
  readonly any: boolean;
  readonly items: readonly LeftItem[];
}

async function creditSome(em: EntityManager, run: RunRow, years: readonly RunYear[], part: Part, iins: readonly string[]): Promise<CreditedSome> {
  if (run.status === 'CREDITING') await holdClaims(em, iins);
  const outcomes = (await specialCases(em, iins)).map((row) => ({ row, outcome: outcomeOf(row, years, run) }));
  const changes = outcomes.flatMap(({ outcome }) => outcome.changes);
  const items = outcomes.flatMap(({ row, outcome }) => leftOf(row, outcome));
  if (changes.length === 0) return { any: false, items };
  if (run.status === 'CREDITING') await write(em, await numbered(em, changes), run);
  await count(em, changes, run, part);
  return { any: true, items };
}

/** What the ledger has refused to book of somebody, year by year; of the run's own year without a sum where nothing of it is of a year, or what the person is due cannot be told either. */
async function refusedOf(em: EntityManager, run: RunRow, years: readonly RunYear[], iin: string, refusedBy: string | null): Promise<LeftItem[]> {
  const told = await fenced(em, async () => (await specialCases(em, [iin])).map((row) => ({ row, outcome: outcomeOf(row, years, run) })));
  const [one] = 'done' in told ? told.done : [];
  const added = one === undefined ? [] : one.outcome.changes.flatMap(({ claim, transfers }) => claim.transfers.slice(transfers));
  const sums = Map.groupBy(added.filter(({ reportingYear }) => reportingYear !== null), ({ reportingYear }) => Number(reportingYear));
  const refused = [...sums].map(([year, of]): LeftItem => ({ iin, reason: 'REFUSED_BY_LEDGER', year, amount: of.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2), refusedBy }));
  return [...(one === undefined ? [] : leftOf(one.row, one.outcome)), ...(refused.length > 0 ? refused : [{ iin, reason: 'REFUSED_BY_LEDGER' as const, year: run.year, amount: null, refusedBy }])];
}

/** Where the ledger refuses something, one after the other: whoever it is about is left to officials, and nobody else waits for them. */
async function creditOneByOne(em: EntityManager, run: RunRow, years: readonly RunYear[], part: Part, iins: readonly string[]): Promise<CreditedSome[]> {
  const done: CreditedSome[] = [];
  for (const iin of iins) {
    const one = await fenced(em, () => creditSome(em, run, years, part, [iin]));
    done.push('done' in one ? one.done : { any: false, items: await refusedOf(em, run, years, iin, one.refusedBy) });
  }
  return done;
}

/** People who are credited together; each of them with everything that is booked of them. */
const TOGETHER = 500;

/** Credits special cases of a part, or only counts them, and writes down what of them is left to officials. */
export async function creditSpecial(em: EntityManager, run: RunRow, years: readonly RunYear[], part: Part, iins: readonly string[]): Promise<CreditedSpecial> {
  const done: CreditedSome[] = [];
  for (let from = 0; from < iins.length; from += TOGETHER) {
    const some = iins.slice(from, from + TOGETHER);
    const all = await fenced(em, () => creditSome(em, run, years, part, some));
    done.push(...('done' in all ? [all.done] : await creditOneByOne(em, run, years, part, some)));
  }
  const items = done.flatMap((one) => one.items);
  await leave(em, run, part, iins, items);
  return { any: done.some(({ any }) => any), left: new Set(items.map(({ iin }) => iin)).size };
}
