import type { Data } from './nodes.js';
import type { PlanError } from './plan-error.js';

const causes = new WeakMap<Data, PlanError>();

/**
 * Says why an object has no more than it has: one programme brought its part of a value type that they share, and
 * another failed to, in whichever order.
 */
export function explainRest(data: Data, cause: PlanError): void {
  if (!causes.has(data)) causes.set(data, cause);
}

/** A value of an object, or the error that says why it is not there. */
export const valueAt = (data: Data, key: string): unknown => data[key] ?? (data[key] === undefined ? causes.get(data) : null);
