import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isPassing } from './database/passing.js';

/** Refusals of access. All but the last depend on the viewer's role and purpose only; every one that depends on the child is `WITHHELD`. */
export const REFUSAL_CODES = ['UNAUTHENTICATED', 'PURPOSE_MISSING', 'PURPOSE_NOT_ALLOWED', 'CASE_NUMBER_MISSING', 'SCOPE_MISSING', 'ROLE_NOT_ALLOWED', 'WITHHELD'] as const;

/** Refusals of a document that the client's signed manifest does not have; the words of Apollo's router, which Apollo's clients know. */
export const DOCUMENT_REFUSAL_CODES = ['PERSISTED_QUERY_NOT_IN_LIST', 'QUERY_NOT_IN_SAFELIST'] as const;

/** Every code a client can receive: refusals, and what is about the request or the machinery. */
export const ERROR_CODES = [
  ...REFUSAL_CODES,
  ...DOCUMENT_REFUSAL_CODES,
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_HASH_MISMATCH',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'REQUEST_TOO_LARGE',
  'LIMIT_EXCEEDED',
  'NO_SNAPSHOT',
  'DOCUMENT_TOO_COSTLY',
  'DOOR_REFUSED',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

const isErrorCode = (value: unknown): value is ErrorCode => ERROR_CODES.includes(value as ErrorCode);

/** A refusal or a fault that the client may read. Messages name the field and what is allowed, never a value. */
export function clientError(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}

/**
 * Why a record is withheld. For the ledger: the client hears `WITHHELD`, and the same words for each.
 *
 * - `UNKNOWN_PERSON`: nobody has this IIN. `NOT_A_CHILD`: somebody has it who is no child of the programmes.
 * - `NO_RELATION`: the viewer is nothing to the person, or the programme was handed no grant.
 * - `OWN_RELATIVE`: the viewer is an official, and the record their own or a relative's.
 * - `CLASS_NOT_OPEN`: the relation does not open this field class.
 * - `SHIELDED`: it would tell where a shielded child is.
 * - `OUT_OF_VIEW`: the register's rows in the viewer's regions do not have it.
 * - `KEY_ALONE`: the object was named by its key, which opens nothing.
 */
export type WithheldReason = 'UNKNOWN_PERSON' | 'NOT_A_CHILD' | 'NO_RELATION' | 'OWN_RELATIVE' | 'CLASS_NOT_OPEN' | 'SHIELDED' | 'OUT_OF_VIEW' | 'KEY_ALONE';

/** A refusal whose true reason only the ledger gets: it is no part of what is sent or logged. */
export class ReasonedRefusal extends GraphQLError {
  constructor(code: ErrorCode, message: string, readonly reason: string) {
    super(message, { extensions: { code } });
  }
}

export const withheld = (reason: WithheldReason): ReasonedRefusal =>
  new ReasonedRefusal('WITHHELD', 'No record is available to you under this key.', reason);

export const badInput = (field: string, message: string): GraphQLError =>
  clientError('BAD_USER_INPUT', `${field}: ${message}`, { field });

/** Where graphql-js quotes a literal of the document: what follows is the client's, and may be a name. */
const QUOTED_LITERALS: readonly (readonly [RegExp, string])[] = [
  [/( cannot represent .*?value): .*$/s, '$1.'],
  [/(^Expected value of type "[^"]*"), found .*$/s, '$1.'],
  [/^Value ".*?" does not exist in ("\w+" enum)/s, 'The value does not exist in $1'],
  [/(, found \w+) ".*$/s, '$1.'],
  [/(^Syntax Error: Unexpected \w+) ".*$/s, '$1.'],
];

const withoutLiteral = (message: string): string => QUOTED_LITERALS.reduce((text, [pattern, rest]) => text.replace(pattern, rest), message);

/** What our own scalars say of a value they refuse, which never repeats it; built-in ones quote it. */
function ownReason(original: unknown): string | undefined {
  const cause = original instanceof GraphQLError ? original.originalError : undefined;
  return cause instanceof GraphQLError && cause.extensions['code'] === 'BAD_USER_INPUT' ? cause.message : undefined;
}

/** graphql-js quotes the offending value ("got invalid value …; reason"): keep the place and a reason of ours only. */
function withoutValue(error: GraphQLFormattedError, original: unknown): string {
  const reason = ownReason(original);
  const [subject] = error.message.split(' got invalid value ', 1);
  const place = / at "([^"]+)"(?=;)/.exec(error.message)?.[1];
  if (subject !== undefined && subject !== error.message) {
    const name = place === undefined ? subject : `Variable "$${place}"`;
    return `${name}: ${reason ?? 'the value does not fit its type.'}`;
  }
  if (error.message.startsWith('Expected value of type') && reason !== undefined) return reason;
  return withoutLiteral(error.message);
}

/** What a client hears when something that its answer needs is not to be had, and may be soon. */
export const CANNOT_ANSWER = 'This part of the graph cannot answer at the moment.';

/** A fault of the database's and not of ours: nobody would find anything by its id but that it was away. */
function isUnavailable(original: unknown): boolean {
  return isPassing(original instanceof GraphQLError ? original.originalError : original);
}

/** A last line of defence: nothing that looks like an IIN, BIN or card number leaves in a message or a log line. */
export const redact = (message: string): string => message.replaceAll(/\d{9,}/g, '…');

/**
 * Our code for what Apollo Server has one of its own for. A literal that a scalar refuses and a document past a bound are
 * invalid documents to it. Who sends a hash in place of a query hears `PersistedQueryNotSupported`, a message that clients know.
 */
function ownCode(code: unknown, extensions: Readonly<Record<string, unknown>>): unknown {
  if (extensions['scalar'] !== undefined) return 'BAD_USER_INPUT';
  if (extensions['bound'] !== undefined && code === 'GRAPHQL_VALIDATION_FAILED') return 'LIMIT_EXCEEDED';
  return code === 'PERSISTED_QUERY_NOT_SUPPORTED' ? 'BAD_REQUEST' : code;
}

export interface MaskedError {
  readonly formatted: GraphQLFormattedError;
  /** True when the cause was unknown and must be looked up in the log by the correlation id. */
  readonly masked: boolean;
}

/**
 * Shapes an error for a client: an allow-list of codes, `UNAVAILABLE` where the database was away, everything else masked.
 * Unknown errors keep only their path; the id reaches both the client and the log.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  original: unknown,
  correlationId: string,
  extensions: Record<string, unknown> = {},
): MaskedError {
  const { code: given, ...rest } = formatted.extensions ?? {};
  const code = ownCode(given, rest);
  const known = isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR';
  const [shownCode, message] = known ? [code, redact(withoutValue(formatted, original))] : faultOf(original);
  const shown = known ? pick(rest, ['field', 'programme', 'allowed', 'bound', 'limit', 'argument']) : {};
  return {
    masked: shownCode === 'INTERNAL_SERVER_ERROR',
    formatted: {
      message,
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
      ...(known && formatted.locations !== undefined ? { locations: formatted.locations } : {}),
      extensions: { ...extensions, ...shown, code: shownCode, correlationId },
    },
  };
}

const faultOf = (original: unknown): readonly [ErrorCode, string] =>
  isUnavailable(original) ? ['UNAVAILABLE', CANNOT_ANSWER] : ['INTERNAL_SERVER_ERROR', 'Internal error.'];

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}
