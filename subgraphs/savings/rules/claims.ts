import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { ageOn, birthdayAt } from '../../shared/dated.js';
import { ROUNDING_POLICIES } from '../../shared/money.js';
import { anyHolds, type Period } from '../../shared/periods.js';
import type { ClosingReason } from '../modules/ledger/claim.type.js';
import type { RunYear } from './years.js';

/** What the programme knows of a person. */
export interface Participant {
  readonly birthDate: CivilDate;
  /** Periods of Kazakhstan's citizenship. */
  readonly citizenship: readonly Period[];
  /** When the civil registry had the record as it is: late registrations and corrections come months or years after birth. */
  readonly registeredOn: CivilDate;
  readonly diedOn: CivilDate | null;
}

/** What may happen to a claim. */
export type ClaimTransferKind = 'ACCRUAL' | 'YIELD' | 'OPENING' | 'VOID';

export interface ClaimTransfer {
  readonly from: 'FUND' | 'CLAIM';
  readonly to: 'FUND' | 'CLAIM' | 'ACCOUNT';
  readonly amount: Decimal;
  readonly kind: ClaimTransferKind;
  readonly reportingYear: number | null;
  readonly on: CivilDate;
}

/** One claim with everything that happened to it. */
export interface ClaimHistory {
  readonly openedOn: CivilDate;
  closedOn: CivilDate | null;
  closingReason: ClosingReason | null;
  readonly transfers: ClaimTransfer[];
  balance: Decimal;
}

/** Why somebody is not on the list of a 31 December. */
export type Absence = 'NOT_BORN' | 'DEAD' | 'OF_AGE' | 'NOT_A_CITIZEN';

export const MAJORITY = 18;
const { HALF_UP_TO_CENT } = ROUNDING_POLICIES;

/** Null: on the list, as a citizen who was born, lives and is not yet 18. */
export function absenceFrom({ listDate }: Pick<RunYear, 'listDate'>, { birthDate, diedOn, citizenship }: Participant): Absence | null {
  if (birthDate > listDate) return 'NOT_BORN';
  if (diedOn !== null && diedOn <= listDate) return 'DEAD';
  if (ageOn(birthDate, listDate) >= MAJORITY) return 'OF_AGE';
  return anyHolds(citizenship, listDate) ? null : 'NOT_A_CITIZEN';
}

/** The calendar year in which somebody turns 18; in its February the claim becomes savings. */
export const yearOfMajority = (birthDate: CivilDate): number => Number(birthDate.slice(0, 4)) + MAJORITY;

/** From when savings may be applied for: the 18th birthday, or the opening of the account where that is later (the safe reading). */
export function payableFrom(birthDate: CivilDate, openedOn: CivilDate): CivilDate {
  const majority = birthdayAt(birthDate, MAJORITY);
  return openedOn > majority ? openedOn : majority;
}

/** Whether citizenship lasted without a gap from a list to the day of another, or to a death before it. */
const citizenThroughout = ({ citizenship, diedOn }: Participant, since: CivilDate, day: CivilDate): boolean =>
  citizenship.some(({ from, to }) => from <= since && (to === null || to > day || (diedOn !== null && diedOn <= day && to >= diedOn)));

function add(claim: ClaimHistory, transfer: ClaimTransfer, change: Decimal): void {
  claim.transfers.push(transfer);
  claim.balance = claim.balance.plus(change);
}

/** What a balance earns by the average yield of a year, half up to the cent. */
export const yieldOn = (balance: Decimal, rate: Decimal): Decimal => HALF_UP_TO_CENT(balance.times(rate));

/** Yield on what there is, then the year's sum, both for `year` and credited on `on`. What is not known is not credited. */
function credit(claim: ClaimHistory, { year, yieldRate, perChild }: RunYear, on: CivilDate): void {
  const earned = yieldRate === null ? new Decimal(0) : yieldOn(claim.balance, yieldRate);
  if (earned.gt(0)) add(claim, { from: 'FUND', to: 'CLAIM', amount: earned, kind: 'YIELD', reportingYear: year, on }, earned);
  if (perChild !== null) add(claim, { from: 'FUND', to: 'CLAIM', amount: perChild, kind: 'ACCRUAL', reportingYear: year, on }, perChild);
}

function close(claim: ClaimHistory, reason: ClosingReason, on: CivilDate): void {
  const { balance: amount } = claim;
  const kind = reason === 'VOID' ? 'VOID' : 'OPENING';
  if (amount.gt(0)) add(claim, { from: 'CLAIM', to: reason === 'VOID' ? 'FUND' : 'ACCOUNT', amount, kind, reportingYear: null, on }, amount.negated());
  claim.closedOn = on;
  claim.closingReason = reason;
}

function begin(claims: ClaimHistory[], openedOn: CivilDate): ClaimHistory {
  const claim: ClaimHistory = { openedOn, closedOn: null, closingReason: null, transfers: [], balance: new Decimal(0) };
  claims.push(claim);
  return claim;
}

/** Years that a run credits: its own, and those missed until the record was there, as far as citizenship lasted from them to this one. */
const yearsDue = (person: Participant, years: readonly RunYear[], run: RunYear): RunYear[] =>
  years.filter((year) => year.year <= run.year && absenceFrom(year, person) === null && (year === run || citizenThroughout(person, year.listDate, run.listDate)));

/**
 * The claims of one person by the runs until a day: back-fill of missed years with their yields, the year's yield and sum, void
 * with lost citizenship (a claim begins anew when it is regained), conversion in the year of majority. After a death nothing is added:
 * what heirs are due, and when, is not settled by any act the project has read.
 */
export function claimsOf(person: Participant, years: readonly RunYear[], asOf: CivilDate): ClaimHistory[] {
  const claims: ClaimHistory[] = [];
  let lastList: CivilDate | null = null;
  let caughtUp = false;
  for (const run of years.filter(({ creditedOn }) => creditedOn <= asOf && person.registeredOn <= creditedOn)) {
    const open = claims.find(({ closedOn }) => closedOn === null);
    if (open && lastList !== null && !citizenThroughout(person, lastList, run.listDate)) close(open, 'VOID', run.creditedOn);
    const alive = person.diedOn === null || person.diedOn > run.listDate;
    const due = alive ? yearsDue(person, caughtUp ? [run] : years, run) : [];
    caughtUp = true;
    if (due.length > 0) {
      const claim = claims.find(({ closedOn }) => closedOn === null) ?? begin(claims, run.creditedOn);
      for (const year of due) credit(claim, year, run.creditedOn);
      lastList = run.listDate;
      if (yearOfMajority(person.birthDate) <= run.year + 1) close(claim, 'CONVERTED', run.creditedOn);
    }
  }
  return claims;
}
