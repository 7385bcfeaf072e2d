import type { Graph } from '../schema/graph.js';
import { Code } from './code.js';
import { defineChecker, type Checker } from './checker.js';
import { defineCollector, type Collector } from './collect.js';
import { Layout } from './layout.js';
import type { FetchNode, PlanNode } from './nodes.js';
import { needersOf, type Needers } from './needers.js';
import { sharing } from './shared-fetches.js';
import { stepsOf, type Step } from './steps.js';
import { defineTaker, type Taker } from './take.js';

/** A step with the functions that are made for it. */
export interface ExecutableStep {
  readonly fetch: FetchNode;
  /** How many steps must have ended before it starts, and which start after it. */
  readonly waitsFor: number;
  readonly next: readonly number[];
  /** What it has in common with steps that ask for the same; null where there are none. */
  readonly share: string | null;
  /** Whether another step may be ready in the same turn and ask the same subgraph about entities. */
  readonly hasSiblings: boolean;
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
  const steps = sharing(stepsOf(plan));
  const layout = new Layout(steps);
  const code = new Code();
  const entries = steps.map((step, number) => {
    const collect = step.fetch.requires === null ? 'null' : defineCollector(code, step, types, needersOf(step.fetch, needs));
    return `{ collect: ${collect}, fits: ${strict ? defineChecker(code, step.fetch.shape) : code.constant(ALWAYS)}, take: ${defineTaker(code, number, step, layout, types)} }`;
  });
  const before = beforeEach(steps);
  const functions = code.compile(`[${entries.join(', ')}]`) as readonly Functions[];
  return steps.flatMap(({ fetch, after, share }, number) => {
    const made = functions[number];
    if (made === undefined) return [];
    const next = steps.flatMap((step, other) => (step.after.includes(number) ? [other] : []));
    return [{ fetch, waitsFor: after.length, next, share, hasSiblings: hasSiblings(number, steps, before), head: headOf(fetch), needers: needersOf(fetch, needs), ...made }];
  });
}

/** All steps that have ended when a step starts, for each. */
function beforeEach(steps: readonly Step[]): readonly ReadonlySet<number>[] {
  const before: ReadonlySet<number>[] = [];
  for (const { after } of steps) before.push(new Set(after.flatMap((step) => [step, ...(before[step] ?? [])])));
  return before;
}

function hasSiblings(number: number, steps: readonly Step[], before: readonly ReadonlySet<number>[]): boolean {
  const programme = steps[number]?.fetch.entities == null ? null : steps[number].fetch.programme;
  return steps.some(({ fetch }, other) => other !== number && fetch.programme === programme && fetch.entities !== null && before[number]?.has(other) !== true && before[other]?.has(number) !== true);
}

const ALWAYS = (): boolean => true;

const headOf = ({ operation, operationName }: FetchNode): string =>
  `{"query":${JSON.stringify(operation)}${operationName === null ? '' : `,"operationName":${JSON.stringify(operationName)}`},"variables":{`;
