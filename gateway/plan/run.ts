import type { Answer } from '../upstream/answer.js';
import type { ErrorPolicy } from '../upstream/error-policy.js';
import type { SubgraphRequest } from '../upstream/client.js';
import { Calls } from './calls.js';
import { fetchEntities } from './entities.js';
import type { ExecutablePlan } from './executable.js';
import { fetchRoot } from './fetch.js';
import { newData, type Data } from './nodes.js';
import type { PlanError } from './plan-error.js';
import { Siblings } from './siblings.js';

/** What the execution of one plan needs and reports to. */
export interface Run {
  /** The client's variables as it sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Calls a subgraph; null when there was no answer, which has been logged. */
  ask(programme: string, request: SubgraphRequest): Promise<Answer | null>;
  /** Whether nobody waits for the answer any more: then no further step begins. */
  isOver(): boolean;
  /** Hears of each call whether an answer came that fits what was asked. */
  called(programme: string, answered: boolean): void;
  /** What the client may know of a subgraph's error. */
  readonly reasonOf: ErrorPolicy;
  /** Takes an error that explains no null and so has no place in the data. */
  stray(error: PlanError): void;
}

/** What came of a plan. */
export interface Fetched {
  readonly data: Data;
  /** Whether no text in it has anything that JSON escapes. */
  readonly isPlain: boolean;
}

/**
 * Executes a plan: each step as soon as those that it waits for have ended. A subgraph's fault stands in the data as a
 * `PlanError` and rejects nothing, so that whatever does not need it goes on.
 */
export async function runPlan(plan: ExecutablePlan, run: Run): Promise<Fetched> {
  const data = newData();
  const siblings = plan.some(({ hasSiblings }) => hasSiblings) ? new Siblings(plan) : null;
  const calls = new Calls(run, siblings);
  const waiting = plan.map(({ waitsFor }) => waitsFor);
  const start = async (number: number): Promise<void> => {
    const step = plan[number];
    if (step === undefined || run.isOver()) return;
    siblings?.began(number);
    await (step.collect === null ? fetchRoot(step, data, run, calls) : fetchEntities(step, step.collect, data, run, calls));
    if (step.next.length === 0) return;
    const ready = step.next.filter((next) => (waiting[next] = (waiting[next] ?? 0) - 1) === 0);
    await (ready.length === 1 ? start(ready[0] ?? 0) : Promise.all(ready.map(start)));
  };
  await Promise.all(plan.flatMap(({ waitsFor }, number) => (waitsFor === 0 ? [start(number)] : [])));
  return { data, isPlain: calls.isPlain };
}
