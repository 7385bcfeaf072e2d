import type { Scope } from './scopes.js';

/** The subgraphs of the ministries' programmes, in the order they are started and shown. */
export const PROGRAMMES = ['registry', 'benefits', 'savings', 'foster-families', 'schools'] as const;
export type ProgrammeName = (typeof PROGRAMMES)[number];

/** Every subgraph. `audit` has no programme and no ministry: auditors are its staff. */
export const SUBGRAPHS = [...PROGRAMMES, 'audit'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

export const isProgramme = (value: unknown): value is ProgrammeName => PROGRAMMES.includes(value as ProgrammeName);

export const isSubgraphName = (value: unknown): value is SubgraphName =>
  SUBGRAPHS.includes(value as SubgraphName);

/** What a token's holder acts as. A ministry's staff act for one subgraph. */
export const ROLES = [
  'citizen',
  'caseworker',
  'auditor',
  'ombudsman',
  'operator',
  ...PROGRAMMES.map((name) => `ministry:${name}` as const),
] as const;
export type Role = (typeof ROLES)[number];

/** Officials with a view of people, who look them up for an office of theirs. */
export const OFFICIAL_ROLES = ['caseworker', 'ombudsman', ...PROGRAMMES.map((name) => `ministry:${name}` as const)] as const satisfies readonly Role[];

/** The role of the staff of the body that runs a subgraph: who may come to its own door. */
export const staffRole = (subgraph: SubgraphName): Role => (subgraph === 'audit' ? 'auditor' : `ministry:${subgraph}`);

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
