import path from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import type { TokenIssuer } from '../subgraphs/shared/access/token.js';
import {
  EnvironmentError,
  EnvironmentReader,
  LOG_LEVELS,
  readLedgerPatience,
  readOperations,
  readTokenIssuer,
  variableName,
  type Environment,
  type LogLevel,
  type OperationsEnvironment,
} from '../subgraphs/shared/environment.js';
import { projectRoot } from '../subgraphs/shared/project.js';
import type { ManifestSettings } from './documents/manifest-folder.js';

/** How the gateway reaches one subgraph. */
export interface SubgraphSettings {
  /** Base URL without `/graphql`; null leaves the URL of the supergraph. */
  readonly url: string | null;
  /** The secret of the gateway door, shared with this subgraph alone. */
  readonly key: string;
  /** Deadline of one call: connect, headers and body together. */
  readonly timeoutMs: number;
}

export interface GatewayEnvironment {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Path of the supergraph SDL. */
  readonly supergraph: string;
  /** `SUPERGRAPH_POLL_MS`: pause between two looks at that file for another one; 0 looks at it on SIGHUP only. */
  readonly supergraphPollMs: number;
  /** A subgraph of the supergraph that is not listed here stops the start, and a reload. */
  readonly subgraphs: Readonly<Partial<Record<SubgraphName, SubgraphSettings>>>;
  /** `ANALYSIS_TIMEOUT_MS`: how long auditors' questions over a snapshot may take instead, the call and the request. */
  readonly analysisTimeoutMs: number;
  /** `REQUEST_TIMEOUT_MS`: how long a request may wait for subgraphs in all; what has come by then is answered. */
  readonly requestTimeoutMs: number;
  /** Largest answer of a subgraph that is taken in. */
  readonly responseLimitBytes: number;
  readonly tokens: TokenIssuer;
  /** `DOCUMENTS`, `DOCUMENT_KEYS`: where the frontends' signed manifests are; null where no client has one. */
  readonly documents: ManifestSettings | null;
  readonly logLevel: LogLevel;
  /** `DATABASE_URL`: the gateway's own database, as its `_app` role; it holds the ledger of what the gateway refused. */
  readonly databaseUrl: string;
  /** `LEDGER_KEY`: the secret that the records of that ledger are chained with. */
  readonly ledgerKey: string;
  /** `LEDGER_PATIENCE_MS`: how long a refusal waits for its record. */
  readonly ledgerPatienceMs: number;
  /** `FEED_KEY_AUDIT`: the secret shared with audit, which reads that ledger; without it nobody does. */
  readonly auditKey?: string | null;
  readonly operations: OperationsEnvironment;
}

const DEFAULT_POLL_MS = 5_000;
const DEFAULT_TIMEOUT_MS = 1_500;
/** Three calls one after the other, each as late as it may be. */
const DEFAULT_REQUEST_TIMEOUT_MS = 5_000;
/** What audit gives such a question (30 s), and its way there and back. */
const DEFAULT_ANALYSIS_TIMEOUT_MS = 32_000;
const DEFAULT_RESPONSE_LIMIT = 8 * 1024 * 1024;
const DEFAULT_DOCUMENTS_INTERVAL_MS = 2_000;

/** A subgraph's URL as base URL, whether it was given as that or with `/graphql` at its end. */
export const baseUrl = (url: string): string => url.replace(/\/+$/, '').replace(/\/graphql$/, '').replace(/\/+$/, '');

/** Reads and checks every variable of the gateway (see README.md); throws `EnvironmentError` naming the first wrong one. */
export function readGatewayEnvironment(env: Environment = process.env): GatewayEnvironment {
  const reader = new EnvironmentReader(env);
  const timeoutMs = reader.integer('SUBGRAPH_TIMEOUT_MS', DEFAULT_TIMEOUT_MS, 1, 60_000);
  return {
    host: reader.optional('HOST') ?? '127.0.0.1',
    port: reader.integer('PORT', 4000, 0, 65_535),
    supergraph: path.resolve(projectRoot(), reader.optional('SUPERGRAPH') ?? 'schema/supergraph.graphql'),
    supergraphPollMs: reader.integer('SUPERGRAPH_POLL_MS', DEFAULT_POLL_MS, 0, 86_400_000),
    subgraphs: Object.fromEntries(SUBGRAPHS.map((name) => [name, readSubgraph(reader, name, timeoutMs)])),
    analysisTimeoutMs: reader.integer('ANALYSIS_TIMEOUT_MS', DEFAULT_ANALYSIS_TIMEOUT_MS, 1, 600_000),
    requestTimeoutMs: reader.integer('REQUEST_TIMEOUT_MS', DEFAULT_REQUEST_TIMEOUT_MS, 1, 600_000),
    responseLimitBytes: reader.integer('SUBGRAPH_RESPONSE_LIMIT_BYTES', DEFAULT_RESPONSE_LIMIT, 1024, 256 * 1024 * 1024),
    tokens: readTokenIssuer(reader),
    documents: readDocuments(reader),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    databaseUrl: reader.database('DATABASE_URL'),
    ledgerKey: reader.secret('LEDGER_KEY'),
    ledgerPatienceMs: readLedgerPatience(reader),
    auditKey: reader.has('FEED_KEY_AUDIT') ? reader.secret('FEED_KEY_AUDIT') : null,
    operations: readOperations(reader),
  };
}

function readSubgraph(reader: EnvironmentReader, name: SubgraphName, timeoutMs: number): SubgraphSettings {
  const prefix = `SUBGRAPH_${variableName(name)}`;
  const url = reader.optional(`${prefix}_URL`);
  if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new EnvironmentError(`${prefix}_URL must be an http or https URL.`);
  }
  return {
    url: url === undefined ? null : baseUrl(url),
    key: reader.secret(`${prefix}_KEY`),
    timeoutMs: reader.integer(`${prefix}_TIMEOUT_MS`, timeoutMs, 1, 60_000),
  };
}

function readDocuments(reader: EnvironmentReader): ManifestSettings | null {
  const [folder, keys] = [reader.optional('DOCUMENTS'), reader.optional('DOCUMENT_KEYS')];
  const intervalMs = reader.integer('DOCUMENTS_INTERVAL_MS', DEFAULT_DOCUMENTS_INTERVAL_MS, 50, 600_000);
  if (folder === undefined && keys === undefined) return null;
  if (folder === undefined || keys === undefined) throw new EnvironmentError('DOCUMENTS and DOCUMENT_KEYS must be set together.');
  return { folder, keys, intervalMs };
}

/** Whether this is production, where nothing is served open. */
export const isProduction = (env: Environment = process.env): boolean => new EnvironmentReader(env).production;
