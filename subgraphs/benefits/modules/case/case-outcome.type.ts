import { withheld } from '../../../shared/errors.js';
import type { SubgraphContext } from '../../../shared/context.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { showConfidential } from '../access/nation.js';
import { caseById } from './case.repository.js';
import { BenefitCase, caseOnRegister } from './case.type.js';

export const BenefitCaseOutcome = outcomeType('BenefitCaseOutcome', BenefitCase);
export type BenefitCaseOutcome = typeof BenefitCaseOutcome;

/** Carries out a mutation of a case, with everything in sight that the ministry sees, and answers with the case as it is now. */
export async function answerWithCase(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly case: string }>): Promise<BenefitCaseOutcome> {
  const done = await mutate(context, rule, input, async (em, viewer) => {
    await showConfidential(em);
    return work(em, viewer);
  });
  if (done instanceof Refusal) return done;
  const row = await caseById(context, 'register').load(done.case);
  // Asked again with a token for other regions.
  if (row === null) throw withheld('OUT_OF_VIEW');
  return caseOnRegister(row);
}
