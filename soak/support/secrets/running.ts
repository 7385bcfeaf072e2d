import path from 'node:path';
import { credentialsOf, requestToken } from '../../../local/issuer/request-token.js';
import { readIssuerSecrets } from '../../../local/issuer/secrets.js';
import type { ThrowawayFederation } from '../../../local/throwaway-federation.js';
import { PROGRAMMES, type ProgrammeName } from '../../../subgraphs/shared/access/viewer.js';
import { adminUrl } from '../admin.js';
import { Target } from './target.js';

/** A federation of processes of its own, under attack. */
export function openTarget(federation: ThrowawayFederation): Promise<Target> {
  const { state, folder } = federation;
  const credentials = credentialsOf(readIssuerSecrets(path.join(folder, 'issuer.json')));
  const byName = (of: (name: ProgrammeName) => string): Record<ProgrammeName, string> => Object.fromEntries(PROGRAMMES.map((name) => [name, of(name)])) as Record<ProgrammeName, string>;
  return Target.open({
    urls: { gateway: state.url, ...byName((name) => state.subgraphs[name] ?? '') },
    adminUrls: byName((name) => adminUrl(federation, name)),
    tokenFor: (role, { iin, regions }) => requestToken(state.issuer, credentials, { role, regions, iin: iin ?? undefined }),
  });
}
