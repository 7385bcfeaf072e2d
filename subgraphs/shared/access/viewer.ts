import type { Scope } from './scopes.js';

/** The programme subgraphs, in the order they are started and shown. */
export const SUBGRAPHS = ['registry', 'benefits', 'savings', 'foster-families', 'schools'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

export const isSubgraphName = (value: unknown): value is SubgraphName =>
  SUBGRAPHS.includes(value as SubgraphName);

/** What a token's holder acts as. A ministry's staff act for one subgraph. */
export const ROLES = [
  'citizen',
  'caseworker',
  'auditor',
  'ombudsman',
  'operator',
  ...SUBGRAPHS.map((name) => `ministry:${name}` as const),
] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (value: unknown): value is Role => ROLES.includes(value as Role);

/** Who asks: taken from a verified access token, and nowhere else. */
export interface Viewer {
  /** Token subject: the account, not the person. */
  readonly subject: string;
  readonly role: Role;
  /** OAuth client through which the request came. */
  readonly client: string;
  /** The person behind the token; null for a system account. */
  readonly iin: string | null;
  /** BIN of the body the viewer works for. */
  readonly organisation: string | null;
  /** KATO codes of the regions an official acts in; `*` is the whole country. */
  readonly regions: readonly string[];
  /** Field classes the token allows; they narrow what the purpose allows. */
  readonly scopes: readonly Scope[];
  /** Whether the client may send its own documents or only registered ones. */
  readonly documents: 'trusted' | 'free';
}
