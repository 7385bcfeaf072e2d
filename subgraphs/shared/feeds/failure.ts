import { redact } from '../errors.js';

/** Thrown by a handler that cannot apply an event as it is. The message becomes the reason it is parked for: name no value. */
export class CannotApply extends Error {}

interface DatabaseError extends Error {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
}

/** Codes that say nothing about an event: the connection, a conflict with another transaction, the server's resources. */
const PASSING = /^(08...|40001|40P01|53...|57014|57P0.|58...|55P03|25006|25P0[34]|ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;

/** What node-postgres says, without a code, of a connection that was cut or never came. */
const CUT = /connection terminated|connection ended|client has encountered a connection error|timeout exceeded when trying to connect|server closed the connection|client was closed|cannot use a pool after calling end/i;

/** True for what has nothing to do with the event at hand and passes: the page is tried again, nothing is parked. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as DatabaseError;
  return typeof code === 'string' ? PASSING.test(code) : CUT.test(error.message);
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
