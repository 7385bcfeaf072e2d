import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GatewayEnvironment } from '../../gateway/environment.js';
import { startGateway } from '../../gateway/server.js';
import type { AuditEnvironment } from '../../subgraphs/audit/environment.js';
import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { UNATTENDED } from '../../subgraphs/shared/environment.js';
import { newCheckpointKey } from '../../subgraphs/shared/ledger/checkpoint/key.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { startTestIssuer, type TestIssuer } from './issuer.js';
import type { SomeHouseholds } from './population.js';
import { startTestSubgraph, type TestSubgraph } from './subgraph.js';

/** The published graph: every subgraph with a database of its own, behind the real gateway, in the test's own process. */
export interface RealFederation {
  /** The gateway's. */
  readonly url: string;
  /** Gives the tokens that the gateway believes. */
  readonly issuer: TestIssuer;
  /** The gateway's own. */
  readonly database: FreshDatabase;
  readonly subgraphs: Readonly<Record<SubgraphName, TestSubgraph>>;
  /** The secret that audit seals its keys under. */
  readonly sealingSecret: string;
  /** Where audit's snapshots are. */
  readonly snapshotsFolder: string;
  close(): Promise<void>;
}

/** So long that a busy machine makes no programme unavailable. */
const PATIENCE_MS = 60_000;

/** Snapshots can be asked for, and are of nobody. */
const snapshotsOfNothing = (folder: string, sealingSecret: string): NonNullable<AuditEnvironment['snapshots']> => ({ folder, sealingSecret, sources: {}, published: [], memoryMb: 256, threads: 1, retain: 1_000 });

/** Starts it on some people's records, at noon of the day up to which they have lived. */
export async function startRealFederation(people: SomeHouseholds): Promise<RealFederation> {
  const sealingSecret = randomBytes(32).toString('hex');
  const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-snapshots-'));
  const started = SUBGRAPHS.map(async (name) => [name, await startTestSubgraph(name, { households: people, ...(name === 'audit' ? { environment: { checkpointKey: newCheckpointKey(), snapshots: snapshotsOfNothing(folder, sealingSecret) } } : {}) })] as const);
  const [issuer, database, ...running] = await Promise.all([startTestIssuer(), freshDatabase('gateway'), ...started]);
  const subgraphs = Object.fromEntries(running) as Record<SubgraphName, TestSubgraph>;
  const environment: GatewayEnvironment = {
    host: '127.0.0.1',
    port: 0,
    supergraph: path.join(projectRoot(), 'schema/supergraph.graphql'),
    supergraphPollMs: 0,
    subgraphs: Object.fromEntries(running.map(([name, { url, key }]) => [name, { url, key, timeoutMs: PATIENCE_MS }])),
    requestTimeoutMs: PATIENCE_MS,
    responseLimitBytes: 8 * 1024 * 1024,
    tokens: issuer.tokens,
    documents: null,
    logLevel: 'silent',
    databaseUrl: database.appUrl,
    ledgerKey: randomBytes(32).toString('hex'),
    ledgerPatienceMs: PATIENCE_MS,
    operations: UNATTENDED,
  };
  const gateway = await startGateway(environment, { clock: subgraphs.registry.clock, threads: null });
  return {
    url: gateway.url,
    issuer,
    database,
    subgraphs,
    sealingSecret,
    snapshotsFolder: folder,
    close: async () => {
      await gateway.close();
      await Promise.all([...Object.values(subgraphs).map((subgraph) => subgraph.close()), issuer.close(), database.drop()]);
      rmSync(folder, { recursive: true });
    },
  };
}
