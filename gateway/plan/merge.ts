import type { PossibleTypes } from '../schema/possible-types.js';
import { explainRest } from './missing.js';
import { isObject, newData, type Data } from './nodes.js';
import { PlanError } from './plan-error.js';
import type { Shape } from './shape.js';

/**
 * Takes a subgraph's object over into the response, by its shape and nothing else. A null never replaces an object:
 * two programmes may share a value type, and one that has nothing must not blank the other. Nor does the name of an
 * interface replace that of a type: it is all that a subgraph with an interface object knows.
 */
export function merge(target: Data, source: Data, shape: Shape, types: PossibleTypes): void {
  for (const field of shape) {
    if (!Object.hasOwn(source, field.key)) continue;
    const current = target[field.target];
    if (field.target === '__typename' && current !== undefined && types.isAbstract(source[field.key])) continue;
    target[field.target] = merged(current, source[field.key], field.fields, types);
  }
}

function merged(current: unknown, value: unknown, shape: Shape | null, types: PossibleTypes): unknown {
  if (value === null || value === undefined) return current ?? null;
  if (value instanceof PlanError) {
    if (isObject(current)) explainRest(current, value);
    return current ?? value;
  }
  if (shape === null) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = Array.isArray(current) ? current : [];
    return value.map((item, index) => merged(items[index], item, shape, types));
  }
  const target = isObject(current) ? current : newData();
  if (current instanceof PlanError) explainRest(target, current);
  if (isObject(value)) merge(target, value, shape, types);
  return target;
}

/** Says of everything that a fetch should have brought to an object, and that is not there, why; false if all is there. */
export function mark(target: unknown, shape: Shape, cause: PlanError): boolean {
  if (Array.isArray(target)) return target.map((item) => mark(item, shape, cause)).includes(true);
  if (!isObject(target)) return false;
  let marked = false;
  for (const { target: key, fields } of shape) {
    if (key === '__typename') continue;
    if (target[key] === undefined) {
      target[key] = cause;
      marked = true;
    } else if (fields !== null && mark(target[key], fields, cause.origin === null ? cause : cause.from(null))) marked = true;
  }
  return marked;
}
