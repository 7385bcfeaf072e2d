import { jwtVerify, type CryptoKey, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { BoundedCache } from '../bounded-cache.js';
import { IssuerKeys, KeysUnavailable, type KeyTiming } from './keys.js';
import { isRole, type Viewer } from './viewer.js';
import { isScope, type Scope } from './scopes.js';
import { IIN, BIN, KATO } from '../scalars/scalars.js';
import { clientError } from '../errors.js';

/** Where access tokens come from and what they must say. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** The `aud` of the graph. */
  readonly audience: string;
}

/** Audience of Balagraph's access tokens, at the gateway and at every ministry's own door. */
export const DEFAULT_AUDIENCE = 'urn:balagraph:graph';

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const MAX_TOKEN_AGE_SECONDS = 3600;

/** How far the issuer's clock may be from ours. */
export const CLOCK_SKEW_SECONDS = 5;

/** A token whose signature was found good under a key. */
interface Verified {
  readonly header: JWTHeaderParameters;
  readonly key: CryptoKey;
  readonly viewer: Viewer;
  /** Unix time in milliseconds from which it is too old. */
  readonly until: number;
}

/** A frontend sends one token with every request of its user. */
const REMEMBERED = 1_000;

/**
 * Verifies OIDC access tokens. Everything is demanded by name, because jose accepts a token without `exp`, `aud`, `iss`
 * or `typ` unless told otherwise; whatever is wrong with a token, the client hears `UNAUTHENTICATED`.
 */
export class TokenVerifier {
  readonly #keys: IssuerKeys;
  readonly #verified = new BoundedCache<Verified>(REMEMBERED);

  constructor(private readonly config: TokenIssuer, timing?: KeyTiming) {
    this.#keys = new IssuerKeys(config.jwksUrl, timing);
  }

  /** The viewer of an `Authorization` header; null without one. Throws `UNAUTHENTICATED`, or `UNAVAILABLE` when no keys can be had. */
  async viewerOf(authorization: string | undefined): Promise<Viewer | null> {
    if (authorization === undefined || authorization === '') return null;
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated();
    return (await this.#known(token)) ?? this.#verify(token);
  }

  /** The viewer of a token that was verified before, while it is young and its key still the issuer's; null of any other. */
  async #known(token: string): Promise<Viewer | null> {
    const verified = this.#verified.get(token);
    if (verified === undefined || Date.now() >= verified.until) return null;
    const key = await this.#keys.keyOf(verified.header).catch(() => null);
    return key === verified.key ? verified.viewer : null;
  }

  async #verify(token: string): Promise<Viewer> {
    try {
      const { payload, protectedHeader: header, key } = await jwtVerify(token, (named: JWTHeaderParameters) => this.#keys.keyOf(named), {
        issuer: this.config.issuer,
        audience: this.config.audience,
        algorithms: ALGORITHMS,
        // RFC 9068, 4: an ID token is signed by the same keys, and is no access token.
        typ: 'at+jwt',
        requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'role'],
        maxTokenAge: MAX_TOKEN_AGE_SECONDS,
        clockTolerance: CLOCK_SKEW_SECONDS,
      });
      const viewer = viewerFromClaims(payload);
      this.#verified.set(token, { header, key, viewer, until: endOf(payload) });
      return viewer;
    } catch (error) {
      if (error instanceof KeysUnavailable) throw clientError('UNAVAILABLE', 'The token issuer cannot be reached to check this token.');
      throw unauthenticated();
    }
  }
}

/** Unix time in milliseconds from which a token is too old. */
const endOf = ({ exp = 0, iat = 0 }: JWTPayload): number => (Math.min(exp, iat + MAX_TOKEN_AGE_SECONDS) + CLOCK_SKEW_SECONDS) * 1000;

const unauthenticated = (): Error =>
  clientError('UNAUTHENTICATED', 'The access token is missing, expired or not valid for this graph.');

/** Text of a length that a log or a record can take; absent or empty says nobody. */
const isName = (claim: unknown): claim is string => typeof claim === 'string' && claim.length > 0 && claim.length <= 255;

function viewerFromClaims(claims: JWTPayload): Viewer {
  const { sub, client_id: client, role, iin, organisation, regions, scope, documents } = claims;
  if (!isName(sub) || !isName(client) || !isRole(role)) throw unauthenticated();
  return {
    subject: sub,
    role,
    client,
    iin: checked(iin, IIN.parseValue),
    organisation: checked(organisation, BIN.parseValue),
    regions: checked(regions, regionsOf) ?? [],
    scopes: checked(scope, scopesOf) ?? [],
    documents: checked(documents, documentsOf) ?? 'trusted',
  };
}

const regionsOf = (claim: unknown): string[] => {
  if (!Array.isArray(claim)) throw unauthenticated();
  return claim.map((kato: unknown) => (kato === '*' ? kato : KATO.parseValue(kato)));
};

/** An issuer's tokens may have scopes that are not ours. */
const scopesOf = (claim: unknown): Scope[] => {
  if (typeof claim !== 'string') throw unauthenticated();
  return claim.split(' ').filter(isScope);
};

const documentsOf = (claim: unknown): Viewer['documents'] => {
  if (claim !== 'free' && claim !== 'trusted') throw unauthenticated();
  return claim;
};

/** A claim that is there must be right: a token with a malformed claim is no token. */
const checked = <T>(claim: unknown, parse: (value: unknown) => T): T | null => (claim === undefined || claim === null ? null : parse(claim));
