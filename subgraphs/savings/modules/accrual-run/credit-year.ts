import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ROUNDING_POLICIES } from '../../../shared/money.js';
import { absenceFrom, yearOfMajority } from '../../rules/list.js';
import type { ClosingReason } from '../ledger/claim.type.js';
import type { TransferKind } from '../ledger/transfer.type.js';

/** What a year's run works with, from the reference table. */
export interface RunYear {
  readonly year: number;
  readonly listDate: CivilDate;
  readonly creditedOn: CivilDate;
  readonly perChild: Decimal;
  readonly yieldRate: Decimal;
}

/** What the programme knows of a person. */
export interface ListedPerson {
  readonly birthDate: CivilDate;
  readonly diedOn: CivilDate | null;
  /** Periods of Kazakhstan's citizenship; `to` is the first day without. */
  readonly citizenship: readonly { readonly from: CivilDate; readonly to: CivilDate | null }[];
}

export interface BookedTransfer {
  readonly from: 'FUND' | 'CLAIM' | 'ELSEWHERE';
  readonly to: 'FUND' | 'CLAIM' | 'ACCOUNT' | 'ELSEWHERE';
  readonly amount: Decimal;
  readonly kind: TransferKind;
  readonly reportingYear: number | null;
  readonly on: CivilDate;
  /** Its key on the ledger; none while it is on no ledger. */
  readonly id?: string;
  /** The key of the transfer that it takes back. */
  readonly refersTo?: string | null;
}

/** One claim with everything that happened to it. */
export interface BookedClaim {
  readonly openedOn: CivilDate;
  closedOn: CivilDate | null;
  closingReason: ClosingReason | null;
  readonly transfers: BookedTransfer[];
}

const { HALF_UP_TO_CENT } = ROUNDING_POLICIES;

/** Whether citizenship lasted without a gap from one day to another, both of them included. */
const citizenThroughout = ({ citizenship }: ListedPerson, since: CivilDate, day: CivilDate): boolean =>
  citizenship.some(({ from, to }) => from <= since && (to === null || to > day));

const open = (claims: readonly BookedClaim[]): BookedClaim | undefined => claims.find(({ closedOn }) => closedOn === null);

const change = ({ from, to, amount }: BookedTransfer): Decimal => (to === 'CLAIM' ? amount : from === 'CLAIM' ? amount.negated() : new Decimal(0));

export const balanceOf = ({ transfers }: BookedClaim): Decimal => transfers.reduce((sum, transfer) => sum.plus(change(transfer)), new Decimal(0));

const booked = ({ transfers }: BookedClaim, year: number, ...kinds: readonly TransferKind[]): Decimal =>
  transfers.filter(({ kind, reportingYear }) => reportingYear === year && kinds.includes(kind)).reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));

function close(claim: BookedClaim, reason: ClosingReason, on: CivilDate): void {
  const amount = balanceOf(claim);
  const [kind, to] = reason === 'VOID' ? (['VOID', 'FUND'] as const) : (['OPENING', 'ACCOUNT'] as const);
  if (amount.gt(0)) claim.transfers.push({ from: 'CLAIM', to, amount, kind, reportingYear: null, on });
  claim.closedOn = on;
  claim.closingReason = reason;
}

function begin(claims: BookedClaim[], openedOn: CivilDate): BookedClaim {
  const claim: BookedClaim = { openedOn, closedOn: null, closingReason: null, transfers: [] };
  claims.push(claim);
  return claim;
}

const isReversed = (transfers: readonly BookedTransfer[], { id }: BookedTransfer): boolean => id !== undefined && transfers.some(({ kind, refersTo }) => kind === 'REVERSAL' && refersTo === id);

/** What happened to a claim besides years. What was taken back did not happen: the money should have stood there, and earned, all the time. */
function otherwise({ transfers }: BookedClaim): BookedTransfer[] {
  const others = transfers.filter(({ kind, reportingYear }) => reportingYear === null && kind !== 'OPENING');
  const undone = others.filter((one) => isReversed(transfers, one));
  return others.filter((one) => !undone.includes(one) && !(one.kind === 'REVERSAL' && undone.some(({ id }) => id === one.refersTo)));
}

/** What else happened to a claim between the runs of two years: a sum that was taken back. That it became savings ends the years it goes through. */
const between = (claim: BookedClaim, after: CivilDate | null, upTo: CivilDate): Decimal =>
  otherwise(claim).filter(({ on }) => on <= upTo && (after === null || on > after)).reduce((sum, transfer) => sum.plus(change(transfer)), new Decimal(0));

/**
 * Goes through the years again, and adds what is missing of each: the yield on what should have stood there, and the sum. A yield
 * that was credited and is too little, because a sum before it was missing, is corrected.
 */
function fill(claim: BookedClaim, years: readonly RunYear[], due: ReadonlySet<number>, last: number, on: CivilDate): void {
  let [balance, before] = [new Decimal(0), null as CivilDate | null];
  const add = (kind: TransferKind, year: number, amount: Decimal): Decimal => {
    if (amount.gt(0)) claim.transfers.push({ from: 'FUND', to: 'CLAIM', amount, kind, reportingYear: year, on });
    return amount;
  };
  for (const { year, creditedOn, perChild, yieldRate } of years.filter((one) => one.year <= last)) {
    balance = balance.plus(between(claim, before, creditedOn));
    const [sum, earned, corrected] = [booked(claim, year, 'ACCRUAL'), booked(claim, year, 'YIELD'), booked(claim, year, 'YIELD_CORRECTION')];
    const yields = HALF_UP_TO_CENT(balance.times(yieldRate));
    const missing = Decimal.max(yields.minus(earned).minus(corrected), 0);
    const isDue = due.has(year) && sum.isZero();
    // The yield of a year comes with its sum, in one row, and is as little credited twice; whatever comes without is a correction.
    balance = balance.plus(earned).plus(corrected).plus(add(isDue && earned.isZero() ? 'YIELD' : 'YIELD_CORRECTION', year, missing));
    balance = balance.plus(sum).plus(isDue ? add('ACCRUAL', year, perChild) : 0);
    before = creditedOn;
  }
}

/**
 * What the run of the last of `years` does for one person, added to what was booked before: a claim is void with lost citizenship
 * (and begins anew when it is regained); every year of whose list the person was, as it is known now, is credited with its yield;
 * in the year of majority the claim becomes savings. After a death nothing is added: what heirs are due, and when, is not settled
 * by any act the project has read. To savings only what was missed before the account was opened is added, with the yield until then: it goes
 * through the claim, as everything did, and from there to the account.
 *
 * A list may be put right after it has ended a claim. One that lapsed goes on, and what lapsed is back on it. What heirs have, or what
 * lapsed beside another claim, is for officials: no year is credited twice, and the answer is that there is something left to them.
 */
export function creditYear(person: ListedPerson, claims: BookedClaim[], years: readonly RunYear[], on: CivilDate): 'CREDITED' | 'LEFT' {
  const run = years.at(-1);
  const { birthDate, diedOn } = person;
  if (run === undefined || (diedOn !== null && diedOn <= run.listDate)) return 'CREDITED';
  voidWithCitizenship(person, claims, years, run, on);
  const converted = claims.find(({ closingReason }) => closingReason === 'CONVERTED');
  const due = dueYears(person, years, converted === undefined ? run : undefined);
  if (due.size === 0) return 'CREDITED';
  const claim = converted ?? open(claims) ?? claims.findLast(({ transfers }) => transfers.some((one) => isSumOf(one, due))) ?? begin(claims, on);
  if (claim.closingReason === 'HEIRS') return 'LEFT';
  if (claim.closingReason === 'VOID') revive(claim, on);
  const elsewhere = sumsBeside(claim, claims);
  const free = new Set([...due].filter((year) => !elsewhere.has(year)));
  fill(claim, years, free, Math.max(...due), on);
  if (converted !== undefined) moveOn(converted, on);
  else if (yearOfMajority(birthDate) <= run.year + 1) close(claim, 'CONVERTED', on);
  return free.size < due.size ? 'LEFT' : 'CREDITED';
}

const isSumOf = ({ kind, reportingYear }: BookedTransfer, due: ReadonlySet<number>): boolean => kind === 'ACCRUAL' && reportingYear !== null && due.has(reportingYear);

/** Years whose sums are on other claims of the person. */
const sumsBeside = (claim: BookedClaim, claims: readonly BookedClaim[]): ReadonlySet<number | null> =>
  new Set(claims.filter((one) => one !== claim).flatMap(({ transfers }) => transfers.filter(({ kind }) => kind === 'ACCRUAL').map(({ reportingYear }) => reportingYear)));

/** Citizenship was not lost after all. */
function revive(claim: BookedClaim, on: CivilDate): void {
  const { transfers } = claim;
  const lapsed = transfers.findLast((one) => one.kind === 'VOID' && !isReversed(transfers, one));
  if (lapsed !== undefined) transfers.push({ from: 'FUND', to: 'CLAIM', amount: lapsed.amount, kind: 'REVERSAL', reportingYear: null, on, refersTo: lapsed.id ?? null });
  claim.closedOn = null;
  claim.closingReason = null;
}

/** Years of whose lists somebody was, and has been a citizen since: until the run's, or of savings until the last list before them. */
function dueYears(person: ListedPerson, years: readonly RunYear[], run: RunYear | undefined): ReadonlySet<number> {
  const on = years.filter((year) => absenceFrom(year, person) === null);
  const until = (run ?? on.at(-1))?.listDate;
  return new Set(on.filter(({ listDate }) => until !== undefined && citizenThroughout(person, listDate, until)).map(({ year }) => year));
}

/** What was missed goes on to the account that a claim became. */
function moveOn(claim: BookedClaim, on: CivilDate): void {
  const missed = balanceOf(claim);
  if (missed.gt(0)) claim.transfers.push({ from: 'CLAIM', to: 'ACCOUNT', amount: missed, kind: 'OPENING', reportingYear: null, on });
}

function voidWithCitizenship(person: ListedPerson, claims: readonly BookedClaim[], years: readonly RunYear[], run: RunYear, on: CivilDate): void {
  const claim = open(claims);
  const last = years.findLast(({ year }) => claim?.transfers.some(({ kind, reportingYear }) => kind === 'ACCRUAL' && reportingYear === year));
  if (claim !== undefined && last !== undefined && !citizenThroughout(person, last.listDate, run.listDate)) close(claim, 'VOID', on);
}
