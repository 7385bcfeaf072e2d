import type { CivilDate } from '../../../shared/clock.js';
import { birthdayAt, type DatedPeriod } from '../../../shared/dated.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { MAJORITY } from '../../reference/ages.js';
import { reviewDueBy } from '../../reference/life-terms.js';
import type { ReviewState } from './review-codes.type.js';

/** What of a review says when the next one is due. */
export interface Reviewed {
  readonly decidedOn: CivilDate | null;
}

/** A placement, of a child born on a day; null where that is not known. */
export type Reviewable = DatedPeriod & { readonly form: PlacementFormCode; readonly birthDate: CivilDate | null };

const lastDecided = (reviews: readonly Reviewed[]): CivilDate | null => reviews.flatMap(({ decidedOn }) => decidedOn ?? []).toSorted().at(-1) ?? null;

/**
 * When a placement in effect is to be reviewed next: by the interval of its form, or at once since an `alarm`: the day on which a
 * severe incident was reported, or a visit found the child in danger. Null where the placement, or childhood, has ended by today, or will have by then, and for a guest stay.
 */
export function nextReview({ form, validFrom, validTo, birthDate }: Reviewable, reviews: readonly Reviewed[], alarm: CivilDate | null, today: CivilDate): CivilDate | null {
  const end = [validTo ?? null, birthDate === null ? null : birthdayAt(birthDate, MAJORITY)].flatMap((day) => day ?? []).toSorted().at(0) ?? null;
  if (end !== null && end <= today) return null;
  const due = reviewDueBy(form, lastDecided(reviews) ?? validFrom);
  if (alarm !== null && (due === null || alarm < due)) return alarm;
  return due === null || (end !== null && end <= due) ? null : due;
}

/** Where the review of a placement stands; null where none will be. */
export function reviewState(next: CivilDate | null, underReview: boolean, today: CivilDate): ReviewState | null {
  if (underReview) return 'UNDER_REVIEW';
  if (next === null) return null;
  return next < today ? 'OVERDUE' : 'DUE';
}
