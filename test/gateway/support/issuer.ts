import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { DEFAULT_AUDIENCE, type TokenIssuer } from '../../../subgraphs/shared/access/token.js';
import { SCOPES } from '../../../subgraphs/shared/access/scopes.js';

export interface TestIssuer {
  readonly tokens: TokenIssuer;
  /** A token with every scope, of a caseworker with free documents unless `claims` say otherwise. */
  token(claims?: Record<string, unknown>): Promise<string>;
  close(): void;
}

/** A token issuer of the tests' own: a real JWKS over HTTP. */
export async function startIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tokens: { issuer, jwksUrl: `${issuer}/jwks`, audience: DEFAULT_AUDIENCE },
    token: (claims = {}) =>
      new SignJWT({ client_id: 'test', role: 'caseworker', regions: ['*'], scope: SCOPES.join(' '), documents: 'free', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'at+jwt' })
        .setSubject('subject')
        .setIssuer(issuer)
        .setAudience(DEFAULT_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
