import type { AccessPath } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { isAuthority } from '../access/officials.js';
import { birthDateOf } from '../child/known-child.repository.js';
import { alarmOf } from '../incident/incident.repository.js';
import type { PlacementRow } from '../placement/placement.entity.js';
import { tookEffect } from '../placement/placement-status.type.js';
import { nextReview, reviewState } from './next-review.js';
import type { ReviewState } from './review-codes.type.js';
import { reviewsOf } from './review.repository.js';

/** A placement that is open to officials. */
export interface OpenedPlacement {
  readonly row: PlacementRow;
  readonly path: AccessPath;
}

/** When a placement is to be reviewed next. Of incidents nobody but the authority learns anything, so to others it is due by its interval alone. */
export async function nextReviewOf({ row, path }: OpenedPlacement, context: SubgraphContext): Promise<CivilDate | null> {
  if (!tookEffect(row)) return null;
  const [reviews, birthDate, alarm] = await Promise.all([reviewsOf(context, path).load(row.id), birthDateOf(context, path).load(row.iin), isAuthority(context) ? alarmOf(context, 'register').load(row.id) : null]);
  const { form, validFrom, validTo } = row;
  return nextReview({ form, validFrom, validTo, birthDate }, reviews, alarm, context.today);
}

export async function reviewStateOf(opened: OpenedPlacement, context: SubgraphContext): Promise<ReviewState | null> {
  const [next, reviews] = await Promise.all([nextReviewOf(opened, context), reviewsOf(context, opened.path).load(opened.row.id)]);
  return reviewState(next, opened.row.validTo == null && reviews.at(-1)?.decidedOn === null, context.today);
}
