import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GatewayEnvironment } from '../../gateway/environment.js';
import { startGateway } from '../../gateway/server.js';
import { promisedPort } from '../../local/processes/ports.js';
import type { AuditEnvironment } from '../../subgraphs/audit/environment.js';
import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { UNATTENDED, type FeedEnvironment } from '../../subgraphs/shared/environment.js';
import { newCheckpointKey } from '../../subgraphs/shared/ledger/checkpoint/key.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { startTestIssuer, type TestIssuer } from './issuer.js';
import type { SomeHouseholds } from './population.js';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from './subgraph.js';

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

/** Nobody waits for what audit reads of its own ledger, and every look at it is six statements. */
const OWN_LEDGER_MS = 1_000;

/** Snapshots can be asked for, and are of nobody. */
const snapshotsOfNothing = (folder: string, sealingSecret: string): NonNullable<AuditEnvironment['snapshots']> => ({ folder, sealingSecret, sources: {}, published: [], memoryMb: 256, threads: 1, retain: 1_000 });

/** Two subgraphs of which one pulls the other's feeds. */
export interface Pulls {
  readonly owner: SubgraphName;
  readonly consumer: SubgraphName;
}

interface Wiring {
  readonly feeds: Partial<FeedEnvironment>;
  readonly environment: { readonly port: number };
}

/** The part of each subgraph in the feeds that are to flow, and where it listens, which others are told before. */
async function wired(pulls: readonly Pulls[]): Promise<(name: SubgraphName) => Wiring> {
  const ports = new Map(await Promise.all([...new Set(pulls.map(({ owner }) => owner))].map(async (name) => [name, await promisedPort(0)] as const)));
  const keyed = pulls.map((one) => ({ ...one, key: randomBytes(32).toString('hex'), url: `http://127.0.0.1:${ports.get(one.owner)}` }));
  return (name) => ({
    environment: { port: ports.get(name) ?? 0 },
    feeds: {
      sources: Object.fromEntries(keyed.filter(({ consumer }) => consumer === name).map(({ owner, url, key }) => [owner, { url, key }])),
      consumerKeys: Object.fromEntries(keyed.filter(({ owner }) => owner === name).map(({ consumer, key }) => [consumer, key])),
      intervalMs: 200,
    },
  });
}

/** Starts it on some people's records, at noon of the day up to which they have lived; of the feeds those that are asked for flow. */
export async function startRealFederation(people: SomeHouseholds, pulls: readonly Pulls[] = []): Promise<RealFederation> {
  const sealingSecret = randomBytes(32).toString('hex');
  const wiringOf = await wired(pulls);
  const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-snapshots-'));
  const withAudits = (name: SubgraphName, { feeds, environment }: Wiring): TestSubgraphOptions =>
    ({ households: people, feeds, environment: { ...environment, ...(name === 'audit' ? { checkpointKey: newCheckpointKey(), ledgerIntervalMs: OWN_LEDGER_MS, snapshots: snapshotsOfNothing(folder, sealingSecret) } : {}) } });
  const started = SUBGRAPHS.map(async (name) => [name, await startTestSubgraph(name, withAudits(name, wiringOf(name)))] as const);
  const [issuer, database, ...running] = await Promise.all([startTestIssuer(), freshDatabase('gateway'), ...started]);
  const subgraphs = Object.fromEntries(running) as Record<SubgraphName, TestSubgraph>;
  const environment: GatewayEnvironment = {
    host: '127.0.0.1',
    port: 0,
    supergraph: path.join(projectRoot(), 'schema/supergraph.graphql'),
    supergraphPollMs: 0,
    subgraphs: Object.fromEntries(running.map(([name, { url, key }]) => [name, { url, key, timeoutMs: PATIENCE_MS }])),
    requestTimeoutMs: PATIENCE_MS,
    analysisTimeoutMs: PATIENCE_MS,
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
