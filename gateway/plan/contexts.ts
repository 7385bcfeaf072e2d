import type { FetchDataKeyRenamer } from '@apollo/query-planner';
import type { PossibleTypes } from '../schema/possible-types.js';
import { valueAt } from './missing.js';
import { isObject } from './nodes.js';
import { PlanError } from './plan-error.js';

/** An argument whose value stands in an object further up (`@fromContext`): a variable of the fetch. */
export interface ContextArgument {
  readonly variable: string;
  /** How many fields up the object is; lists do not count. */
  readonly up: number;
  /** Where the value is in that object, for each of the types that it may be of: keys, and types as `... on`. */
  readonly places: readonly (readonly string[])[];
}

const UP = '..';
const FRAGMENT = '... on ';

/** The planner says where the values are as if they were to be renamed. */
export function contextArguments(rewrites: readonly FetchDataKeyRenamer[]): readonly ContextArgument[] {
  const levels = ({ path }: FetchDataKeyRenamer): number => path.filter((element) => element === UP).length;
  return [...Map.groupBy(rewrites, (rewrite) => JSON.stringify([rewrite.renameKeyTo, levels(rewrite)])).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    return [{ variable: first.renameKeyTo, up: levels(first), places: same.map(({ path }) => path.filter((element) => element !== UP)) }];
  });
}

/** Place of the object that an argument comes from, above the place that is fetched for. */
export function contextPlace(path: readonly string[], up: number): readonly string[] {
  let length = path.length;
  for (let left = up; left > 0 && length > 0; length -= 1) if (path[length - 1] !== '@') left -= 1;
  return path.slice(0, length);
}

/** Keys of the data that a place goes through. */
export const keysIn = (place: readonly string[]): readonly string[] => place.filter((element) => !element.startsWith(FRAGMENT));

/** The arguments as members of the request's variables, from the object of each; the reason where one could not be had. */
export function givenBy(contexts: readonly ContextArgument[], objects: readonly unknown[], types: PossibleTypes): string | PlanError {
  const members: string[] = [];
  for (const [index, { variable, places }] of contexts.entries()) {
    const values = places.map((place) => valueIn(objects[index], place, types));
    const value = values.find((one) => one !== undefined) ?? null;
    if (value instanceof PlanError) return value;
    members.push(`${JSON.stringify(variable)}:${JSON.stringify(value)}`);
  }
  return members.join(',');
}

/** Undefined where the object is of another type. */
function valueIn(object: unknown, [element, ...rest]: readonly string[], types: PossibleTypes): unknown {
  if (element === undefined || !isObject(object)) return object;
  if (!element.startsWith(FRAGMENT)) return valueIn(valueAt(object, element), rest, types);
  const typename = object['__typename'];
  return typename === undefined || types.satisfies(typename, element.slice(FRAGMENT.length)) ? valueIn(object, rest, types) : undefined;
}
