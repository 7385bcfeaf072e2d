import { viewerOf } from '../../../shared/context.js';
import { auditorMark } from '../access/auditor-mark.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { snapshotsIn } from '../snapshot/settings.js';
import type { AskedCohort } from './asked-cohort.js';
import { pay } from './cohort-budget.repository.js';
import type { Figure } from './figures.js';
import { wordsOf } from './filter/words.js';

/** What is asked of a cohort, and paid for at once. */
export interface CohortQuestion<T> {
  /** All that is asked, so that this and the filter are the words that noise and price go by: two figures with different words are two draws. */
  readonly asks: readonly unknown[];
  readonly figures: readonly Figure<T>[];
  /** How many draws one child can be in. */
  readonly units: number;
}

/** Tells the figures of questions, in their order, once all of them are paid for: of a refusal nothing is told, and nothing paid. */
export async function toldAll<T>({ context, snapshot, noise, cohort }: AskedCohort, questions: readonly CohortQuestion<T>[]): Promise<T[]> {
  const where = wordsOf(cohort.where);
  const worded = questions.map((one) => ({ ...one, words: JSON.stringify([one.asks, where]) }));
  const paid = worded.map(({ words, units }) => ({ question: noise.question(words), units }));
  await onRegister(context, AUDITORS, (em) => pay(em, snapshot, paid, auditorMark(viewerOf(context), 'asks of cohorts', snapshotsIn(em).sealingSecret)));
  return worded.flatMap(({ words, figures }) => figures.map(({ label, perturbed, as }) => as(perturbed(noise, JSON.stringify([words, label])))));
}

export const told = <T>(asked: AskedCohort, asks: readonly unknown[], figures: readonly Figure<T>[], units: number): Promise<T[]> => toldAll(asked, [{ asks, figures, units }]);
