import type { AccessPath } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { isAuthority } from '../access/officials.js';
import { birthDateOf } from '../child/known-child.repository.js';
import type { PlacementRow } from '../placement/placement.entity.js';
import { tookEffect } from '../placement/placement-status.type.js';
import { alarmOf, dangerOf } from './alarm.repository.js';
import { nextReview, reviewState } from './next-review.js';
import type { ReviewState } from './review-codes.type.js';
import { reviewsOf } from './review.repository.js';

/** A placement that is open to officials. */
export interface OpenedPlacement {
  readonly row: PlacementRow;
  readonly path: AccessPath;
}

/** Since when a placement is to be reviewed at once. Of incidents nobody but the authority learns anything: to others it is for what a visit found alone. */
async function alarmFor({ row, path }: OpenedPlacement, context: SubgraphContext): Promise<CivilDate | null> {
  const found = await Promise.all([dangerOf(context, path).load(row.id), isAuthority(context) ? alarmOf(context, 'register').load(row.id) : null]);
  return found.flatMap((day) => day ?? []).toSorted().at(0) ?? null;
}

/** When a placement is to be reviewed next. */
export async function nextReviewOf(opened: OpenedPlacement, context: SubgraphContext): Promise<CivilDate | null> {
  const { row, path } = opened;
  if (!tookEffect(row)) return null;
  const [reviews, birthDate, alarm] = await Promise.all([reviewsOf(context, path).load(row.id), birthDateOf(context, path).load(row.iin), alarmFor(opened, context)]);
  const { form, validFrom, validTo } = row;
  return nextReview({ form, validFrom, validTo, birthDate }, reviews, alarm, context.today);
}

export async function reviewStateOf(opened: OpenedPlacement, context: SubgraphContext): Promise<ReviewState | null> {
  const [next, reviews] = await Promise.all([nextReviewOf(opened, context), reviewsOf(context, opened.path).load(opened.row.id)]);
  return reviewState(next, opened.row.validTo == null && reviews.at(-1)?.decidedOn === null, context.today);
}
