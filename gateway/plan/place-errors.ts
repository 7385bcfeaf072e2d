import type { SubgraphError } from '../upstream/answer.js';
import { isObject, type Data } from './nodes.js';
import { PlanError } from './plan-error.js';

/**
 * Puts the errors of an answer into the nulls they explain. Returns the error for whatever is missing altogether: the
 * first that explains no null of the answer, or null.
 */
export function settle(root: Data | null, errors: readonly SubgraphError[], reasonFor: (error: SubgraphError) => PlanError): PlanError | null {
  let unplaced: PlanError | null = null;
  for (const error of errors) {
    const reason = reasonFor(error);
    const placed = root !== null && (error.path?.length ? placeAt(root, error.path, reason) : placeInNulls(root, reason));
    if (!placed) unplaced ??= reason;
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
    if (value instanceof PlanError) return true;
    if (value === null) {
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
