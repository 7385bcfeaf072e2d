import type { SubgraphError } from '../upstream/answer.js';
import { isObject, type Data } from './nodes.js';
import { PlanError } from './plan-error.js';

/**
 * Puts the errors of an answer into the nulls they explain. Returns the error for whatever is missing altogether: the
 * first that explains no null of the answer, or null. Where several explain one null it is the last: what takes an object
 * along ends its execution.
 */
export function settle(root: Data | null, errors: readonly SubgraphError[], reasonFor: (error: SubgraphError) => PlanError): PlanError | null {
  let unplaced: PlanError | null = null;
  for (const error of errors) {
    const reason = reasonFor(error);
    const placed = root !== null && (error.path?.length ? placeAt(root, error.path, reason) : placeInNulls(root, reason));
    if (root === null) unplaced = reason.from(error.path);
    else if (!placed) unplaced ??= reason;
  }
  return unplaced;
}

/**
 * Puts an error into the null that its path leads to; false when it leads to none. What of the path lies below that
 * null, where GraphQL's null propagation left nothing, goes along.
 */
function placeAt(root: Data, path: NonNullable<SubgraphError['path']>, reason: PlanError): boolean {
  let parent: unknown = root;
  for (const [depth, key] of path.entries()) {
    if (!hasOwn(parent, key)) return false;
    const value = parent[key];
    if (value instanceof PlanError && value.below.length === 0) return true;
    if (value === null || value instanceof PlanError) {
      parent[key] = reason.at(path.slice(depth + 1));
      return true;
    }
    parent = value;
  }
  return false;
}

function hasOwn(value: unknown, key: string | number): value is Record<string | number, unknown> {
  if (Array.isArray(value)) return typeof key === 'number' && Object.hasOwn(value, key);
  return typeof key === 'string' && isObject(value) && Object.hasOwn(value, key);
}

/** For an error that does not say where it arose: it must be about the fields that came out null. */
function placeInNulls(root: Data, reason: PlanError): boolean {
  const nulls = Object.keys(root).filter((key) => root[key] === null);
  for (const key of nulls) root[key] = reason;
  return nulls.length > 0;
}
