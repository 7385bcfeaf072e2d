import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { isSubgraphName, SUBGRAPHS, type SubgraphName } from '../access/viewer.js';
import type { Clock } from '../clock.js';
import { DATABASE_NAMES, type DatabaseName } from '../database/roles.js';
import { macOf, sameMac } from '../doors/mac.js';
import type { NonceBook } from '../doors/nonces.js';

export const REQUEST_HEADER = 'x-balagraph-feed-request';
export const REQUEST_MAC_HEADER = 'x-balagraph-feed-mac';

/** How long a signed request may take to arrive. */
const LIFETIME_MS = 30_000;

/** How far a consumer's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5_000;

/** The most events that one page holds. */
export const PAGE_LIMIT = 1_000;
export const DEFAULT_LIMIT = 500;

/** Parked positions that a request names; more of them stand behind `unappliedFrom`. */
export const PARKED_LIMIT = 500;

const Position = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const Pull = Type.Object({
  // The gateway has no feed but its ledger.
  owner: Type.Enum([...DATABASE_NAMES]),
  consumer: Type.Enum([...SUBGRAPHS]),
  feed: Type.String(),
  /** The cursor, as in the URL: everything up to it has been received. */
  after: Type.String(),
  limit: Type.Integer({ minimum: 1, maximum: PAGE_LIMIT }),
  /** What of it has not been applied: positions, the lowest first. */
  parked: Type.Array(Position, { maxItems: PARKED_LIMIT }),
  /** Where more is parked than that: the first position that the list leaves out. */
  unappliedFrom: Type.Union([Position, Type.Null()]),
  /** Unix time in milliseconds after which the request is refused. */
  expiresAt: Type.Integer(),
  /** A UUID, used once. */
  nonce: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
});

/** A signed request for a page of a feed. */
export type Pull = Static<typeof Pull>;

const check = Compile(Pull);

/** What names the page, in the URL and signed with the rest. */
export type PageQuery = Pick<Pull, 'feed' | 'after' | 'limit'>;

const macOfRequest = (key: string, encoded: string): string => macOf(key, 'balagraph feed request', encoded);

/** A request that is good for 30 seconds and for one use, and its two headers. */
export function signPull(key: string, clock: Clock, pull: Omit<Pull, 'expiresAt' | 'nonce'>): { readonly pull: Pull; readonly headers: Record<string, string> } {
  const signed = { ...pull, expiresAt: clock.now().getTime() + LIFETIME_MS, nonce: randomUUID() };
  const encoded = Buffer.from(JSON.stringify(signed)).toString('base64url');
  return { pull: signed, headers: { [REQUEST_HEADER]: encoded, [REQUEST_MAC_HEADER]: macOfRequest(key, encoded) } };
}

/** Why a request was refused, for the log; the caller learns only that it was. */
export type PullRefusal = 'MALFORMED' | 'CONSUMER' | 'MAC' | 'OWNER' | 'QUERY' | 'EXPIRED' | 'REPLAYED';

function decode(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString());
  } catch {
    return null;
  }
}

/** A header's value; of one that is not there, nothing. */
function textOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** The door that the consumers of one owner come to, each with the key it shares with this owner alone. */
export class FeedDoor {
  constructor(
    private readonly owner: DatabaseName,
    private readonly keys: Readonly<Partial<Record<SubgraphName, string>>>,
    private readonly clock: Clock,
    private readonly nonces: NonceBook,
  ) {}

  /** The request, or why it is refused. Rejects when it cannot be told whether it is a repeated one. */
  async open(headers: IncomingHttpHeaders, query: PageQuery): Promise<Pull | PullRefusal> {
    const [encoded, mac] = [textOf(headers, REQUEST_HEADER), textOf(headers, REQUEST_MAC_HEADER)];
    const pull = decode(encoded);
    const consumer = (pull as { consumer?: unknown } | null)?.consumer;
    const key = isSubgraphName(consumer) ? this.keys[consumer] : undefined;
    if (key === undefined) return 'CONSUMER';
    if (!sameMac(macOfRequest(key, encoded), mac)) return 'MAC';
    if (!check.Check(pull)) return 'MALFORMED';
    if (pull.owner !== this.owner) return 'OWNER';
    if (pull.feed !== query.feed || pull.after !== query.after || pull.limit !== query.limit) return 'QUERY';
    const now = this.clock.now().getTime();
    if (pull.expiresAt <= now || pull.expiresAt > now + LIFETIME_MS + CLOCK_SKEW_MS) return 'EXPIRED';
    return (await this.nonces.take(pull.nonce, pull.expiresAt)) ? pull : 'REPLAYED';
  }
}
