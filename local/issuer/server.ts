import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Adapter, type Configuration } from 'oidc-provider';
import { SCOPES } from '../../subgraphs/shared/access/scopes.js';
import { UNATTENDED, type OperationsEnvironment } from '../../subgraphs/shared/environment.js';
import { drain, type Drainable } from '../../subgraphs/shared/health/drain.js';
import { serveMetrics, type MetricsHandle } from '../../subgraphs/shared/metrics/listener.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
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

async function listen(server: Server, host: string, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  await promise;
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

/** As every process has it (health/health.ts): the issuer needs nothing but itself to work. */
function answerHealth({ draining }: Drainable, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' || !['/health/live', '/health/ready'].includes(request.url ?? '')) return false;
  const ready = request.url === '/health/live' || !draining;
  const status = request.url === '/health/live' ? 'live' : draining ? 'draining' : 'ready';
  response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify({ status }));
  return true;
}

function drainable(server: Server, metrics: MetricsHandle | null): Drainable {
  const close = async (): Promise<void> => {
    await new Promise((resolve) => server.close(resolve));
    await metrics?.close();
  };
  return { draining: false, server, close };
}

export interface IssuerOptions {
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What its tokens name as their issuer, where others reach it; by default where it listens. */
  readonly issuer?: string | undefined;
  readonly operations?: OperationsEnvironment;
}

/** Starts the demo's token issuer: a certified OpenID Connect provider, with clients that need no browser. */
export async function startIssuer(secrets: IssuerSecrets, { host = '127.0.0.1', port, issuer, operations = UNATTENDED }: IssuerOptions): Promise<Running> {
  const server = createServer();
  const metrics = operations.metrics === null ? null : await serveMetrics(createMetrics('issuer'), operations.metrics);
  const url = await listen(server, host, port);
  const claims = new WeakMap<object, Claims>();
  const provider = new Provider(issuer ?? url, configuration(secrets, claims));
  registerDemoGrant(provider, secrets, claims);
  const handle = provider.callback();
  const running = drainable(server, metrics);
  server.on('request', (request, response) => {
    if (running.draining) response.setHeader('connection', 'close');
    if (!answerHealth(running, request, response)) void handle(request, response);
  });
  return { url, close: () => drain(running, operations) };
}
