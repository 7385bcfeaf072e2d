import { addDays, earliest, latest, monthEnd, monthStart } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { ComputedAmount } from '../../shared/rules/amount-periods.js';
import { chance, type PopulationFacts } from '../../shared/synthetic/seed.js';
import type { AwardComponent, AwardEndReason, AwardStatus } from '../modules/award/award-codes.type.js';
import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';
import { type AmountCase, amountOn } from '../modules/rate/amount.js';
import type { RateBook } from '../modules/rate/rate-book.js';
import { dayBefore, FAR, type HouseholdView } from './household-view.js';
import type { Payee } from './homes.js';
import type { ProgrammeFacts } from './records.js';

/** What a case is worth on a day. */
export interface Case {
  readonly from: CivilDate;
  readonly amountOn: (book: RateBook, on: CivilDate) => ComputedAmount | null;
}

/** A case from a day on, as the rules compute it. */
export const caseFrom = (from: CivilDate, of: AmountCase): Case => ({ from, amountOn: (book, on) => amountOn(book, of, on) });

/** Who is in an award, and from when to when; `until` included, null while open. */
export interface Membership {
  readonly iin: string;
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

/** How an award stands on the population's last day. */
export interface Outcome {
  readonly status: AwardStatus;
  readonly until: CivilDate | null;
  readonly suspendedFrom: CivilDate | null;
  readonly end: { readonly reason: AwardEndReason; readonly occurredOn: CivilDate; readonly receivedOn: CivilDate } | null;
}

/** An award before it has a row. */
export interface AwardDraft extends Outcome {
  readonly programme: BenefitProgrammeCode;
  readonly component: AwardComponent;
  readonly payee: Payee;
  /** District of the placement, for a payee without a home of its own. */
  readonly district: string | null;
  /** The guardianship body that decided, where one did. */
  readonly body: string | null;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly decidedOn: CivilDate;
  readonly since: CivilDate;
  readonly children: readonly Membership[];
  readonly cases: readonly Case[];
}

/** What every programme's seed has at hand. */
export interface SeedScope {
  readonly view: HouseholdView;
  readonly facts: PopulationFacts;
  readonly book: RateBook;
  readonly programmes: ReadonlyMap<string, ProgrammeFacts>;
}

/** A whole number of days from `least` to `most`, the same on every run. */
export const delay = ({ seed }: PopulationFacts, least: number, most: number, ...keys: readonly string[]): number =>
  least + Math.floor(chance(seed, 'benefits', ...keys) * (most - least + 1));

export const happens = ({ seed }: PopulationFacts, share: number, ...keys: readonly string[]): boolean => chance(seed, 'benefits', ...keys) < share;

/** Service time: 7 working days for state benefits, 8 at the Fund, so 3 to 9 days. */
export const decided = (facts: PopulationFacts, receivedOn: CivilDate, ...keys: readonly string[]): CivilDate =>
  addDays(receivedOn, delay(facts, 3, 9, 'decided', ...keys));

/** Something that may end an award: what, when, and how the programme takes it. */
export interface Ending {
  /** First day on which it holds. */
  readonly on: CivilDate;
  readonly reason: AwardEndReason;
  /** Last day for which is paid; the day before by default. */
  readonly until?: CivilDate;
  readonly receivedOn?: CivilDate;
  readonly suspends?: boolean;
  /** When a suspended right is over anyway. */
  readonly lapsesOn?: CivilDate;
}

/** A death: paid through its month (Social Code, 83(3), 92(5), 178(1), 185(3), 237(1)). */
export const deathEnding = (death: { on: CivilDate; registeredOn: CivilDate } | null, reason: AwardEndReason): Ending =>
  death === null ? { on: FAR, reason } : { on: death.on, reason, until: monthEnd(death.on), receivedOn: death.registeredOn };

const COMPLETING: ReadonlySet<AwardEndReason> = new Set(['PAID', 'TERM_ENDED', 'MAJORITY', 'DISABILITY_ENDED', 'AWARD_REPLACED']);

/** The first of some endings; of those on one day, the one named first. */
export const firstEnding = (endings: readonly [Ending, ...Ending[]]): Ending => endings.reduce((a, b) => (b.on < a.on ? b : a));

/** How an award stands on a day, when `ending` is the first thing to end it; `planned` is an end known in advance. */
export function outcomeOf(ending: Ending, planned: CivilDate | null, asOf: CivilDate): Outcome {
  if (ending.on > asOf) return { status: 'ACTIVE', until: planned, suspendedFrom: null, end: null };
  const { on, reason, until = dayBefore(on), suspends = false, lapsesOn = FAR } = ending;
  if (suspends && lapsesOn > asOf) return { status: 'SUSPENDED', until: planned, suspendedFrom: monthStart(on, 1), end: null };
  const receivedOn = earliest(asOf, ending.receivedOn ?? addDays(on, 3));
  return {
    status: COMPLETING.has(reason) ? 'COMPLETED' : 'TERMINATED',
    until: suspends ? monthEnd(on) : until,
    suspendedFrom: null,
    end: { reason, occurredOn: on, receivedOn: latest(on, receivedOn) },
  };
}
