import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import { variableName } from '../../../subgraphs/shared/environment.js';
import { gatewayEnvironment } from '../../../local/service-environments.js';
import { PROFILE_PURPOSE } from '../../../local/child-profile.js';
import type { ThrowawayFederation } from '../../../local/throwaway-federation.js';
import { GUARDED_FAMILY } from '../graphs/family.js';
import type { Contender } from './contender.js';
import { built } from './places.js';

const OPEN = built('gateway/open.js');

/** Our gateway over any supergraph, without tokens, signatures and ledger: what others do, too. */
export const OURS_OPEN: Contender = {
  name: 'ours-open',
  title: 'ours, open',
  queries: ['heavy', 'list', 'child', 'new'],
  missing: () => (existsSync(OPEN) ? null : 'this version has no gateway/open.ts'),
  command: ({ folder, port }) => ({
    program: process.execPath,
    args: [OPEN, '--supergraph', path.join(folder, 'supergraph.graphql'), '--port', String(port), '--open'],
    // It refuses production, where it has no place.
    environment: { NODE_ENV: 'development' },
  }),
};

/** Our gateway as it is in production: tokens, purposes, access rules, signed calls, a ledger, a log line and metrics for each request. */
export const oursFull = ({ settings }: ThrowawayFederation, token: string): Contender => ({
  name: 'ours-full',
  title: 'ours, everything on',
  queries: ['child'],
  missing: () => null,
  headers: { authorization: `Bearer ${token}`, 'x-purpose': PROFILE_PURPOSE },
  command: ({ folder, origin, port }) => ({
    program: process.execPath,
    args: [built('gateway/main.js')],
    environment: {
      ...gatewayEnvironment(settings),
      NODE_ENV: 'production',
      PORT: String(port),
      METRICS_PORT: '0',
      SUPERGRAPH: path.join(folder, 'guarded.graphql'),
      ...Object.fromEntries(GUARDED_FAMILY.subgraphs.map(({ name }) => [`SUBGRAPH_${variableName(name as SubgraphName)}_URL`, `${origin}/${name}`])),
    },
  }),
});
