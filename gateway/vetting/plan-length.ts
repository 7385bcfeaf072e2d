import type { PlanNode } from '../plan/nodes.js';

/** A plan grows with the types behind interfaces, and what is compiled of it with the plan: ten times what any honest document makes. */
export const LONGEST_PLAN = 32 * 1024;

/** Length of all calls of a plan together, in characters. */
export function lengthOf(plan: PlanNode | null): number {
  if (plan === null) return 0;
  switch (plan.kind) {
    case 'Sequence':
    case 'Parallel':
      return plan.nodes.reduce((total, node) => total + lengthOf(node), 0);
    case 'Flatten':
      return lengthOf(plan.node);
    case 'Fetch':
      return plan.operation.length;
    default:
      return plan satisfies never;
  }
}
