import path from 'node:path';
import type { RunState } from '../data/run-state.js';
import { DEMO_CLIENT } from './clients.js';
import { requestToken } from './request-token.js';
import { readIssuerSecrets } from './secrets.js';
import { requestFor, type Wish } from './wish.js';

/** An access token of the issuer that runs on a data folder. */
export function demoToken(folder: string, state: RunState, wish: Wish): Promise<string> {
  const secret = readIssuerSecrets(path.join(folder, 'issuer.json')).clients[DEMO_CLIENT] ?? '';
  return requestToken(state.issuer, secret, requestFor(wish, state.demo));
}
