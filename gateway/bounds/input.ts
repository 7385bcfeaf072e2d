import type { GraphQLError } from 'graphql';
import { exceeded, type Limits } from './table.js';

/** A character of a body is at most so many bytes. */
const BYTES = 3;

/** The bound that the variables of a request are past; null when there is none. `bodyLength` is that of the body they came in. */
export function variablesProblem(body: unknown, bodyLength: number, limits: Limits): GraphQLError | null {
  const variables = (body as { readonly variables?: unknown } | null | undefined)?.variables;
  // What is not an object is no business of this check: it is refused, and nothing is done with it before.
  if (typeof variables !== 'object' || variables === null) return null;
  const values = Object.values(variables);
  if (values.length > limits.variables) return exceeded('variables', limits);
  for (const value of values) {
    const past = pastBound(value, limits.inputDepth, limits);
    if (past !== null) return exceeded(past, limits);
  }
  return isLong(variables, bodyLength, limits) ? exceeded('variableBytes', limits) : null;
}

/** Whatever is in a short body is short: only what comes in a long one is written out to be measured, once it is known not to be too deep for that. */
const isLong = (variables: object, bodyLength: number, limits: Limits): boolean =>
  bodyLength * BYTES > limits.variableBytes && Buffer.byteLength(JSON.stringify(variables)) > limits.variableBytes;

/** Looks no deeper than `levels`. */
function pastBound(value: unknown, levels: number, limits: Limits): 'inputDepth' | 'inputItems' | null {
  if (typeof value !== 'object' || value === null) return null;
  if (levels === 0) return 'inputDepth';
  if (Array.isArray(value) && value.length > limits.inputItems) return 'inputItems';
  for (const inner of Object.values(value)) {
    const past = pastBound(inner, levels - 1, limits);
    if (past !== null) return past;
  }
  return null;
}
