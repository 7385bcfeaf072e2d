import { createRemoteJWKSet, jwtVerify, errors, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { isRole, type Viewer } from './viewer.js';
import { isScope } from './scopes.js';
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

/**
 * Verifies OIDC access tokens. Everything is demanded by name, because jose accepts a token without `exp`, `aud` or
 * `iss` unless told otherwise; whatever is wrong with a token, the client hears `UNAUTHENTICATED`.
 */
export class TokenVerifier {
  readonly #keys: JWTVerifyGetKey;

  constructor(private readonly config: TokenIssuer) {
    this.#keys = createRemoteJWKSet(new URL(config.jwksUrl), { cooldownDuration: 5_000, timeoutDuration: 3_000 });
  }

  /** The viewer of an `Authorization` header; null without one. Throws `UNAUTHENTICATED`, or `UNAVAILABLE` when no keys can be had. */
  async viewerOf(authorization: string | undefined): Promise<Viewer | null> {
    if (authorization === undefined || authorization === '') return null;
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated();
    return viewerFromClaims(await this.#claimsOf(token));
  }

  async #claimsOf(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer: this.config.issuer,
        audience: this.config.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'role'],
        maxTokenAge: MAX_TOKEN_AGE_SECONDS,
      });
      return payload;
    } catch (error) {
      if (isKeyOutage(error)) throw clientError('UNAVAILABLE', 'The token issuer cannot be reached to check this token.');
      throw unauthenticated();
    }
  }
}

const unauthenticated = (): Error =>
  clientError('UNAUTHENTICATED', 'The access token is missing, expired or not valid for this graph.');

/** Anything that is not jose's verdict on the token is a failure to fetch the keys. */
const isKeyOutage = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';

function viewerFromClaims(claims: JWTPayload): Viewer {
  const { sub, client_id: client, role, iin, organisation, regions, scope, documents } = claims;
  if (typeof sub !== 'string' || typeof client !== 'string' || !isRole(role)) throw unauthenticated();
  return {
    subject: sub,
    role,
    client,
    iin: checked(iin, IIN.parseValue),
    organisation: checked(organisation, BIN.parseValue),
    regions: checked(regions, regionsOf) ?? [],
    scopes: typeof scope === 'string' ? scope.split(' ').filter(isScope) : [],
    documents: documents === 'free' ? 'free' : 'trusted',
  };
}

const regionsOf = (claim: unknown): string[] => {
  if (!Array.isArray(claim)) throw unauthenticated();
  return claim.map((kato: unknown) => (kato === '*' ? kato : KATO.parseValue(kato)));
};

/** A claim that is there must be right: a token with a malformed claim is no token. */
function checked<T>(claim: unknown, parse: (value: unknown) => T): T | null {
  if (claim === undefined || claim === null) return null;
  try {
    return parse(claim);
  } catch {
    throw unauthenticated();
  }
}
