import { AUDITORS, onRegister } from '../access/staff.js';
import type { AskedCohort } from './asked-cohort.js';
import { pay } from './cohort-budget.repository.js';
import { noteTold, toldBefore, type FigureKind } from './cohort-figure.repository.js';
import type { Figure } from './figures.js';
import { answered } from './noise/answered.js';

/**
 * Tells figures of one kind, once they are paid for: in one transaction, one after another, so that two who ask at once of nearly the same
 * children have one answer. `units` is how many of the figures one child can be in.
 */
export async function told<T>({ context, snapshot, noise }: AskedCohort, question: string, figures: readonly Figure<T>[], units: number): Promise<T[]> {
  const kind: FigureKind = figures[0]?.of ?? 'CHILDREN';
  const cells = figures.map(({ cell }) => cell);
  const answers = await onRegister(context, AUDITORS, async (em) => {
    await pay(em, snapshot, { question: noise.question(question, cells), units });
    const before = await toldBefore(em, snapshot, kind, [...new Set(cells.map(({ children }) => children).filter((children) => children > 0))]);
    const done = answered(before, figures.map(({ cell, perturbed }) => ({ cell, perturbed: () => perturbed(noise) })));
    await noteTold(em, snapshot, kind, done.fresh);
    return done.answers;
  });
  return figures.map(({ as }, i) => as(answers[i] ?? null));
}
