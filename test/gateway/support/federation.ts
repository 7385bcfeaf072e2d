import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import type { Clock } from '../../../subgraphs/shared/clock.js';
import { UNATTENDED, type OperationsEnvironment } from '../../../subgraphs/shared/environment.js';
import type { GatewayEnvironment, SubgraphSettings } from '../../../gateway/environment.js';
import type { Metrics } from '../../../subgraphs/shared/metrics/metrics.js';
import { startGateway, type GatewayHandle } from '../../../gateway/server.js';
import type { LedgerTiming } from '../../../subgraphs/shared/ledger/ledger.js';
import type { ReadinessTiming } from '../../../gateway/readiness.js';
import type { ThreadSettings } from '../../../gateway/vetting/threads.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { startIssuer, type TestIssuer } from './issuer.js';
import { documentOf, TestSubgraph, type SubgraphSource } from './subgraph.js';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, never> | null;
    readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
    readonly extensions?: { programmes?: Record<string, string> };
  };
}

export interface Asked {
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** Claims of the token; null asks anonymously. */
  readonly claims?: Record<string, unknown> | null;
  readonly purpose?: string | null;
  readonly headers?: Record<string, string>;
  /** Of another gateway over the same subgraphs. */
  readonly url?: string;
}

/** Composes sources to a supergraph SDL; throws with the composition errors. */
export function compose(sources: readonly SubgraphSource<string>[], urlOf = (name: string): string => `http://${name}.invalid`): string {
  const { supergraphSdl, errors } = composeServices(sources.map((source) => ({ name: source.name, typeDefs: documentOf(source), url: urlOf(source.name) })));
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

export interface FederationOptions {
  readonly timeoutMs?: number;
  /** Of a request; long by default, so that a busy machine fails no other test. */
  readonly requestTimeoutMs?: number;
  readonly responseLimitBytes?: number;
  /** Subgraphs that are down when the gateway starts. */
  readonly missing?: readonly string[];
  readonly clock?: Clock;
  readonly readiness?: ReadinessTiming;
  /** How long a request waits for its records; long by default, so that a busy machine fails no other test. */
  readonly ledger?: LedgerTiming;
  /** Never looks at the supergraph again by default. */
  readonly supergraphPollMs?: number;
  readonly logLevel?: GatewayEnvironment['logLevel'];
  readonly operations?: Partial<OperationsEnvironment>;
  readonly metrics?: Metrics;
  /** Where frontends put their manifests; nowhere by default. */
  readonly documents?: GatewayEnvironment['documents'];
  /** None by default: to load the supergraph in a thread takes longer than most tests. */
  readonly threads?: ThreadSettings;
}

/** The key that the gateway's records are chained with. */
export const LEDGER_KEY = 'a'.repeat(64);

/** A gateway over real subgraphs and a token issuer, all over HTTP on free ports. */
export class Federation {
  readonly subgraphs: Readonly<Record<string, TestSubgraph>>;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'gateway-test-'));
  #gateway: GatewayHandle | null = null;
  #database: FreshDatabase | null = null;
  #issuer: TestIssuer | null = null;

  private constructor(private readonly sources: readonly SubgraphSource[]) {
    this.subgraphs = Object.fromEntries(sources.map((source) => [source.name, new TestSubgraph(source)]));
  }

  static async start(sources: readonly SubgraphSource[], options: FederationOptions = {}): Promise<Federation> {
    const federation = new Federation(sources);
    await Promise.all(Object.values(federation.subgraphs).map((subgraph) => subgraph.start()));
    await Promise.all((options.missing ?? []).map((name) => federation.subgraph(name).stop()));
    [federation.#issuer, federation.#database] = await Promise.all([startIssuer(), freshDatabase('gateway')]);
    const { clock, readiness, metrics, threads = null } = options;
    const seams = { ...(clock === undefined ? {} : { clock }), ...(readiness === undefined ? {} : { readiness }), ...(metrics === undefined ? {} : { metrics }), threads, ledger: options.ledger ?? { patienceMs: 15_000 } };
    federation.#gateway = await startGateway(federation.#environment(options), seams);
    return federation;
  }

  get url(): string {
    return this.#gateway?.url ?? '';
  }

  /** The gateway's own database. */
  get database(): FreshDatabase {
    if (this.#database === null) throw new Error('not started');
    return this.#database;
  }

  /** Of the access tokens. */
  get issuer(): string {
    return this.#issuer?.tokens.issuer ?? '';
  }

  subgraph(name: string): TestSubgraph {
    const found = this.subgraphs[name];
    if (found === undefined) throw new Error(`no subgraph ${name}`);
    return found;
  }

  token(claims?: Record<string, unknown>): Promise<string> {
    return this.#issuer?.token(claims) ?? Promise.reject(new Error('not started'));
  }

  /** Sends a query, as a caseworker with every scope under CHILD_PROFILE unless told otherwise. */
  async ask(query: string, { variables, operationName, claims = {}, purpose = 'CHILD_PROFILE', headers = {}, url = this.url }: Asked = {}): Promise<Reply> {
    const token = claims === null ? {} : { authorization: `Bearer ${await this.token(claims)}` };
    return this.post(JSON.stringify({ query, variables, operationName }), { ...token, ...(purpose === null ? {} : { 'x-purpose': purpose }), ...headers }, url);
  }

  async post(body: string, headers: Record<string, string> = {}, url: string = this.url): Promise<Reply> {
    const response = await fetch(`${url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Reply['body'] };
  }

  /** The gateway's supergraph file. */
  get supergraph(): string {
    return path.join(this.#folder, 'supergraph.graphql');
  }

  /** Has the gateway look at its supergraph file. */
  reload(): Promise<void> {
    return this.#gateway?.reload() ?? Promise.reject(new Error('not started'));
  }

  closeGateway(): Promise<void> {
    return this.#gateway?.close() ?? Promise.resolve();
  }

  async close(): Promise<void> {
    await this.closeGateway();
    this.#issuer?.close();
    await this.#database?.drop();
    await Promise.all(Object.values(this.subgraphs).map((subgraph) => subgraph.stop()));
    rmSync(this.#folder, { recursive: true });
  }

  #environment({ timeoutMs = 1_500, responseLimitBytes = 1024 * 1024, logLevel = 'silent', supergraphPollMs = 0, requestTimeoutMs = 60_000, operations, documents = null }: FederationOptions): GatewayEnvironment {
    const { supergraph } = this;
    writeFileSync(supergraph, compose(this.sources));
    const settings = Object.values(this.subgraphs).map(({ source, url, key }): [string, SubgraphSettings] => [source.name, { url, key, timeoutMs }]);
    if (this.#issuer === null) throw new Error('no issuer');
    return { host: '127.0.0.1', port: 0, supergraph, supergraphPollMs: supergraphPollMs, subgraphs: Object.fromEntries(settings), requestTimeoutMs, analysisTimeoutMs: 60_000, responseLimitBytes, tokens: this.#issuer.tokens, documents, logLevel, databaseUrl: this.#database?.appUrl ?? '', ledgerKey: LEDGER_KEY, ledgerPatienceMs: 1_000, operations: { ...UNATTENDED, ...operations } };
  }
}
