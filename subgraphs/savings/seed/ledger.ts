import { Decimal } from 'decimal.js';
import { ageOn, holdsOn } from '../../shared/dated.js';
import type { CivilDate } from '../../shared/clock.js';
import { ROUNDING_POLICIES } from '../../shared/money.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import type { ClosingReason } from '../modules/ledger/claim.type.js';
import type { TransferKind } from '../modules/ledger/transfer.type.js';

/** What a year's run works with, from the reference table. */
export interface RunYear {
  readonly year: number;
  readonly listDate: CivilDate;
  readonly creditedOn: CivilDate;
  readonly perChild: Decimal;
  readonly yieldRate: Decimal;
}

export interface SeededTransfer {
  readonly from: 'FUND' | 'CLAIM';
  readonly to: 'FUND' | 'CLAIM' | 'ACCOUNT';
  readonly amount: Decimal;
  readonly kind: TransferKind;
  readonly reportingYear: number | null;
  readonly on: CivilDate;
}

/** One claim with everything that happened to it. */
export interface SeededClaim {
  readonly openedOn: CivilDate;
  closedOn: CivilDate | null;
  closingReason: ClosingReason | null;
  readonly transfers: SeededTransfer[];
  balance: Decimal;
}

const MAJORITY = 18;
const { HALF_UP_TO_CENT } = ROUNDING_POLICIES;

const citizenOn = (person: SyntheticPerson, day: CivilDate): boolean =>
  person.citizenships.some(({ country, from, to }) => country === 'KZ' && holdsOn({ validFrom: from, validTo: to }, day));

/** Whether citizenship lasted without a gap from one day to another. */
const citizenThroughout = (person: SyntheticPerson, since: CivilDate, day: CivilDate): boolean =>
  person.citizenships.some(({ country, from, to }) => country === 'KZ' && from <= since && (to === null || to > day));

/** On the list of 31 December: born, alive, a citizen, not yet 18. */
function onList(person: SyntheticPerson, { listDate }: RunYear): boolean {
  const alive = person.death === null || person.death.on > listDate;
  return person.birthDate <= listDate && alive && citizenOn(person, listDate) && ageOn(person.birthDate, listDate) < MAJORITY;
}

function add(claim: SeededClaim, transfer: SeededTransfer, change: Decimal): void {
  claim.transfers.push(transfer);
  claim.balance = claim.balance.plus(change);
}

/** Yield on what there is, then the year's sum. Both for `year`, credited in the run of `creditedOn`. */
function credit(claim: SeededClaim, { year, yieldRate, perChild }: RunYear, on: CivilDate): void {
  const earned = HALF_UP_TO_CENT(claim.balance.times(yieldRate));
  if (earned.gt(0)) add(claim, { from: 'FUND', to: 'CLAIM', amount: earned, kind: 'YIELD', reportingYear: year, on }, earned);
  add(claim, { from: 'FUND', to: 'CLAIM', amount: perChild, kind: 'ACCRUAL', reportingYear: year, on }, perChild);
}

function close(claim: SeededClaim, reason: ClosingReason, on: CivilDate): void {
  const { balance: amount } = claim;
  const kind = reason === 'VOID' ? 'VOID' : 'OPENING';
  add(claim, { from: 'CLAIM', to: reason === 'VOID' ? 'FUND' : 'ACCOUNT', amount, kind, reportingYear: null, on }, amount.negated());
  claim.closedOn = on;
  claim.closingReason = reason;
}

/** Years missed because the birth was registered late: all on whose list the child should have been. */
const missedYears = (person: SyntheticPerson, years: readonly RunYear[], run: RunYear): RunYear[] =>
  years.filter((year) => year.year < run.year && year.creditedOn < person.registeredOn && onList(person, year));

/**
 * The claims of one person by the runs of the years so far: back-fill of missed years with their yields, the year's yield
 * and sum, void with lost citizenship (a claim begins anew when it is regained), conversion in the year of majority. After a
 * death nothing is added: what heirs are due, and when, is not settled by any act the project has read.
 */
export function claimsOfPerson(person: SyntheticPerson, years: readonly RunYear[], asOf: CivilDate): SeededClaim[] {
  const claims: SeededClaim[] = [];
  let lastList: CivilDate | null = null;
  for (const run of years.filter(({ creditedOn }) => creditedOn <= asOf)) {
    const open = claims.find(({ closedOn }) => closedOn === null);
    if (open && lastList !== null && person.death === null && !citizenThroughout(person, lastList, run.listDate)) close(open, 'VOID', run.creditedOn);
    if (onList(person, run) && person.registeredOn <= run.creditedOn) {
      const claim = claims.find(({ closedOn }) => closedOn === null) ?? begin(claims, run.creditedOn);
      if (claim.transfers.length === 0) for (const missed of missedYears(person, years, run)) credit(claim, missed, run.creditedOn);
      credit(claim, run, run.creditedOn);
      lastList = run.listDate;
      if (Number(person.birthDate.slice(0, 4)) + MAJORITY === run.year + 1) close(claim, 'CONVERTED', run.creditedOn);
    }
  }
  return claims;
}

function begin(claims: SeededClaim[], openedOn: CivilDate): SeededClaim {
  const claim: SeededClaim = { openedOn, closedOn: null, closingReason: null, transfers: [], balance: new Decimal(0) };
  claims.push(claim);
  return claim;
}
