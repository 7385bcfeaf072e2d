import type { Cell } from './cell.js';
import { isNear } from './nearness.js';

/** A group, and what is said of it. */
export interface Answered {
  readonly cell: Cell;
  readonly answer: string | null;
}

/** Answers groups, each as the first that was near to it; and those that were new, for whoever comes later. Nobody at all is always withheld. */
export function answered(before: readonly Answered[], groups: readonly { readonly cell: Cell; readonly perturbed: () => string | null }[]): { readonly answers: (string | null)[]; readonly fresh: Answered[] } {
  const fresh: Answered[] = [];
  const answers = groups.map(({ cell, perturbed }) => {
    if (cell.children === 0) return null;
    const first = [...before, ...fresh].find((one) => isNear(one.cell, cell));
    if (first !== undefined) return first.answer;
    const made = { cell, answer: perturbed() };
    fresh.push(made);
    return made.answer;
  });
  return { answers, fresh };
}
