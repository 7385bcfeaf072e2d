import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { payoutById } from './payout.repository.js';
import { payoutOf, SavingsPayout } from './payout.type.js';

export const SavingsPayoutOutcome = outcomeType('SavingsPayoutOutcome', SavingsPayout);
export type SavingsPayoutOutcome = typeof SavingsPayoutOutcome;

/** Carries out a mutation of an application, and answers with it as it is now. */
export async function answerWithPayout(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly payout: string }>): Promise<SavingsPayoutOutcome> {
  const done = await mutate(context, rule, input, work);
  if (done instanceof Refusal) return done;
  const row = await payoutById(context, 'register').load(done.payout);
  if (row === null) throw withheld('OUT_OF_VIEW');
  return payoutOf(row, 'register');
}
