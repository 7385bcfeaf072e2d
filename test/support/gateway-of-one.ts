import path from 'node:path';
import { startGateway } from '../../gateway/server.js';
import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { UNATTENDED } from '../../subgraphs/shared/environment.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { freshDatabase } from './database.js';
import type { TestSubgraph } from './subgraph.js';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

export interface GatewayOfOne {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The published graph through a gateway that reaches one subgraph and no other. It has a ledger of its own, without which it answers nothing. */
export async function gatewayOfOne(name: SubgraphName, { url, key, issuer, clock }: TestSubgraph): Promise<GatewayOfOne> {
  const ledger = await freshDatabase('gateway');
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    supergraph: path.join(projectRoot(), 'schema/supergraph.graphql'),
    supergraphPollMs: 0,
    subgraphs: Object.fromEntries(SUBGRAPHS.map((one) => [one, { url: one === name ? url : NOWHERE, key: one === name ? key : 'b'.repeat(64), timeoutMs: 30_000 }])),
    requestTimeoutMs: 60_000,
    analysisTimeoutMs: 60_000,
    responseLimitBytes: 1024 * 1024,
    tokens: issuer.tokens,
    documents: null,
    logLevel: 'silent',
    databaseUrl: ledger.appUrl,
    ledgerKey: 'a'.repeat(64),
    ledgerPatienceMs: 1_000,
    operations: UNATTENDED,
  }, { threads: null, clock, ledger: { patienceMs: 15_000 } });
  return {
    url: gateway.url,
    close: async () => {
      await gateway.close();
      await ledger.drop();
    },
  };
}
