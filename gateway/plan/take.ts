import type { PossibleTypes } from '../schema/possible-types.js';
import { property, stored, type Code } from './code.js';
import { isRenamed, type Layout } from './layout.js';
import { merge } from './merge.js';
import { isObject, type Data } from './nodes.js';
import type { Shape } from './shape.js';
import { keysOf, type Step } from './steps.js';

/** Takes what a subgraph sent over into an object of the response. */
export type Taker = (target: Data, source: Data) => void;

/**
 * Writes how a step's answer is taken over: by its shape and nothing else. What comes below a field is kept as the subgraph sent
 * it, without a copy, since it is read by its shape again; but for keys that other steps write there, which the subgraph may
 * not plant. What several steps bring a part of is merged.
 */
export function defineTaker(code: Code, number: number, { fetch, path }: Step, layout: Layout, types: PossibleTypes): string {
  const at = keysOf(path);
  const lines = [...Map.groupBy(fetch.shape, ({ target }) => target)].map(([target, fields]) => {
    if (target === '__typename') return takeTypename(code, types);
    if (layout.isShared(at, target) || fields.some(isRenamed)) return `${code.constant(merger(fields, types))}(t, s);`;
    const below = fields.flatMap((field) => field.fields ?? []);
    return takeField(code, target, below.length === 0 ? null : cleanerOf(number, [...at, target], below, { layout, types }));
  });
  return code.define('t, s', lines.join('\n'));
}

/** The name of an interface does not replace that of a type: it is all that a subgraph with an interface object knows. */
function takeTypename(code: Code, types: PossibleTypes): string {
  const isAbstract = code.constant(abstractness(types));
  return `if (s.__typename !== undefined && (t.__typename === undefined || !${isAbstract}(s.__typename))) t.__typename = s.__typename;`;
}

function takeField(code: Code, key: string, clean: Cleaner | null): string {
  const value = property('s', key);
  const taken = clean === null ? 'v' : `${code.constant(clean)}(v)`;
  return `{ const v = ${value}; if (v !== undefined) ${stored('t', key, taken)} }`;
}

// What is kept of a plan is made apart, so that it does not keep all that the plan was compiled with.
const merger = (fields: Shape, types: PossibleTypes): Taker => (into, from) => merge(into, from, fields, types);
const abstractness = (types: PossibleTypes) => (name: unknown): boolean => types.isAbstract(name);

type Cleaner = (value: unknown) => unknown;
type Foreign = readonly (readonly [key: string, own: readonly (readonly string[])[]])[];
type Below = readonly (readonly [key: string, clean: Cleaner])[];

/** Removes, from an object or the objects of a list, what other steps write there; null where there is nothing to look for. */
function cleanerOf(number: number, at: readonly string[], shape: Shape, known: { readonly layout: Layout; readonly types: PossibleTypes }): Cleaner | null {
  const foreign = [...known.layout.foreign(number, at)];
  const below = [...Map.groupBy(shape, ({ target }) => target)].flatMap(([key, fields]) => {
    const clean = cleanerOf(number, [...at, key], fields.flatMap((field) => field.fields ?? []), known);
    return clean === null ? [] : [[key, clean] as const];
  });
  return foreign.length === 0 && below.length === 0 ? null : cleaner(foreign, below, known.types);
}

function cleaner(foreign: Foreign, below: Below, types: PossibleTypes): Cleaner {
  const isAsked = (object: Data, own: readonly (readonly string[])[]): boolean => own.some((on) => on.every((condition) => types.satisfies(object['__typename'], condition)));
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) value.forEach(clean);
    if (!isObject(value)) return value;
    for (const [key, own] of foreign) if (Object.hasOwn(value, key) && !isAsked(value, own)) delete value[key];
    for (const [key, cleanBelow] of below) cleanBelow(value[key]);
    return value;
  };
  return clean;
}

