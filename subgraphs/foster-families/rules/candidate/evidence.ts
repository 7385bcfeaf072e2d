import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn, type DatedPeriod } from '../../../shared/dated.js';

/** What a paper says of a candidate: yes or no, and of some how much. */
export type EvidenceKind =
  | 'CAPACITY_LIMITED' | 'SPOUSE_CAPACITY_LIMITED' | 'RIGHTS_REMOVED_OR_LIMITED' | 'REMOVED_AS_GUARDIAN' | 'ADOPTION_CANCELLED'
  | 'UNFIT_HEALTH' | 'DISPENSARY_REGISTER' | 'UNEXPUNGED_CONVICTION' | 'LISTED_OFFENCE' | 'UNDER_PROSECUTION'
  | 'CITIZEN' | 'STATELESS' | 'PERMANENT_HOME' | 'HOUSING' | 'INCOME_SUFFICES' | 'MARRIED' | 'SPOUSE_CONSENT' | 'RAISED_THREE_YEARS'
  | 'RELATIVE_OF_CHILD' | 'AGE_GAP_EXCUSED' | 'TRAINING' | 'PROFESSIONAL_CONCLUSION';

/** A paper: what it says, since and until when it holds, and where it comes from. */
export interface Evidence extends DatedPeriod {
  readonly kind: EvidenceKind;
  readonly holds: boolean;
  /** Square metres of a home, tenge a month of an income. */
  readonly amount: string | null;
  /** Who lives in the home already, without children placed there. */
  readonly people: number | null;
  readonly source: string;
}

/** What the law asks of somebody who would take a child in, as it is known on a day. */
export interface CandidateFacts {
  readonly on: CivilDate;
  readonly birthDate: CivilDate;
  readonly sex: 'FEMALE' | 'MALE';
  /** In the order in which it was recorded. */
  readonly evidence: readonly Evidence[];
  /** Children who live in the family by placements. */
  readonly placed: number;
  /** The last decision in favour, or yearly check; null before the first. */
  readonly checkedOn: CivilDate | null;
  /** Of the child that would be taken in; null where it is not asked about one. */
  readonly childBirthDate: CivilDate | null;
}

/** The paper that holds on the day: of several the one that began last, and of those the one recorded last. */
export function paperOf({ evidence, on }: CandidateFacts, kind: EvidenceKind): Evidence | null {
  const held = evidence.filter((one) => one.kind === kind && holdsOn(one, on));
  return held.reduce<Evidence | null>((best, one) => (best === null || best.validFrom <= one.validFrom ? one : best), null);
}
