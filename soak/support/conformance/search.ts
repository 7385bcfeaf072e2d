import fc from 'fast-check';
import { Comparison } from './compare.js';
import type { ComparedGraph } from './graph.js';

/** What came of many comparisons over one graph. */
export interface Found {
  readonly compared: number;
  /** How often stock was unlike ours, by the deviation's name. */
  readonly deviations: ReadonlyMap<string, number>;
  /** The smallest operation that ours answers wrongly, with everything to ask it again; null where none was found. */
  readonly failure: string | null;
}

/** When to stop: after so many operations, or after a time. */
export interface Effort {
  readonly seed: number;
  readonly operations: number;
  readonly milliseconds?: number;
}

/** Compares random operations over a graph until one is answered wrongly. The same seed asks the same. */
export async function search(graph: ComparedGraph, { seed, operations, milliseconds }: Effort): Promise<Found> {
  const comparison = await Comparison.of(graph);
  const deviations = new Map<string, number>();
  let compared = 0;
  const property = fc.asyncProperty(comparison.operations, fc.nat(9_999), async (operation, missing) => {
    const verdict = await comparison.compare(operation, missing);
    if ('wrong' in verdict) throw new Error(verdict.wrong);
    compared += 1;
    if (verdict.deviation !== null) deviations.set(verdict.deviation, (deviations.get(verdict.deviation) ?? 0) + 1);
  });
  const time = milliseconds === undefined ? {} : { interruptAfterTimeLimit: milliseconds };
  const { failed, counterexample, errorInstance, counterexamplePath } = await fc.check(property, { seed, numRuns: operations, ...time });
  await comparison.close();
  if (!failed) return { compared, deviations, failure: null };
  const [operation, missing] = counterexample ?? [];
  return { compared, deviations, failure: `${graph.name}, seed ${seed}, path ${counterexamplePath}: ${operation?.query} ${JSON.stringify(operation?.variables)} with ${missing} missing: ${String(errorInstance)}` };
}
