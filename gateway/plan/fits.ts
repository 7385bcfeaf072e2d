import { isObject, type Data } from './nodes.js';
import type { Shape, ShapeField } from './shape.js';

/** Deeper than any list type; a bound, because the check is recursive and the value is a stranger's. */
const MAX_LIST_NESTING = 8;

/**
 * Whether a subgraph's value has what its shape promises: objects where there are selections, and every field that is
 * asked for of its type. Lists and leaf types are for the API schema to judge, when the response is shaped.
 */
export function fits(value: unknown, shape: Shape, typename: unknown): boolean {
  return valueFits(value, shape, { typename, strict: true, nesting: 0 });
}

interface Expectation {
  /** The type that an object is asked for as; it may say a narrower one itself. */
  readonly typename: unknown;
  /** False below a field of another type: it may be there for a selection that asks for less. */
  readonly strict: boolean;
  readonly nesting: number;
}

function valueFits(value: unknown, shape: Shape, expected: Expectation): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) {
    const item = { ...expected, nesting: expected.nesting + 1 };
    return item.nesting <= MAX_LIST_NESTING && value.every((one) => valueFits(one, shape, item));
  }
  if (!isObject(value)) return false;
  const types = [expected.typename, Object.hasOwn(value, '__typename') ? value['__typename'] : undefined];
  return shape.every((field) => fieldFits(value, field, expected.strict && field.on.every((condition) => types.includes(condition))));
}

function fieldFits(value: Data, field: ShapeField, strict: boolean): boolean {
  if (!Object.hasOwn(value, field.key)) return !strict;
  return field.fields === null || valueFits(value[field.key], field.fields, { typename: undefined, strict, nesting: 0 });
}
