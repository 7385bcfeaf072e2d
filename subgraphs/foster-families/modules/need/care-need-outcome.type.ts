import { withheld } from '../../../shared/errors.js';
import type { SubgraphContext } from '../../../shared/context.js';
import type { EventInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { showConfidential } from '../access/register.service.js';
import { careNeedById } from './care-need.repository.js';
import { CareNeed, toCareNeed } from './care-need.type.js';

export const CareNeedOutcome = outcomeType('CareNeedOutcome', CareNeed);
export type CareNeedOutcome = typeof CareNeedOutcome;

/** Carries out a mutation of the databank, with everything in sight that the authority sees, and answers with the record as it is now. */
export async function answerWithNeed(context: SubgraphContext, rule: MutationRule, input: EventInput, work: Work<{ readonly need: string }>): Promise<CareNeedOutcome> {
  const done = await mutate(context, rule, input, async (em, viewer) => {
    await showConfidential(em);
    return work(em, viewer);
  });
  if (done instanceof Refusal) return done;
  const row = await careNeedById(context, 'register').load(done.need);
  // Asked again with a token for other regions.
  if (row === null) throw withheld('OUT_OF_VIEW');
  return toCareNeed(row);
}
