import { GraphQLError } from 'graphql';
import { DOCUMENT_REFUSAL_CODES, REFUSAL_CODES, ReasonedRefusal } from '../errors.js';

/** Refusals of access and of documents, and a call that no gateway signed. */
const REFUSALS: ReadonlySet<unknown> = new Set([...REFUSAL_CODES, ...DOCUMENT_REFUSAL_CODES, 'DOOR_REFUSED']);

/** Why somebody was refused, in truth; null for an error that is no refusal. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof ReasonedRefusal) return error.reason;
  const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
  return REFUSALS.has(code) ? String(code) : null;
}
