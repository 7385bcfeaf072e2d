import { ageOn, holdsOn, type DatedPeriod } from '../../../shared/dated.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { ApplicantRole } from '../admission/application-codes.type.js';

/** What the registers have told of somebody who acts, or acted, for a child. */
export interface Representative extends DatedPeriod {
  readonly personIin: string;
  /** RIGHTS_REMOVED: the parent's rights are limited or removed. */
  readonly basis: 'PARENTAGE' | 'RIGHTS_REMOVED' | 'GUARDIANSHIP';
}

/** Parents and representatives act for a child until majority (Code on Marriage and Family, 130). */
const MAJORITY = 18;

export const isMinor = (birthDate: CivilDate, day: CivilDate): boolean => ageOn(birthDate, day) < MAJORITY;

/**
 * As what somebody may apply for a child on a day; null where they may not. While the child's whereabouts are withheld a parent may
 * not: what became of the application would tell where the child is.
 */
export function applicantRole(iin: string, representatives: readonly Representative[], day: CivilDate, restricted: boolean): ApplicantRole | null {
  const has = (basis: Representative['basis']): boolean => representatives.some((one) => one.personIin === iin && one.basis === basis && holdsOn(one, day));
  if (has('GUARDIANSHIP')) return 'REPRESENTATIVE';
  return has('PARENTAGE') && !has('RIGHTS_REMOVED') && !restricted ? 'PARENT' : null;
}
