import { Decimal } from 'decimal.js';
import { addDays, latest } from '../../../shared/calendar.js';
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

/** Something that a run does not put right, because no money is taken from anybody, and no year credited twice, but by officials. */
export interface Left {
  readonly reason: LeftReason;
  /** The reporting year. */
  readonly year: number;
  /** USD: what stands of the year and should not, or what is due of it and stands elsewhere. */
  readonly amount: Decimal;
}

export type LeftReason = 'TOO_MUCH' | 'ON_ANOTHER_CLAIM' | 'PAID_TO_HEIRS';

const { HALF_UP_TO_CENT } = ROUNDING_POLICIES;

/** Whether citizenship lasted without a gap from one day to another, both of them included. */
const citizenThroughout = ({ citizenship }: ListedPerson, since: CivilDate, day: CivilDate): boolean =>
  citizenship.some(({ from, to }) => from <= since && (to === null || to > day));

const open = (claims: readonly BookedClaim[]): BookedClaim | undefined => claims.find(({ closedOn }) => closedOn === null);

const change = ({ from, to, amount }: BookedTransfer): Decimal => (to === 'CLAIM' ? amount : from === 'CLAIM' ? amount.negated() : new Decimal(0));

export const balanceOf = ({ transfers }: BookedClaim): Decimal => transfers.reduce((sum, transfer) => sum.plus(change(transfer)), new Decimal(0));

const total = (transfers: readonly BookedTransfer[]): Decimal => transfers.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));

const bookedOf = ({ transfers }: BookedClaim, year: number, ...kinds: readonly TransferKind[]): BookedTransfer[] =>
  transfers.filter(({ kind, reportingYear }) => reportingYear === year && kinds.includes(kind));

const booked = (claim: BookedClaim, year: number, ...kinds: readonly TransferKind[]): Decimal => total(bookedOf(claim, year, ...kinds));

/** A claim that was opened late may end by a run that credits on an earlier day: not before it began. */
function close(claim: BookedClaim, reason: ClosingReason, on: CivilDate): void {
  const amount = balanceOf(claim);
  const [kind, to] = reason === 'VOID' ? (['VOID', 'FUND'] as const) : (['OPENING', 'ACCOUNT'] as const);
  if (amount.gt(0)) claim.transfers.push({ from: 'CLAIM', to, amount, kind, reportingYear: null, on });
  claim.closedOn = latest(on, claim.openedOn);
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

const OF_A_YEAR: readonly TransferKind[] = ['ACCRUAL', 'YIELD', 'YIELD_CORRECTION'];

/** What officials have taken back of a year, and of its yield, oldest first. */
function takenBack(claim: BookedClaim, year: number): BookedTransfer[] {
  const ids = new Set(bookedOf(claim, year, ...OF_A_YEAR).map(({ id }) => id));
  return otherwise(claim).filter(({ kind, refersTo }) => kind === 'CLAWBACK' && refersTo != null && ids.has(refersTo)).toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** Whether a sum of a year was credited, and not all of it taken back. */
const stands = (claim: BookedClaim, year: number): boolean => {
  const sum = booked(claim, year, 'ACCRUAL');
  return sum.gt(0) && total(takenBack(claim, year)).lt(sum);
};

/** Money that left a claim on a day, or came back to it: below or above zero. */
interface Move {
  readonly on: CivilDate;
  readonly amount: Decimal;
}

const sumOf = (moves: readonly Move[]): Decimal => moves.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));

/** What claw-backs took of what stood there rightly: what was too much of their year goes first. */
function rightlyTaken(taken: readonly BookedTransfer[], tooMuch: Decimal): Move[] {
  let left = tooMuch;
  return taken.map(({ on, amount }) => {
    const wrong = Decimal.min(left, amount);
    left = left.minus(wrong);
    return { on, amount: wrong.minus(amount) };
  });
}

/** Adds to a claim, and answers with what it has added. */
type Add = (kind: TransferKind, year: number, amount: Decimal) => Decimal;

const adding = (claim: BookedClaim, on: CivilDate): Add => (kind, reportingYear, amount) => {
  if (amount.gt(0)) claim.transfers.push({ from: 'FUND', to: 'CLAIM', amount, kind, reportingYear, on });
  return amount;
};

const addingNothing: Add = () => new Decimal(0);

/** What of a year stands on a claim rightly, after what is missing was added, and what of it is too much. */
function settle(claim: BookedClaim, { year, perChild }: RunYear, isDue: boolean, yields: Decimal, add: Add): { readonly right: Decimal; readonly tooMuch: Decimal } {
  const [sum, earned, corrected] = [booked(claim, year, 'ACCRUAL'), booked(claim, year, 'YIELD'), booked(claim, year, 'YIELD_CORRECTION')];
  const isMissing = isDue && sum.isZero();
  const before = earned.plus(corrected);
  // The yield of a year comes with its sum, in one row, and is as little credited twice; whatever comes without is a correction.
  const after = before.plus(add(isMissing && earned.isZero() ? 'YIELD' : 'YIELD_CORRECTION', year, Decimal.max(yields.minus(before), 0)));
  const due = isMissing ? add('ACCRUAL', year, perChild) : isDue ? sum : new Decimal(0);
  return { right: Decimal.min(after, yields).plus(due), tooMuch: Decimal.max(before.minus(yields), 0).plus(isDue ? 0 : sum) };
}

/**
 * Goes through the years again by what should have stood there: the sums of the years that are due, and the yields on them until the
 * last, less what was rightly taken back. What is missing of a year is added. The answer is of what more stands than should: the sum of a
 * list that the person is not on as it is known now, or a yield on what was not there. Once it is taken back the claim is right.
 */
function goThrough(claim: BookedClaim, years: readonly RunYear[], due: ReadonlySet<number>, last: number, add: Add): Left[] {
  let moves: Move[] = otherwise(claim).filter(({ kind }) => kind !== 'CLAWBACK').map((one) => ({ on: one.on, amount: change(one) }));
  const left: Left[] = [];
  let balance = new Decimal(0);
  for (const run of years) {
    balance = balance.plus(sumOf(moves.filter(({ on }) => on <= run.creditedOn)));
    moves = moves.filter(({ on }) => on > run.creditedOn);
    const yields = run.year <= last ? HALF_UP_TO_CENT(balance.times(run.yieldRate)) : new Decimal(0);
    const { right, tooMuch } = settle(claim, run, due.has(run.year), yields, add);
    const taken = takenBack(claim, run.year);
    const standing = tooMuch.minus(total(taken));
    if (standing.gt(0)) left.push({ reason: 'TOO_MUCH', year: run.year, amount: standing });
    moves.push(...rightlyTaken(taken, tooMuch));
    balance = balance.plus(right);
  }
  return left;
}

/**
 * What the run of the last of `years` does for one person, added to what was booked before: a claim is void with lost citizenship
 * (and begins anew when it is regained); every year of whose list the person was, as it is known now, is credited with its yield;
 * in the year of majority the claim becomes savings. After a death nothing is added: what heirs are due, and when, is not settled
 * by any act the project has read. To savings only what was missed before the account was opened is added, with the yield until then: it goes
 * through the claim, as everything did, and from there to the account.
 *
 * A list may be put right after it has ended a claim. One that lapsed goes on, and what lapsed is back on it. What heirs have, or what
 * lapsed beside another claim, is for officials (until they bring it to the account that the other one became): no year is credited twice. So is what should not have been credited, since money is
 * taken from somebody by two officials only. The answer is what is left to them.
 */
export function creditYear(person: ListedPerson, claims: BookedClaim[], years: readonly RunYear[], on: CivilDate): Left[] {
  const run = years.at(-1);
  if (run === undefined) return [];
  voidWithCitizenship(person, claims, years, on);
  const due = dueYears(person, years);
  const isCredited = due.size > 0 && (person.diedOn === null || person.diedOn > run.listDate);
  const converted = claims.find(({ closingReason }) => closingReason === 'CONVERTED');
  const claim = converted ?? open(claims) ?? (isCredited ? claims.findLast(({ transfers }) => transfers.some((one) => isSumOf(one, due))) ?? begin(claims, on) : undefined);
  if (claim === undefined) return [];
  const leave = (reason: LeftReason, of: ReadonlySet<number>): Left[] => years.filter(({ year }) => of.has(year)).map(({ year, perChild }) => ({ reason, year, amount: perChild }));
  if (claim.closingReason === 'HEIRS') return leave('PAID_TO_HEIRS', due);
  if (claim.closingReason === 'VOID') revive(claim, on);
  const elsewhere = sumsBeside(claim, claims);
  const tooMuch = goThrough(claim, years, difference(due, elsewhere), Math.max(...due), isCredited ? adding(claim, on) : addingNothing);
  if (!isCredited) return tooMuch;
  if (converted !== undefined) moveOn(converted, on);
  else if (yearOfMajority(person.birthDate) <= run.year + 1) close(claim, 'CONVERTED', on);
  const lost = difference(elsewhere, sumsBeside(claim, claims.filter(({ closingReason }) => closingReason === 'CONVERTED')));
  return [...tooMuch, ...leave('ON_ANOTHER_CLAIM', difference(due, difference(due, lost)))];
}

const difference = <Y extends number | null>(some: ReadonlySet<Y>, others: ReadonlySet<number | null>): ReadonlySet<Y> => new Set([...some].filter((year) => !others.has(year)));

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

/** Until when citizenship has to last for the years to count: the last list of childhood so far, or the day before a death; null where there was none. */
function citizenUntil({ birthDate, diedOn }: ListedPerson, years: readonly RunYear[]): CivilDate | null {
  const last = years.findLast(({ year }) => year < yearOfMajority(birthDate))?.listDate ?? null;
  return last !== null && diedOn !== null && diedOn <= last ? addDays(diedOn, -1) : last;
}

/** Years of whose lists somebody was, and has been a citizen since. */
function dueYears(person: ListedPerson, years: readonly RunYear[]): ReadonlySet<number> {
  const until = citizenUntil(person, years);
  return new Set(years.filter((year) => until !== null && absenceFrom(year, person) === null && citizenThroughout(person, year.listDate, until)).map(({ year }) => year));
}

/** What was missed goes on to the account that a claim became. */
function moveOn(claim: BookedClaim, on: CivilDate): void {
  const missed = balanceOf(claim);
  if (missed.gt(0)) claim.transfers.push({ from: 'CLAIM', to: 'ACCOUNT', amount: missed, kind: 'OPENING', reportingYear: null, on });
}

/** Where a later year stands as well, the claim cannot lapse as a whole: what should have lapsed is too much on it. */
function voidWithCitizenship(person: ListedPerson, claims: readonly BookedClaim[], years: readonly RunYear[], on: CivilDate): void {
  const claim = open(claims);
  const until = citizenUntil(person, years);
  const standing = claim === undefined ? [] : years.filter(({ year }) => stands(claim, year));
  if (claim !== undefined && until !== null && standing.length > 0 && standing.every(({ listDate }) => !citizenThroughout(person, listDate, until))) close(claim, 'VOID', on);
}
