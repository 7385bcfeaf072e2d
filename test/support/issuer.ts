import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { SCOPES } from '../../subgraphs/shared/access/scopes.js';
import { DEFAULT_AUDIENCE, type TokenIssuer } from '../../subgraphs/shared/access/token.js';
import type { Role } from '../../subgraphs/shared/access/viewer.js';

/** A signing key as an issuer has it. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Makes a key; one that no issuer publishes signs tokens that must be refused. */
export async function signingKey(kid: string, algorithm = 'ES256'): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { kid, algorithm, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' } };
}

/** What a token is to say; `undefined` leaves a claim out. */
export interface TokenWish {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Key that signs; the issuer's own by default. */
  readonly key?: SigningKey;
  /** `typ` and so on, over the usual header. */
  readonly header?: Readonly<Record<string, string>>;
}

/** An OpenID issuer in the test's own process: its keys over HTTP, and any token, right or wrong. */
export interface TestIssuer {
  readonly tokens: TokenIssuer;
  /** The key that it signs with. */
  readonly key: SigningKey;
  /** A good token of a role, but for what the wish changes. */
  token(role: Role, wish?: TokenWish): Promise<string>;
  /** What a good token of a role says. */
  claims(role: Role): Record<string, unknown>;
  /** Publishes other keys from now on; none at all is an issuer that answers nothing of use. */
  publish(...keys: readonly SigningKey[]): void;
  /** Stands in for the answer with the keys; null for the keys again. */
  fail(how: ((response: ServerResponse) => void) | null): void;
  close(): Promise<void>;
}

const LIFETIME_SECONDS = 600;

function goodClaims(issuer: string, role: Role): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    aud: DEFAULT_AUDIENCE,
    sub: 'test-account',
    client_id: 'test',
    iat: now,
    exp: now + LIFETIME_SECONDS,
    role,
    regions: ['*'],
    scope: SCOPES.join(' '),
    documents: 'free',
  };
}

/** Signs a payload as it stands, so that it may say what no library would write. */
export const signed = (payload: string, key: SigningKey, header: Readonly<Record<string, string>> = {}): Promise<string> =>
  new CompactSign(Buffer.from(payload)).setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: 'at+jwt', ...header }).sign(key.privateKey);

/** Starts an issuer on a free port. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const own = await signingKey('test-key');
  let published: readonly SigningKey[] = [own];
  let failing: ((response: ServerResponse) => void) | null = null;
  const server = createServer((_request, response) => {
    if (failing !== null) return failing(response);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published.map(({ publicJwk }) => publicJwk) }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tokens: { issuer, jwksUrl: `${issuer}/jwks`, audience: DEFAULT_AUDIENCE },
    key: own,
    claims: (role) => goodClaims(issuer, role),
    token: (role, { claims = {}, key = own, header = {} } = {}) => signed(JSON.stringify({ ...goodClaims(issuer, role), ...claims }), key, header),
    publish: (...keys) => void (published = keys),
    fail: (how) => void (failing = how),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
