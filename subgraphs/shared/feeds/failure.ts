import { redact } from '../errors.js';

/** Thrown by a handler that cannot apply an event as it is. The message becomes the reason it is parked for: name no value. */
export class CannotApply extends Error {}

interface DatabaseError extends Error {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
}

/**
 * Why an event is parked, in words without personal data: a database's message quotes values, so of its errors only the names
 * of what was violated are kept.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof CannotApply) return redact(error.message);
  const { code, constraint, table, name } = error as DatabaseError;
  if (typeof code !== 'string') return `The handler failed: ${name ?? 'unknown error'}.`;
  const where = [table, constraint].filter((one) => one !== undefined).join('.');
  return `The database refused it: ${code}${where === '' ? '' : ` (${where})`}.`;
}
