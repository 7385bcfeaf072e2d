import { viewerOf } from '../../../shared/context.js';
import { auditorMark } from '../access/auditor-mark.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { snapshotsIn } from '../snapshot/settings.js';
import type { AskedCohort } from './asked-cohort.js';
import { pay } from './cohort-budget.repository.js';
import type { Figure } from './figures.js';
import { wordsOf } from './filter/words.js';

/**
 * Tells figures, once they are paid for. `question` is all that is asked of the cohort, so that question and filter are the words that noise
 * and price go by; `units` is how many draws one child can be in.
 */
export async function told<T>({ context, snapshot, noise, cohort }: AskedCohort, question: readonly unknown[], figures: readonly Figure<T>[], units: number): Promise<T[]> {
  const words = JSON.stringify([question, wordsOf(cohort.where)]);
  await onRegister(context, AUDITORS, (em) => pay(em, snapshot, { question: noise.question(words), units }, auditorMark(viewerOf(context), 'asks of cohorts', snapshotsIn(em).sealingSecret)));
  return figures.map(({ label, perturbed, as }) => as(perturbed(noise, JSON.stringify([words, label]))));
}
