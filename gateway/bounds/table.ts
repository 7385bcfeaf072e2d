import type { GraphQLError } from 'graphql';
import { clientError } from '../../subgraphs/shared/errors.js';
import { MAX_DEPTH, MAX_SAME_TYPE } from '../../subgraphs/shared/nesting-rule.js';
import type { Audience } from '../audience.js';

interface Bound {
  /** What is counted, as a client reads it: "The request has more than 20 …". */
  readonly of: string;
  /** The most that a request with a token may have. */
  readonly signedIn: number;
  /** The most that one without may have. */
  readonly anonymous: number;
}

/**
 * Every bound of a request. They are many times what the published operations need (schema/operations): those have up to
 * 124 selections, 6 levels, and a cost of 139. Without a token they fit, too: who has lost it hears of that.
 */
export const BOUNDS = {
  body: { of: 'bytes', signedIn: 1024 * 1024, anonymous: 64 * 1024 },
  tokens: { of: 'tokens in its document', signedIn: 10_000, anonymous: 1_000 },
  depth: { of: 'fields on the way from the root to the deepest one', signedIn: MAX_DEPTH, anonymous: 10 },
  recursion: { of: 'objects of one type on one way from the root', signedIn: MAX_SAME_TYPE, anonymous: MAX_SAME_TYPE },
  selections: { of: 'selections, with fragments expanded', signedIn: 300, anonymous: 150 },
  rootFields: { of: 'root fields', signedIn: 20, anonymous: 5 },
  aliases: { of: 'aliases', signedIn: 50, anonymous: 10 },
  directives: { of: 'directives', signedIn: 50, anonymous: 10 },
  duplicates: { of: 'selections that stand again in their selection set', signedIn: 10, anonymous: 5 },
  listSize: { of: 'items asked for in one list', signedIn: 100, anonymous: 50 },
  cost: { of: 'objects to be fetched (its cost)', signedIn: 20_000, anonymous: 2_000 },
  variables: { of: 'variables', signedIn: 50, anonymous: 10 },
  variableBytes: { of: 'bytes of variables', signedIn: 256 * 1024, anonymous: 4 * 1024 },
  inputDepth: { of: 'objects and lists within one another in an input', signedIn: 10, anonymous: 5 },
  inputItems: { of: 'items in one list of an input', signedIn: 1_000, anonymous: 100 },
} as const satisfies Readonly<Record<string, Bound>>;

export type BoundName = keyof typeof BOUNDS;

/** The bounds of one kind of clients. */
export type Limits = Readonly<Record<BoundName, number>>;

const column = (name: 'signedIn' | 'anonymous'): Limits =>
  Object.fromEntries(Object.entries(BOUNDS).map(([bound, limits]) => [bound, limits[name]])) as Record<BoundName, number>;

const SIGNED_IN = column('signedIn');
const ANONYMOUS = column('anonymous');

export const limitsOf = (audience: Audience): Limits => (audience === 'anonymous' ? ANONYMOUS : SIGNED_IN);

/**
 * What a client hears of a bound that it is past, and of which argument, by its schema coordinate, where it was one. It is no secret, and says
 * nothing about the schema but what the client's own document has.
 */
export function exceeded(bound: BoundName, limits: Limits, argument: string | null = null): GraphQLError {
  const where = argument === null ? '.' : `: ${argument}.`;
  return clientError(bound === 'body' ? 'REQUEST_TOO_LARGE' : 'LIMIT_EXCEEDED', `The request has more than ${limits[bound]} ${BOUNDS[bound].of}${where}`, { bound, limit: limits[bound], ...(argument === null ? {} : { argument }) });
}

/** What a document comes to, by bound; and the argument that asks for the longest list. */
export interface Sizes extends Partial<Record<BoundName, number>> {
  readonly listAt?: string | null;
}

/** The bounds that sizes are past, in the order of the table. */
export function pastBounds(sizes: Sizes, limits: Limits): GraphQLError[] {
  const past = (Object.keys(BOUNDS) as BoundName[]).filter((bound) => (sizes[bound] ?? 0) > limits[bound]);
  return past.map((bound) => exceeded(bound, limits, bound === 'listSize' ? sizes.listAt : null));
}
