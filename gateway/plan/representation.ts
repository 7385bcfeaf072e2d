import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { PossibleTypes } from '../schema/possible-types.js';
import { valueAt } from './missing.js';
import { isObject, newData, type Data, type FetchNode } from './nodes.js';
import { PlanError } from './plan-error.js';

/**
 * What `_entities` gets for one object; null when the object is not of the fetch's type or its key is not known; an
 * error when something that the fetch requires could not be had. The last is not sent as null: what a programme
 * derives from a fact that is merely unavailable would be wrong, and look right.
 */
export function representationOf(source: Data, fetch: FetchNode, types: PossibleTypes): Data | PlanError | null {
  const selected = select(source, fetch.requires ?? [], types);
  if (selected === null || selected instanceof PlanError) return selected;
  if (typeof selected['__typename'] !== 'string') return null;
  for (const rewrite of fetch.inputRewrites) applyRewrite(selected, rewrite, types);
  return selected;
}

/** Null when a field of the selection is not there at all. */
function select(source: Data, selections: readonly QueryPlanSelectionNode[], types: PossibleTypes): Data | PlanError | null {
  const result = newData();
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (selection.typeCondition !== undefined && !types.satisfies(source['__typename'], selection.typeCondition)) continue;
      const part = select(source, selection.selections, types);
      if (part instanceof PlanError) return part;
      combine(result, part ?? {});
      continue;
    }
    const key = selection.alias ?? selection.name;
    const value = selectValue(valueAt(source, key), selection.selections, types);
    if (value === undefined) return null;
    if (value instanceof PlanError) return value;
    result[key] = value;
  }
  return result;
}

function selectValue(value: unknown, selections: readonly QueryPlanSelectionNode[] | undefined, types: PossibleTypes): unknown {
  if (value instanceof PlanError) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => selectValue(item, selections, types) ?? null);
    return items.find((item) => item instanceof PlanError) ?? items;
  }
  return selections !== undefined && isObject(value) ? select(value, selections, types) : value;
}

/** Two fragments on one object may select below the same field. */
function combine(into: Data, from: Data): void {
  for (const [key, value] of Object.entries(from)) {
    const present = into[key];
    if (isObject(present) && isObject(value)) combine(present, value);
    else into[key] = value;
  }
}

const FRAGMENT = '... on ';

/** The planner's only input rewrite says an interface's name where an entity is asked for through the interface. */
function applyRewrite(value: unknown, rewrite: FetchDataRewrite, types: PossibleTypes, path: readonly string[] = rewrite.path): void {
  if (rewrite.kind !== 'ValueSetter') throw new Error(`Input rewrite ${rewrite.kind} is not known.`);
  const [element, ...rest] = path;
  if (Array.isArray(value)) {
    for (const item of value) applyRewrite(item, rewrite, types, path);
  } else if (element === undefined || !isObject(value)) {
    return;
  } else if (element.startsWith(FRAGMENT)) {
    if (types.satisfies(value['__typename'], element.slice(FRAGMENT.length))) applyRewrite(value, rewrite, types, rest);
  } else if (rest.length === 0) {
    value[element] = rewrite.setValueTo;
  } else {
    applyRewrite(value[element], rewrite, types, rest);
  }
}
