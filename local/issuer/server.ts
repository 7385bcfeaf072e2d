import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Adapter, type Configuration } from 'oidc-provider';
import { SCOPES } from '../../subgraphs/shared/access/scopes.js';
import type { Running } from '../../subgraphs/shared/process.js';
import type { Claims } from './claims.js';
import { DEMO_CLIENTS } from './clients.js';
import { registerDemoGrant } from './grant.js';
import { DEMO_GRANT, TOKEN_SECONDS } from './protocol.js';
import type { IssuerSecrets } from './secrets.js';

/** Signed tokens need no storage, and this issuer makes nothing else. */
const NOTHING_STORED: Adapter = {
  upsert: () => Promise.resolve(),
  find: () => Promise.resolve(),
  findByUserCode: () => Promise.resolve(),
  findByUid: () => Promise.resolve(),
  consume: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
  revokeByGrantId: () => Promise.resolve(),
};

const configuration = (secrets: IssuerSecrets, claims: WeakMap<object, Claims>): Configuration => ({
  adapter: () => NOTHING_STORED,
  jwks: { keys: [secrets.key] },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  clients: DEMO_CLIENTS.map(({ id }) => ({
    client_id: id,
    client_secret: secrets.clients[id],
    grant_types: [DEMO_GRANT],
    redirect_uris: [],
    response_types: [],
  })),
  scopes: [...SCOPES],
  ttl: { AccessToken: TOKEN_SECONDS },
  features: { devInteractions: { enabled: false }, userinfo: { enabled: false } },
  clientBasedCORS: () => false,
  extraTokenClaims: (_ctx, token) => claims.get(token),
});

async function listen(server: Server, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: '127.0.0.1', port }, resolve);
  await promise;
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Starts the demo's token issuer: a certified OpenID Connect provider, with clients that need no browser. */
export async function startIssuer(secrets: IssuerSecrets, port: number): Promise<Running> {
  const server = createServer();
  const url = await listen(server, port);
  const claims = new WeakMap<object, Claims>();
  const provider = new Provider(url, configuration(secrets, claims));
  registerDemoGrant(provider, secrets, claims);
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  return { url, close: async () => { server.closeIdleConnections(); await new Promise((resolve) => server.close(resolve)); } };
}
