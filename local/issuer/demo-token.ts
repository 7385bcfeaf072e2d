import path from 'node:path';
import type { RunState } from '../data/run-state.js';
import { credentialsOf, requestToken } from './request-token.js';
import { readIssuerSecrets } from './secrets.js';
import { requestFor, type Wish } from './wish.js';

/** An access token of the issuer that runs on a data folder. */
export function demoToken(folder: string, state: RunState, wish: Wish): Promise<string> {
  const credentials = credentialsOf(readIssuerSecrets(path.join(folder, 'issuer.json')), wish.client);
  return requestToken(state.issuer, credentials, requestFor(wish, state.demo));
}
