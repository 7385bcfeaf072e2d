import { withheld } from '../../../shared/errors.js';
import type { SubgraphContext } from '../../../shared/context.js';
import type { EventInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { showConfidential } from '../access/register.service.js';
import { candidateById } from './candidate.repository.js';
import { CarerCandidate, toCandidate } from './candidate.type.js';

export const CarerCandidateOutcome = outcomeType('CarerCandidateOutcome', CarerCandidate);
export type CarerCandidateOutcome = typeof CarerCandidateOutcome;

/** Carries out a mutation of the candidates' register and answers with the candidate as they are now. */
export async function answerWithCandidate(context: SubgraphContext, rule: MutationRule, input: EventInput, work: Work<{ readonly candidate: string }>): Promise<CarerCandidateOutcome> {
  const done = await mutate(context, rule, input, async (em, viewer) => {
    await showConfidential(em);
    return work(em, viewer);
  });
  if (done instanceof Refusal) return done;
  const row = await candidateById(context, 'register').load(done.candidate);
  // Asked again with a token for other regions.
  if (row === null) throw withheld('OUT_OF_VIEW');
  return toCandidate(row);
}
