import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
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
  /** A good token of a role, but for what the wish changes. */
  token(role: Role, wish?: TokenWish): Promise<string>;
  /** Publishes other keys from now on; none at all is an issuer that answers nothing of use. */
  publish(...keys: readonly SigningKey[]): void;
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

/** Starts an issuer on a free port. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const own = await signingKey('test-key');
  let published: readonly SigningKey[] = [own];
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published.map(({ publicJwk }) => publicJwk) }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tokens: { issuer, jwksUrl: `${issuer}/jwks`, audience: DEFAULT_AUDIENCE },
    token: (role, { claims = {}, key = own, header = {} } = {}) =>
      new SignJWT({ ...goodClaims(issuer, role), ...claims }).setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: 'at+jwt', ...header }).sign(key.privateKey),
    publish: (...keys) => void (published = keys),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
