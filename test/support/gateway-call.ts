import { randomUUID } from 'node:crypto';
import type { Purpose } from '../../subgraphs/shared/access/purposes.js';
import { SCOPES } from '../../subgraphs/shared/access/scopes.js';
import type { Role, SubgraphName, Viewer } from '../../subgraphs/shared/access/viewer.js';
import { civilDay, systemClock, type Clock } from '../../subgraphs/shared/clock.js';
import { ENVELOPE_LIFETIME_MS, seal, type Envelope } from '../../subgraphs/shared/doors/envelope.js';

/** The gateway door of one running subgraph. */
export interface GatewayTarget {
  readonly subgraph: SubgraphName;
  readonly url: string;
  readonly key: string;
  /** The subgraph's clock; the door judges expiry by it. */
  readonly clock?: Clock;
}

/** One GraphQL request as the gateway would send it. */
export interface GatewayRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly viewer?: Viewer | null;
  readonly purpose?: Purpose | null;
  /** Parts of the envelope that are to be other than they should. */
  readonly envelope?: Partial<Envelope>;
}

/** GraphQL's answer, not typed further: tests look at it with `toMatchObject`. */
export interface GraphQLAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** A viewer of a role, for the whole country and all field classes unless said otherwise. */
export const viewerAs = (role: Role, claims: Partial<Viewer> = {}): Viewer => ({
  subject: 'test-account',
  role,
  client: 'test',
  iin: null,
  organisation: null,
  regions: ['*'],
  scopes: SCOPES,
  documents: 'free',
  ...claims,
});

/** What the gateway would vouch for. */
export function envelopeFor({ subgraph, clock = systemClock }: GatewayTarget, request: GatewayRequest): Envelope {
  const now = clock.now();
  return {
    subgraph,
    viewer: request.viewer ?? null,
    purpose: request.purpose ?? null,
    language: 'EN',
    today: civilDay(now),
    expiresAt: now.getTime() + ENVELOPE_LIFETIME_MS,
    nonce: randomUUID(),
    correlationId: randomUUID(),
    ...request.envelope,
  };
}

/** Sends a body with whatever headers, and reads GraphQL's answer. */
export async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  const { data, errors = [] } = (await response.json()) as { data?: GraphQLAnswer['data']; errors?: GraphQLAnswer['errors'] };
  return { status: response.status, data, errors };
}

/** Calls a subgraph through its gateway door. */
export function gatewayCall(target: GatewayTarget, request: GatewayRequest): Promise<GraphQLAnswer> {
  const body = JSON.stringify({ query: request.query, variables: request.variables ?? {} });
  return post(target.url, body, seal(target.key, envelopeFor(target, request), body));
}
