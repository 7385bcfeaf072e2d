import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt } from '../../shared/dated.js';
import type { BookedClaim } from '../modules/accrual-run/credit-year.js';
import type { SavingsPhase } from '../modules/savings/phase.js';
import { claimsOf, payableFrom, type Participant } from './claims.js';
import { absenceFrom, MAJORITY, yearOfMajority } from './list.js';
import { explain, type ProjectionStep } from './explanation.js';
import { termEnds } from './terms.js';
import { runsUntil, type RunYear } from './years.js';

/** What a run credited for one reporting year. */
export interface ProjectedAccrual {
  readonly reportingYear: number;
  readonly creditedOn: CivilDate;
  readonly amount: Decimal;
  readonly yield: Decimal;
}

/** Where somebody stands, on some facts and by the published years. */
export interface Projection {
  readonly phase: SavingsPhase;
  readonly principal: Decimal;
  readonly yield: Decimal;
  readonly balance: Decimal;
  readonly accruals: readonly ProjectedAccrual[];
  readonly payableFrom: CivilDate | null;
  /** Whether all that was credited by then is published. */
  readonly complete: boolean;
  readonly explanation: readonly ProjectionStep[];
}

/** The day on which what nobody asked for goes to the pension account. */
export const unclaimedOn = (birthDate: CivilDate): CivilDate => termEnds('UNCLAIMED', birthdayAt(birthDate, MAJORITY));

function phaseOf({ birthDate, diedOn }: Participant, claim: BookedClaim | undefined, asOf: CivilDate): SavingsPhase {
  if (claim === undefined) return 'NOT_PARTICIPANT';
  if (claim.closingReason === 'VOID') return 'VOID';
  if (claim.closingReason === null) return 'CLAIM';
  return diedOn === null && unclaimedOn(birthDate) <= asOf ? 'TRANSFERRED' : 'ACCOUNT';
}

const sum = (accruals: readonly ProjectedAccrual[], part: 'amount' | 'yield'): Decimal => accruals.reduce((total, one) => total.plus(one[part]), new Decimal(0));

/** The transfers to a claim, those of a reporting year together. */
function accrualsOf(claim: BookedClaim | undefined): ProjectedAccrual[] {
  const years = new Map<number, ProjectedAccrual>();
  for (const { reportingYear, kind, amount, on } of claim?.transfers ?? []) {
    if (reportingYear === null) continue;
    const { amount: accrued, yield: earned } = years.get(reportingYear) ?? { amount: new Decimal(0), yield: new Decimal(0) };
    const part = kind === 'YIELD' || kind === 'YIELD_CORRECTION' ? { amount: accrued, yield: earned.plus(amount) } : { amount: accrued.plus(amount), yield: earned };
    years.set(reportingYear, { reportingYear, creditedOn: on, ...part });
  }
  return [...years.values()];
}

/** From when money may be asked for: known already while there is a claim, since its account is opened by 1 February of the year of majority. */
function payableOn({ birthDate }: Participant, phase: SavingsPhase, claim: BookedClaim | undefined): CivilDate | null {
  if (claim === undefined || (phase !== 'CLAIM' && phase !== 'ACCOUNT')) return null;
  return payableFrom(birthDate, claim.closedOn ?? `${yearOfMajority(birthDate)}-02-01`);
}

/** Facts as of a day: what happens later is not known then, and changes nothing. */
const asKnown = (person: Participant, asOf: CivilDate): Participant => ({ ...person, diedOn: person.diedOn !== null && person.diedOn > asOf ? null : person.diedOn });

/** What the programme owes to somebody with these facts at the end of a day. No database, and nobody in particular. */
export function project(given: Participant, asOf: CivilDate, runs: readonly RunYear[] = runsUntil(asOf)): Projection {
  const person = asKnown(given, asOf);
  const claims = claimsOf(person, runs, asOf);
  const claim = claims.at(-1);
  const phase = phaseOf(person, claim, asOf);
  const accruals = accrualsOf(claim);
  const [principal, earned] = [sum(accruals, 'amount'), sum(accruals, 'yield')];
  const stands = phase === 'CLAIM' || phase === 'ACCOUNT';
  const payable = payableOn(person, phase, claim);
  return {
    phase,
    principal,
    yield: earned,
    balance: stands ? principal.plus(earned) : new Decimal(0),
    accruals,
    payableFrom: payable,
    complete: runs.every((run) => run.perChild !== null && run.yieldRate !== null || person.registeredOn > run.creditedOn || absenceFrom(run, person) !== null),
    explanation: explain({ person, asOf, runs, claims, phase, payableFrom: payable }),
  };
}
