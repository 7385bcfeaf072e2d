import type { SubgraphContext } from '../../../shared/context.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { schoolById } from './school.repository.js';
import { School, toSchool } from './school.type.js';

export const SchoolOutcome = outcomeType('SchoolOutcome', School);
export type SchoolOutcome = typeof SchoolOutcome;

/** Carries out what is about a school and about nobody, and answers with the school as it is now; the work hands over its key. */
export async function answerWithSchool(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: (...given: Parameters<Work<never>>) => Promise<string>): Promise<SchoolOutcome> {
  const done = await mutate(context, rule, input, async (em, viewer) => ({ reference: { school: await work(em, viewer) }, subjects: [] }));
  if (done instanceof Refusal) return done;
  const row = await schoolById(context).load(done.school);
  if (row === null) throw new Error('A school is not there.');
  return toSchool(row);
}
