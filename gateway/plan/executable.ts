import type { Graph } from '../schema/graph.js';
import { Code } from './code.js';
import { defineChecker, type Checker } from './checker.js';
import { defineCollector, type Collector } from './collect.js';
import { Layout } from './layout.js';
import type { FetchNode, PlanNode } from './nodes.js';
import { needersOf, type Needers } from './needers.js';
import { stepsOf } from './steps.js';
import { defineTaker, type Taker } from './take.js';

/** A step with the functions that are made for it. */
export interface ExecutableStep {
  readonly fetch: FetchNode;
  /** How many steps must have ended before it starts, and which start after it. */
  readonly waitsFor: number;
  readonly next: readonly number[];
  /** The body of its calls up to the variables. */
  readonly head: string;
  /** Null for a fetch of root fields. */
  readonly collect: Collector | null;
  readonly fits: Checker;
  readonly take: Taker;
  readonly needers: Needers;
}

/** A plan as it is executed. */
export type ExecutablePlan = readonly ExecutableStep[];

/** What is made once for a plan. */
interface Functions {
  readonly collect: Collector | null;
  readonly fits: Checker;
  readonly take: Taker;
}

/** Compiles a plan: what each call asks about, how its answer is checked, and how it is taken over. */
export function compilePlan(plan: PlanNode | null, { possibleTypes: types, strict, needs }: Pick<Graph, 'possibleTypes' | 'strict' | 'needs'>): ExecutablePlan {
  const steps = stepsOf(plan);
  const layout = new Layout(steps);
  const code = new Code();
  const entries = steps.map((step, number) => {
    const collect = step.fetch.requires === null ? 'null' : defineCollector(code, step, types, needersOf(step.fetch, needs));
    return `{ collect: ${collect}, fits: ${strict ? defineChecker(code, step.fetch.shape) : code.constant(() => true)}, take: ${defineTaker(code, number, step, layout, types)} }`;
  });
  const functions = code.compile(`[${entries.join(', ')}]`) as readonly Functions[];
  return steps.flatMap(({ fetch, after }, number) => {
    const made = functions[number];
    if (made === undefined) return [];
    const next = steps.flatMap((step, other) => (step.after.includes(number) ? [other] : []));
    return [{ fetch, waitsFor: after.length, next, head: headOf(fetch), needers: needersOf(fetch, needs), ...made }];
  });
}

const headOf = ({ operation, operationName }: FetchNode): string =>
  `{"query":${JSON.stringify(operation)}${operationName === null ? '' : `,"operationName":${JSON.stringify(operationName)}`},"variables":{`;
