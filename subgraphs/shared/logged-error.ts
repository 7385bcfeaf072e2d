import { redact } from './errors.js';

/** An error as it stands in a log line; besides, where it has them, its code and which of our tables, columns and constraints it names. */
export interface LoggedError {
  readonly [more: string]: unknown;
  readonly type: string;
  readonly message: string;
  /** Frames only: the first lines of a stack repeat the message. */
  readonly stack: string;
}

/** What quotes a value: a parser its input, a library its argument, an HTTP client an address with its password. */
const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`|«[^»]*»/g;
const URL_LIKE = /\b[a-z][a-z+.-]*:\/\/\S+/gi;
/** Tokens, keys, hashes. */
const LONG_WORD = /[\w.~+/=-]{32,}/g;

const withoutValues = (message: string): string => redact(message.replaceAll(URL_LIKE, '…').replaceAll(QUOTED, '…').replaceAll(LONG_WORD, '…'));

/** SQLSTATE. A database's message quotes values without marks, and statements carry them: nothing of it is kept. */
const isDatabaseError = (code: unknown): boolean => typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);

const KEPT = ['code', 'constraint', 'table', 'column'];

const frames = (stack: string): string => redact(stack.split('\n').filter((line) => /^\s+at /.test(line)).join('\n'));

/**
 * What the log keeps of an error: enough to find the place, and nothing of what it was about. Names in a message cannot be
 * told from other words, so whatever is quoted is left out with what looks like a number, an address or a secret.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const fields = Object.entries(error).filter(([name, value]) => KEPT.includes(name) && typeof value === 'string');
  const { code } = error as { code?: unknown };
  return {
    ...Object.fromEntries(fields),
    type: error.name,
    message: isDatabaseError(code) ? 'The database refused or failed.' : withoutValues(error.message),
    stack: frames(error.stack ?? ''),
  };
}
