import type { CivilDate } from '../../../shared/clock.js';
import type { DatedPeriod } from '../../../shared/dated.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { reviewDueBy } from '../../reference/life-terms.js';
import type { ReviewState } from './review-codes.type.js';

/** What of a review says when the next one is due. */
export interface Reviewed {
  readonly decidedOn: CivilDate | null;
}

/** A placement until it ends, or its form does. */
export type Reviewable = DatedPeriod & { readonly form: PlacementFormCode };

const lastDecided = (reviews: readonly Reviewed[]): CivilDate | null => reviews.flatMap(({ decidedOn }) => decidedOn ?? []).toSorted().at(-1) ?? null;

/**
 * When a placement in effect is to be reviewed next: by the interval of its form, or at once since a severe incident (`alarm`, the day on which
 * it was reported). Null where the placement has ended by today, or will have by then, and for a guest stay.
 */
export function nextReview({ form, validFrom, validTo }: Reviewable, reviews: readonly Reviewed[], alarm: CivilDate | null, today: CivilDate): CivilDate | null {
  if (validTo != null && validTo <= today) return null;
  const due = reviewDueBy(form, lastDecided(reviews) ?? validFrom);
  if (alarm !== null && (due === null || alarm < due)) return alarm;
  return due === null || (validTo != null && validTo <= due) ? null : due;
}

/** Where the review of a placement stands; null where none will be. */
export function reviewState(next: CivilDate | null, underReview: boolean, today: CivilDate): ReviewState | null {
  if (underReview) return 'UNDER_REVIEW';
  if (next === null) return null;
  return next < today ? 'OVERDUE' : 'DUE';
}
