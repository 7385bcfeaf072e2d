import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import type { ReviewDecision } from './review-codes.type.js';

/** A review of a placement. */
export interface ReviewRow {
  readonly placement: string;
  /** The day for which it was due when it began; null where none was. */
  readonly dueOn: CivilDate | null;
  readonly beganOn: CivilDate;
  readonly decidedOn: CivilDate | null;
  readonly decision: ReviewDecision | null;
  readonly source: string;
  readonly decisionSource: string | null;
}

/** The reviews of placements, oldest first; one that is not decided is the last. */
export const reviewsOf = definePathLoader<string, ReviewRow[]>(onRegister, async (em, placements) => {
  const rows = await em.execute<ReviewRow[]>(
    `select placement_id::text as placement, due_on as "dueOn", began_on as "beganOn", decided_on as "decidedOn", decision, source, decision_source as "decisionSource"
       from placement_review where placement_id in (?) order by decided_on nulls last, id`, [[...placements]]);
  return groupByKey(placements, rows, ({ placement }) => placement);
});
