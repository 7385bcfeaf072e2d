import type { AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { agesOn } from './ages.js';
import { applicationById } from './application.repository.js';
import { applicationOf, SchoolApplication } from './application.type.js';

export const SchoolApplicationOutcome = outcomeType('SchoolApplicationOutcome', SchoolApplication);
export type SchoolApplicationOutcome = typeof SchoolApplicationOutcome;

/** Carries out a mutation of an application, and answers with it as it is now: to officials by the register, to a family by the child's key. */
export async function answerWithApplication(context: SubgraphContext, rule: MutationRule, input: MutationInput, path: AccessPath, work: Work<{ readonly application: string }>): Promise<SchoolApplicationOutcome> {
  // Read before anything is held, so that nobody waits for a colleague who waits for a connection.
  await agesOn(context, context.today);
  const done = await mutate(context, rule, input, work);
  if (done instanceof Refusal) return done;
  const row = await applicationById(context, path).load(done.application);
  // Asked again with a token for other regions, or of a child whose whereabouts are withheld by now.
  if (row === null) throw withheld('OUT_OF_VIEW');
  return applicationOf(row, path);
}
