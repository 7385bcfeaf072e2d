import type { Certainty } from '../../shared/certainty.type.js';
import type { CivilDate } from '../../shared/clock.js';
import { holdsOn, type DatedPeriod } from '../../shared/dated.js';

/** How many children of a district one specialist of its guardianship body may have at most. */
export interface SpecialistNorm extends DatedPeriod {
  readonly children: number;
  readonly legalBasis: string;
  readonly source: string;
  readonly certainty: Certainty;
}

/** A change of the law is a new row with its own period. */
export const SPECIALIST_NORMS: readonly SpecialistNorm[] = [
  {
    children: 5_000,
    legalBasis: 'Code on Marriage and Family, art. 120(3): at least one specialist to five thousand children of the district or city',
    source: 'Text of the Code as Law 148-VIII of 30.12.2024 left it; whether the norm is older was not read, so it is asked for from that law on (about 11 January 2025)',
    certainty: 'A',
    validFrom: '2025-01-11',
    validTo: null,
  },
];

/** The norm of a day; null before it is known. */
export const specialistNormOn = (day: CivilDate): SpecialistNorm | null => SPECIALIST_NORMS.find((norm) => holdsOn(norm, day)) ?? null;
