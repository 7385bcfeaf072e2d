import type { Role } from '../../subgraphs/shared/access/viewer.js';
import { StartFailure } from '../failure.js';
import { DEMO_CLIENT } from './clients.js';
import { DEMO_GRANT } from './protocol.js';
import type { IssuerSecrets } from './secrets.js';

/** Whom a token is wanted for. */
export interface TokenRequest {
  readonly role: Role;
  readonly iin?: string | undefined;
  readonly regions: readonly string[];
}

const form = ({ role, iin, regions }: TokenRequest): URLSearchParams =>
  new URLSearchParams({ grant_type: DEMO_GRANT, role, region: regions.join(' '), ...(iin === undefined ? {} : { iin }) });

/** An OAuth client of the issuer, and its secret. */
export interface ClientCredentials {
  readonly client: string;
  readonly secret: string;
}

/** The credentials of a client of the demo's; of its own by default. */
export const credentialsOf = ({ clients }: IssuerSecrets, client = DEMO_CLIENT): ClientCredentials => ({ client, secret: clients[client] ?? '' });

/** Asks the local issuer for an access token. */
export async function requestToken(issuer: string, { client, secret }: ClientCredentials, request: TokenRequest): Promise<string> {
  const credentials = Buffer.from(`${client}:${secret}`).toString('base64');
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: form(request),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => {
    throw new StartFailure(`The token issuer at ${issuer} does not answer. Is npm start still running?`);
  });
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (answer.access_token === undefined) throw new StartFailure(`The token issuer refused: ${answer.error_description ?? response.status}`);
  return answer.access_token;
}
