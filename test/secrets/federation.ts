import path from 'node:path';
import { startGateway, type GatewayHandle } from '../../gateway/server.js';
import { Target } from '../../soak/support/secrets/target.js';
import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { UNATTENDED } from '../../subgraphs/shared/environment.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { startTestIssuer, type TestIssuer } from '../support/issuer.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';

type Subgraphs = Readonly<Record<SubgraphName, TestSubgraph>>;

function gatewayOver(subgraphs: Subgraphs, issuer: TestIssuer, database: FreshDatabase): Promise<GatewayHandle> {
  const settings = Object.values(subgraphs).map(({ subgraph, url, key }) => [subgraph, { url, key, timeoutMs: 30_000 }] as const);
  const environment = {
    host: '127.0.0.1', port: 0, supergraph: path.join(projectRoot(), 'schema/supergraph.graphql'), supergraphPollMs: 0, subgraphs: Object.fromEntries(settings),
    requestTimeoutMs: 60_000, analysisTimeoutMs: 60_000, responseLimitBytes: 8 * 1024 * 1024, tokens: issuer.tokens, documents: null, logLevel: 'silent',
    databaseUrl: database.appUrl, ledgerKey: 'a'.repeat(64), ledgerPatienceMs: 15_000, operations: UNATTENDED,
  } as const;
  return startGateway(environment, { clock: subgraphs.registry.clock, threads: null, ledger: { patienceMs: 15_000 } });
}

const byName = <T>(subgraphs: Subgraphs, of: (subgraph: TestSubgraph) => T): Record<SubgraphName, T> =>
  Object.fromEntries(SUBGRAPHS.map((name) => [name, of(subgraphs[name])])) as Record<SubgraphName, T>;

/** The project's own subgraphs and gateway in the test's process, with nobody but those on the stage. */
export async function startTarget(): Promise<{ target: Target; close: () => Promise<void> }> {
  const issuer = await startTestIssuer();
  const subgraphs = Object.fromEntries(await Promise.all(SUBGRAPHS.map(async (name) => [name, await startTestSubgraph(name, { issuer })] as const))) as Record<SubgraphName, TestSubgraph>;
  const database = await freshDatabase('gateway');
  const gateway = await gatewayOver(subgraphs, issuer, database);
  const target = await Target.open({
    urls: { gateway: gateway.url, ...byName(subgraphs, ({ url }) => url) },
    adminUrls: byName(subgraphs, ({ database: { adminUrl } }) => adminUrl),
    tokenFor: (role, { iin, regions }) => issuer.token(role, { claims: { iin: iin ?? undefined, regions } }),
  });
  const close = async (): Promise<void> => {
    await target.close();
    await gateway.close();
    await Promise.all([...Object.values(subgraphs).map((one) => one.close()), database.drop()]);
    await issuer.close();
  };
  return { target, close };
}
