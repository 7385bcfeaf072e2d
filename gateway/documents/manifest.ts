import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { PURPOSES } from '../../subgraphs/shared/access/purposes.js';
import { ManifestError } from './manifest-error.js';

const Operation = Type.Object({
  id: Type.String(),
  name: Type.String(),
  type: Type.Enum(['query', 'mutation', 'subscription']),
  body: Type.String(),
});

/** What Apollo's tools write (`@apollo/generate-persisted-query-manifest`, Apollo Kotlin, Apollo iOS). */
const Manifest = Type.Object({
  format: Type.Literal('apollo-persisted-query-manifest'),
  version: Type.Literal(1),
  operations: Type.Array(Operation),
});

export type ManifestOperation = Static<typeof Operation>;
export type Manifest = Static<typeof Manifest>;

/** What a frontend signs: its manifest, and whose it is. Times are seconds, as in any JWT. */
const Claims = Type.Object({
  /** The OAuth client that may send these documents. */
  client_id: Type.String({ minLength: 1, maxLength: 255 }),
  iat: Type.Integer(),
  exp: Type.Optional(Type.Integer()),
  /** What its requests are for: no access rule, but what is planned ahead of the first of them. */
  purposes: Type.Optional(Type.Array(Type.Enum([...PURPOSES]))),
  manifest: Manifest,
});

export type ManifestClaims = Static<typeof Claims>;

const ManifestShape = Compile(Manifest);
const ClaimsShape = Compile(Claims);

/** Where it differs, without a word of what stands there. */
const firstDifference = (errors: readonly { readonly instancePath: string; readonly message: string }[], whole: string): string =>
  errors.map(({ instancePath, message }) => `${instancePath === '' ? whole : instancePath} ${message}`)[0] ?? whole;

/** Checks the form of a manifest as a tool wrote it; throws `ManifestError`. */
export function manifestFrom(value: unknown): Manifest {
  if (ManifestShape.Check(value)) return value;
  throw new ManifestError(`it is no manifest of persisted queries: ${firstDifference(ManifestShape.Errors(value), 'the whole')}`);
}

/** Checks the form of what was signed; throws `ManifestError`. */
export function claimsFrom(value: unknown): ManifestClaims {
  if (ClaimsShape.Check(value)) return value;
  throw new ManifestError(`what was signed is no manifest of a client: ${firstDifference(ClaimsShape.Errors(value), 'the whole')}`);
}
