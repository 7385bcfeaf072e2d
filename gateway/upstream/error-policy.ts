import type { ErrorCode } from '../../subgraphs/shared/errors.js';
import { PlanError } from '../plan/plan-error.js';
import type { SubgraphError } from './answer.js';

/** What a subgraph may tell a client by code, and the words for it; null lets the subgraph's own words through. */
const SHOWN: Readonly<Partial<Record<ErrorCode, string | null>>> = {
  UNAUTHENTICATED: 'This field needs an access token.',
  PURPOSE_MISSING: 'This field needs a purpose: name it in the header X-Purpose.',
  PURPOSE_NOT_ALLOWED: 'This field is not open under the purpose named.',
  CASE_NUMBER_MISSING: 'This purpose needs a case: name it in the header X-Case-Number.',
  SCOPE_MISSING: 'This field needs a field class that the purpose named does not open.',
  ROLE_NOT_ALLOWED: null,
  WITHHELD: 'No record is available to you under this key.',
  BAD_USER_INPUT: null,
  LIMIT_EXCEEDED: null,
  NO_SNAPSHOT: null,
  UNAVAILABLE: 'This part of the answer is not available at the moment.',
};

/** Makes of a subgraph's error what the client may know of it. */
export type ErrorPolicy = (error: SubgraphError, programme: string) => PlanError;

/**
 * A subgraph's error as a client may see it. WITHHELD always has the same words, since different ones would tell
 * reasons apart; a code that is not listed is a fault and is masked.
 */
export function toPlanError(error: SubgraphError, programme: string): PlanError {
  const code = isShown(error.code) ? error.code : 'INTERNAL_SERVER_ERROR';
  const message = SHOWN[code] ?? harmless(error.message) ?? 'The request was refused.';
  const field = code === 'BAD_USER_INPUT' ? harmless(error.field) : null;
  return new PlanError(code, code === 'INTERNAL_SERVER_ERROR' ? 'Internal error.' : message, programme, programme, [], field);
}

const isShown = (code: string | null): code is ErrorCode => code !== null && Object.hasOwn(SHOWN, code);

/**
 * Our subgraphs word BAD_USER_INPUT and ROLE_NOT_ALLOWED without values. A careless one may not: anything that looks
 * like an address, a statement, a stack or a number that could be a person's is not passed on.
 */
const SUSPICIOUS = /:\/\/|\b(select|insert|update|delete)\b.*\b(from|into|set|where)\b|\bat .+:\d+|\d{9,}|[\r\n]/i;
const LONGEST = 300;

const harmless = (text: string | null): string | null =>
  text === null || text.length > LONGEST || SUSPICIOUS.test(text) ? null : text;
