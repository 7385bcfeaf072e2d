import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { PossibleTypes } from '../schema/possible-types.js';
import type { Answer } from '../upstream/answer.js';
import type { SubgraphRequest } from '../upstream/client.js';
import { runFetch } from './fetch.js';
import { isObject, type Data, type PlanNode } from './nodes.js';
import type { PlanError } from './plan-error.js';

/** What the execution of one plan needs and reports to. */
export interface Run {
  readonly possibleTypes: PossibleTypes;
  /** The client's variables as it sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Calls a subgraph; null when there was no answer, which has been logged. */
  ask(programme: SubgraphName, request: SubgraphRequest): Promise<Answer | null>;
  /** Hears of each call whether an answer came that fits what was asked. */
  called(programme: SubgraphName, answered: boolean): void;
  /** Takes an error that explains no null and so has no place in the data. */
  stray(error: PlanError): void;
}

/**
 * Executes a plan node on the objects it applies to, writing what it fetches into them. A subgraph's fault stands in
 * the data as a `PlanError` and rejects nothing, so that branches and later nodes go on with what there is.
 */
export async function runNode(node: PlanNode, targets: readonly Data[], run: Run): Promise<void> {
  if (targets.length === 0) return;
  switch (node.kind) {
    case 'Sequence':
      for (const child of node.nodes) await runNode(child, targets, run);
      break;
    case 'Parallel':
      await Promise.all(node.nodes.map((child) => runNode(child, targets, run)));
      break;
    case 'Flatten':
      await runNode(node.node, objectsAt(targets, node.path), run);
      break;
    case 'Fetch':
      await runFetch(node, targets, run);
  }
}

/** The objects at a path below the targets, through lists; where there is a null, an error or nothing, there is none. */
function objectsAt(targets: readonly unknown[], path: readonly string[]): Data[] {
  const [key, ...rest] = path;
  if (key === undefined) return targets.filter(isObject);
  const below = targets.flatMap((target): readonly unknown[] => {
    if (key === '@') return Array.isArray(target) ? target : [];
    return isObject(target) ? [target[key]] : [];
  });
  return objectsAt(below, rest);
}
