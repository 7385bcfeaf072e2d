import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { requireStep, stageOf } from '../life/placement-stages.js';
import { endPlacement, requireOpen } from '../placement/end-placement.js';
import { extend } from '../placement/extend-placement.js';
import { changePlacement, officialOf, type PlacementChange } from '../placement/placement-change.js';
import { recordChange } from '../placement/placement-event.repository.js';
import type { PlacementOutcome } from '../placement/placement-outcome.type.js';
import type { PlacementEndReason } from '../placement/placement-reason.type.js';
import { requireMinor } from '../placement/placement-rules.js';
import { named } from '../placement/refusal-field.js';
import { isAlarmed } from './alarm.repository.js';
import { nextReview, type Reviewed } from './next-review.js';
import type { BeginReviewInput, DecideReviewInput } from './review.input.type.js';

const stage = ({ placement }: PlacementChange) => stageOf(placement, placement.reviewId !== null);

/** The day for which a review is due by the interval, as things stand. */
async function dueOn({ em, child, placement }: PlacementChange, today: string): Promise<string | null> {
  const reviews = await em.execute<Reviewed[]>('select decided_on as "decidedOn" from placement_review where placement_id = ?', [placement.id]);
  return nextReview({ ...placement, birthDate: child.birthDate }, reviews, null, today);
}

/** Begins a review of a placement in effect, due or not. */
export const beginReview = (context: SubgraphContext, rule: MutationRule, input: BeginReviewInput): Promise<PlacementOutcome> =>
  changePlacement(context, rule, input, 'REVIEW_BEGUN', async (change) => {
    requireStep(stage(change), 'BEGIN_REVIEW', 'input.placement');
    requireOpen(change);
    const { em, child, placement, occurredOn, receivedOn, source } = change;
    requireMinor(child, occurredOn);
    if (placement.form === 'GUEST' && !(await isAlarmed(em, placement.id))) throw new Refused('DOES_NOT_FIT_FORM', 'input.placement', 'A guest stay is not reviewed, unless a severe incident asks for it, or a visit that found the child in danger.');
    await em.execute('insert into placement_review (placement_id, due_on, began_on, received_on, source) values (?, ?, ?, ?, ?)', [placement.id, await dueOn(change, context.today), occurredOn, receivedOn, source]);
  });

const requireEndReason = ({ decision, endReason }: DecideReviewInput): void => {
  if ((decision === 'END') !== (endReason != null)) throw badInput('input.endReason', 'must be given with END, and left out otherwise.');
};

const endFor = (change: PlacementChange, reason: PlacementEndReason): Promise<void> => named((field) => (field === 'input.reason' ? 'input.endReason' : field), () => endPlacement(change, { reason }));

/** Decides the review that is under way; what the decision does to the placement is an entry of the journal of its own. */
export function decideReview(context: SubgraphContext, rule: MutationRule, input: DecideReviewInput): Promise<PlacementOutcome> {
  requireEndReason(input);
  return changePlacement(context, rule, input, 'REVIEW_DECIDED', async (change, viewer) => {
    requireStep(stage(change), 'DECIDE_REVIEW', 'input.placement');
    const { em, placement, occurredOn, receivedOn, source } = change;
    if (occurredOn < (placement.reviewSince ?? occurredOn)) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the first day of the review.');
    await em.execute('update placement_review set decided_on = ?, decision = ?, decision_source = ? where id = ?', [occurredOn, input.decision, source, placement.reviewId]);
    if (input.decision === 'CONTINUE') return;
    if (input.endReason != null) await endFor(change, input.endReason);
    else await extend(change, context.today);
    await recordChange(em, placement.id, { occurredOn, receivedOn, source, kind: input.decision === 'END' ? 'ENDED' : 'EXTENDED', by: officialOf(viewer) });
  });
}
