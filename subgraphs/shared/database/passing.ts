/** What a driver says of an error: an SQLSTATE, or the code of a system error. */
interface Coded {
  readonly code?: unknown;
}

/**
 * The connection (08, 57P0, system errors), a conflict with another transaction (40001, 40P01, 55P03), the server's resources and
 * disks (53, 58), a time limit (57014, 25P03, 25P04), a standby that has not taken over yet (25006).
 */
const PASSING = /^(08...|40001|40P01|53...|57014|57P0.|58...|55P03|25006|25P0[34]|ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;

/** What node-postgres says, without a code, of a connection that was cut or never came. */
const CUT = /connection terminated|connection ended|client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|query read timeout|server closed the connection|client was closed|cannot use a pool after calling end/i;

/** True for an error that has nothing to do with what was asked and passes by itself: asked again, the database may answer. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Coded;
  return typeof code === 'string' ? PASSING.test(code) : CUT.test(error.message);
}

/** The server went away (57P01, 57P02) or the connection did. */
const LOST = /^(08...|57P0[12]|ECONNRESET|EPIPE)$/;
const LOST_IN_WORDS = /connection terminated unexpectedly|client has encountered a connection error/i;

/** True when a statement failed because the connection it ran on was lost; whether it was carried out is not known. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Coded;
  return typeof code === 'string' ? LOST.test(code) : LOST_IN_WORDS.test(error.message);
}
