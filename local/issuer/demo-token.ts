import path from 'node:path';
import type { Role } from '../../subgraphs/shared/access/viewer.js';
import type { RunState } from '../data/run-state.js';
import { DEMO_CLIENT } from './clients.js';
import { requestToken, type TokenRequest } from './request-token.js';
import { readIssuerSecrets } from './secrets.js';

/** What is said on the command line; the rest follows from the role. */
export interface Wish {
  readonly role: Role;
  readonly iin?: string | undefined;
  readonly regions?: readonly string[] | undefined;
}

/** Officials with a territory act in the demo child's region; a citizen is the demo child's mother. */
function complete({ role, iin, regions }: Wish, { demo }: RunState): TokenRequest {
  if (role === 'citizen') return { role, iin: iin ?? demo.mother, regions: regions ?? [] };
  const territory = role === 'caseworker' || role === 'ombudsman' ? [demo.regionKato] : ['*'];
  return { role, iin, regions: regions ?? territory };
}

/** An access token of the issuer that runs on a data folder. */
export function demoToken(folder: string, state: RunState, wish: Wish): Promise<string> {
  const secret = readIssuerSecrets(path.join(folder, 'issuer.json')).clients[DEMO_CLIENT] ?? '';
  return requestToken(state.issuer, secret, complete(wish, state));
}
