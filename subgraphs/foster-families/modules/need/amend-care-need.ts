import { nationwide } from '../../../shared/access/nationwide.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ageOn } from '../../../shared/dated.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { giveUpPlans } from '../plan/follow-plans.js';
import type { PlacementEndReason } from '../placement/placement-reason.type.js';
import { MAJORITY } from '../placement/placement-rules.js';
import { answerWithNeed, type CareNeedOutcome } from './care-need-outcome.type.js';
import { changeCareNeed, closeCareNeed } from './care-need-state.repository.js';
import { nextStatus } from './care-need-transitions.js';
import type { CareNeedClosing } from './care-need-codes.type.js';
import type { AmendCareNeedInput, CloseCareNeedInput } from './care-need.input.type.js';
import { statusOn } from './deadlines.js';
import { lockCareNeed, requireIdentified } from './move-care-need.js';
import { codesOf } from './matching-codes.type.js';
import { addDocuments, addSiblings } from './papers.js';
import { reasonsOf } from './record-care-need.js';

/** Adds reasons, siblings, papers, or what a family is looked for by, to an open record. */
export function amendCareNeed(context: SubgraphContext, rule: MutationRule, input: AmendCareNeedInput): Promise<CareNeedOutcome> {
  return answerWithNeed(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { siblings, documents } = input;
    if (input.reasons == null && input.language == null && input.needs == null && siblings.length === 0 && documents.length === 0) throw badInput('input', 'must add something: reasons, siblings, documents, language or needs.');
    const { need } = await lockCareNeed(em, input);
    const to = nextStatus(statusOn(need, context.today), 'AMEND', 'input.need');
    requireIdentified(need, note.occurredOn);
    await changeCareNeed(em, need, { action: 'AMEND', to, reasons: input.reasons == null ? undefined : reasonsOf(input.reasons), language: input.language ?? undefined, needs: input.needs == null ? undefined : codesOf(input.needs, 'input.needs') }, note);
    await addDocuments(em, need.id, documents, context.today);
    await addSiblings(em, need.iin, siblings, note.source);
    return { reference: { id: need.id }, subjects: [need.iin, ...siblings] };
  });
}

/** Whoever is placed anywhere, or is to be, has not left care. */
async function requireUnplaced(em: EntityManager, iin: string): Promise<void> {
  const rows = await nationwide(em, () => em.execute<unknown[]>('select 1 from placement where iin = ? and valid_to is null limit 1', [iin]));
  if (rows.length > 0) throw new Refused('ALREADY_PLACED', 'input.need', 'The child is placed: end the placement, which closes the record where the child leaves care.');
}

/** The age from which somebody may be fully capable before majority. */
const EMANCIPATION = 16;

/** The same of a placement: what was planned for the child ends as it does with that. */
const ENDS: Readonly<Record<Exclude<CareNeedClosing, 'PLACED_IN_FAMILY'>, PlacementEndReason>> = {
  RETURNED_TO_PARENT: 'RETURNED_TO_PARENT', MAJORITY_OR_CAPACITY: 'MAJORITY', DEATH: 'DEATH', MISSING_OR_DECLARED_DEAD: 'MISSING_OR_DECLARED_DEAD',
};

/** Closes a record of a child who is in no placement. */
export function closeNeed(context: SubgraphContext, rule: MutationRule, input: CloseCareNeedInput): Promise<CareNeedOutcome> {
  return answerWithNeed(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { need, child } = await lockCareNeed(em, input);
    nextStatus(statusOn(need, context.today), 'CLOSE', 'input.need');
    requireIdentified(need, note.occurredOn);
    if (input.closing === 'PLACED_IN_FAMILY') throw new Refused('NOT_IN_THIS_STATE', 'input.closing', 'Record the placement: the record is closed with it.');
    if (input.closing === 'MAJORITY_OR_CAPACITY' && ageOn(child.birthDate, note.occurredOn) < EMANCIPATION) {
      throw new Refused('WRONG_AGE', 'input.closing', `Nobody is fully capable before ${EMANCIPATION}; majority is at ${MAJORITY}.`);
    }
    await requireUnplaced(em, need.iin);
    await closeCareNeed(em, need, input.closing, note);
    await giveUpPlans(em, [{ iin: need.iin, day: note.occurredOn, receivedOn: note.receivedOn, reason: ENDS[input.closing] }], note);
    return { reference: { id: need.id }, subjects: [need.iin] };
  });
}
