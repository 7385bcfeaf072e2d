import { addMonths, latest } from '../../shared/calendar.js';
import type { Certainty } from '../../shared/certainty.type.js';
import type { CivilDate } from '../../shared/clock.js';
import { holdsOn, type DatedPeriod } from '../../shared/dated.js';
import type { WardRightKind, WardRightStanding } from '../modules/ward-right/ward-right-codes.type.js';
import { ASKED_SINCE } from './life-terms.js';

/** Within which time something is to be done about what a child in care has a right to. */
export interface WardRightTerm extends DatedPeriod {
  readonly kind: WardRightKind;
  readonly months: number;
  readonly article: string;
  readonly certainty: Certainty;
}

const HOUSING = 'Code on Marriage and Family, 123(1)9, 124(1)3-1, 132-4(4), 132-9(5), 136(3); no act that was read sets a day: configuration';
const ALIMONY = 'Code on Marriage and Family, 123(1)4, 124(1)2, 132-4(4), 132-9(5), 136(3); no act that was read sets a day: configuration';

/** A change is a new row with its own period. */
export const WARD_RIGHT_TERMS: readonly WardRightTerm[] = [
  { kind: 'HOUSING', months: 3, article: HOUSING, certainty: 'M', validFrom: ASKED_SINCE, validTo: null },
  { kind: 'ALIMONY', months: 3, article: ALIMONY, certainty: 'M', validFrom: ASKED_SINCE, validTo: null },
];

/** What leaves nothing to be done. */
export const SETTLED: ReadonlySet<WardRightStanding> = new Set<WardRightStanding>([
  'HOUSING_OWNED', 'HOUSING_USE_KEPT', 'HOUSING_QUEUED', 'HOUSING_PROVIDED',
  'ALIMONY_NOBODY_OWES', 'ALIMONY_CLAIMED', 'ALIMONY_ORDERED', 'ALIMONY_ENFORCED', 'ALIMONY_DISMISSED',
]);

/** What somebody else did, so that the child is to be helped anew: the term runs from that day. What the body itself has not done begins none. */
export const RUNS_ANEW: ReadonlySet<WardRightStanding> = new Set<WardRightStanding>(['HOUSING_REFUSED', 'ALIMONY_UNPAID']);

/** The last day for it, from the first day of care or of what runs anew. Nothing is asked of days before anybody kept records of it. */
export function wardRightDueBy(kind: WardRightKind, from: CivilDate): CivilDate {
  const day = latest(from, ASKED_SINCE);
  const term = WARD_RIGHT_TERMS.find((one) => one.kind === kind && holdsOn(one, day));
  if (term === undefined) throw new Error(`No term for ${kind}.`);
  return addMonths(day, term.months);
}
