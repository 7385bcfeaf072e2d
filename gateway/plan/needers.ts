import { neederOf, type Needs } from '../schema/required-arguments.js';
import type { FetchNode } from './nodes.js';

/** Which keys of the data need a required one, of a fetch that brings others besides: by the required key. */
export type Needers = ReadonlyMap<string, ReadonlySet<string>>;

const NONE: Needers = new Map();

/** Empty where a fetch is not made of an object that lacks something required. */
export function needersOf({ programme, shape }: FetchNode, needs: Needs | null): Needers {
  if (needs === null) return NONE;
  const fields = shape.filter(({ name }) => name !== '__typename');
  const needing = fields.flatMap(({ target, name, on }) => {
    const places = on.flatMap((type) => needs.get(neederOf(programme, type, name)) ?? []);
    return [...new Set(places.map((place) => place.split('.')[0] ?? place))].map((key) => [key, target] as const);
  });
  const byKey = [...Map.groupBy(needing, ([key]) => key)].map(([key, all]) => [key, new Set(all.map(([, target]) => target))] as const);
  return new Map(byKey.filter(([, targets]) => fields.some(({ target }) => !targets.has(target))));
}
