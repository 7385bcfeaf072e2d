import { errors, type Provider, type TokenEndpointGrantContext } from 'oidc-provider';
import { DEFAULT_AUDIENCE } from '../../subgraphs/shared/access/token.js';
import { isRole } from '../../subgraphs/shared/access/viewer.js';
import { identifierProblem } from '../../subgraphs/shared/scalars/identifier.js';
import { problemOfRegion } from '../regions.js';
import { claimsOf, organisationOf, scopesOf, subjectOf, type Claims, type Person } from './claims.js';
import { DEMO_CLIENTS, type DemoClient } from './clients.js';
import { DEMO_GRANT, TOKEN_SECONDS } from './protocol.js';
import type { IssuerSecrets } from './secrets.js';

type Parameters = Readonly<Partial<Record<'role' | 'iin' | 'organisation' | 'region', string>>>;

function check(problem: string | null): void {
  if (problem !== null) throw new errors.InvalidRequest(problem);
}

/** Whom the request is for; a client asks only for roles of its own. */
function personOf({ role, iin, organisation, region }: Parameters, client: DemoClient): Person {
  if (!isRole(role) || !client.roles.includes(role)) throw new errors.InvalidRequest(`role must be one of ${client.roles.join(', ')}`);
  const regions = region?.split(' ').filter(Boolean) ?? [];
  if (iin !== undefined || role === 'citizen') check(identifierProblem('IIN', iin));
  if (organisation !== undefined) check(identifierProblem('BIN', organisation));
  for (const one of regions) check(problemOfRegion(one));
  return { role, iin: iin ?? null, organisation: organisation ?? organisationOf(role), regions };
}

const clientOf = (ctx: TokenEndpointGrantContext): DemoClient => {
  const client = DEMO_CLIENTS.find(({ id }) => id === ctx.oidc.client.clientId);
  if (client === undefined) throw new errors.InvalidClient();
  return client;
};

/** The graph, as the server that access tokens are for. */
const graph = (provider: Provider, key: IssuerSecrets['key'], scope: string) =>
  new provider.ResourceServer(DEFAULT_AUDIENCE, {
    scope,
    audience: DEFAULT_AUDIENCE,
    accessTokenTTL: TOKEN_SECONDS,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'ES256', kid: key.kid } },
  });

/**
 * The demo's grant: an authenticated client says for whom it wants a token, and nobody has to type a password into
 * a page. What is claimed is handed to `extraTokenClaims` by way of the token.
 */
export function registerDemoGrant(provider: Provider, secrets: IssuerSecrets, claims: WeakMap<object, Claims>): void {
  provider.registerGrantType<Parameters>(
    DEMO_GRANT,
    async (ctx) => {
      const demoClient = clientOf(ctx);
      const person = personOf(ctx.oidc.params, demoClient);
      const scope = scopesOf(person.role).join(' ');
      const accountId = subjectOf(secrets.subjects, demoClient.id, person);
      const resourceServer = graph(provider, secrets.key, scope);
      const token = new provider.AccessToken({ client: ctx.oidc.client, accountId, resourceServer, scope, grantId: accountId, gty: DEMO_GRANT });
      claims.set(token, claimsOf(person, demoClient.documents));
      ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration, scope };
    },
    ['role', 'iin', 'organisation', 'region'],
  );
}
