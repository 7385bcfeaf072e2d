import type { SubgraphContext } from '../../../shared/context.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { answerWithCandidate, type CarerCandidateOutcome } from './candidate-outcome.type.js';
import { changeCandidate, lockOpenCandidate } from './candidate-state.repository.js';
import type { CloseCandidateInput } from './candidate.input.type.js';

/** Closes a candidate's record. Children who live with them stay until their placements end, and papers and checks go on. */
export function closeCandidate(context: SubgraphContext, rule: MutationRule, input: CloseCandidateInput): Promise<CarerCandidateOutcome> {
  return answerWithCandidate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const found = await lockOpenCandidate(em, viewer, input);
    if (note.occurredOn < found.registeredOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the application.');
    await changeCandidate(em, found, { action: 'CLOSE', to: 'CLOSED', closedOn: note.occurredOn, closing: input.closing }, note);
    return { reference: { id: found.id }, subjects: [found.iin] };
  });
}
