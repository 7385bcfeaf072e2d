import { DEFAULT_AUDIENCE, type TokenIssuer } from './access/token.js';
import { SUBGRAPHS, type SubgraphName } from './access/viewer.js';
import type { DatabaseName } from './database/roles.js';
import { DATABASE_PATIENCE, type DatabasePatience } from './database/patience.js';
import { readSecretFile, SecretFileError } from './secret-file.js';

/** Thrown at start when a variable is missing or wrong; the message is the one line an operator needs. */
export class EnvironmentError extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables one by one, so that each problem names its variable. Empty counts as absent. */
export class EnvironmentReader {
  readonly production: boolean;

  constructor(private readonly env: Environment) {
    this.production = env['NODE_ENV'] === 'production';
  }

  optional(name: string): string | undefined {
    const value = this.env[name];
    return value === '' ? undefined : value;
  }

  /** A value that must be set in production; elsewhere `development` stands in when given. */
  required(name: string, development?: string): string {
    const value = this.optional(name) ?? (this.production ? undefined : development);
    if (value === undefined) throw new EnvironmentError(`${name} must be set.`);
    return value;
  }

  /** Whether a value that may come as a file is given, in either way. */
  has(name: string): boolean {
    return this.optional(name) !== undefined || this.optional(`${name}_FILE`) !== undefined;
  }

  /**
   * A value that is nobody else's: `NAME`, or in its place `NAME_FILE` with the path of a file that holds it, as Docker and
   * Kubernetes hand out secrets. An environment is seen by whoever may inspect the container, and inherited by every child.
   */
  confidential(name: string): string {
    const file = this.optional(`${name}_FILE`);
    if (file === undefined) return this.required(name);
    if (this.optional(name) !== undefined) throw new EnvironmentError(`${name} and ${name}_FILE must not both be set.`);
    try {
      return readSecretFile(file);
    } catch (error) {
      throw error instanceof SecretFileError ? new EnvironmentError(`${name}_FILE: ${error.message}`) : error;
    }
  }

  integer(name: string, byDefault: number, min: number, max: number): number {
    const text = this.optional(name);
    if (text === undefined) return byDefault;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new EnvironmentError(`${name} must be a whole number from ${min} to ${max}.`);
    }
    return value;
  }

  url(name: string, value = this.required(name)): string {
    if (!URL.canParse(value)) throw new EnvironmentError(`${name} must be a URL.`);
    return value;
  }

  /**
   * A PostgreSQL database. What pg knows of libpq's parameters may follow (`sslmode`, `sslrootcert`); `options` may not,
   * because a process sets its session's settings itself and row-level security reads one of them. The password may stand in
   * the URL or, for `DATABASE_URL`, in `DATABASE_PASSWORD`.
   */
  database(name: string): string {
    const value = this.url(name, this.confidential(name));
    const { protocol, searchParams } = new URL(value);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new EnvironmentError(`${name} must be a URL such as postgres://user:password@host:5432/database.`);
    if (searchParams.has('options')) throw new EnvironmentError(`${name} must not have the parameter options.`);
    const password = name.replace(/URL$/, 'PASSWORD');
    return this.has(password) ? this.#withPassword(name, value, password) : value;
  }

  #withPassword(name: string, value: string, password: string): string {
    const url = new URL(value);
    if (url.password !== '') throw new EnvironmentError(`${name} must not have a password when ${password} is set.`);
    url.password = encodeURIComponent(this.confidential(password));
    if (url.password === '') throw new EnvironmentError(`${name} must name a host when ${password} is set.`);
    return url.href;
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[], byDefault: T): T {
    const value = this.optional(name) ?? byDefault;
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw new EnvironmentError(`${name} must be one of ${allowed.join(', ')}.`);
    return found;
  }

  /** A secret of at least 256 bits, in hexadecimal; `NAME`, or `NAME_FILE`. */
  secret(name: string): string {
    const value = this.confidential(name);
    if (!/^[0-9a-f]{64,}$/i.test(value)) throw new EnvironmentError(`${name} must be at least 64 hexadecimal digits.`);
    return value;
  }
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The part of a variable's name that stands for a process: `foster-families` is `FOSTER_FAMILIES`. */
export const variableName = (process: DatabaseName): string => process.toUpperCase().replaceAll('-', '_');

/** Where one owner's feeds are pulled from. */
export interface FeedSource {
  /** `FEED_<OWNER>_URL`: base URL of the owning subgraph. */
  readonly url: string;
  /** `FEED_<OWNER>_KEY`: the secret that this consumer and that owner share. */
  readonly key: string;
}

/** A subgraph's part in the feeds. Who is not named here is neither asked nor answered. */
export interface FeedEnvironment {
  readonly sources: Readonly<Partial<Record<SubgraphName, FeedSource>>>;
  /** `FEED_KEY_<CONSUMER>`: the secret shared with each consumer of this subgraph's own feeds. */
  readonly consumerKeys: Readonly<Partial<Record<SubgraphName, string>>>;
  /** `FEED_INTERVAL_MS`: pause between two pulls when there is nothing new. */
  readonly intervalMs: number;
}

/** Where a process answers `GET /metrics`: never its public port. */
export interface MetricsListener {
  /** `METRICS_HOST`, default 127.0.0.1. */
  readonly host: string;
  /** `METRICS_PORT`; 0 takes a free one. */
  readonly port: number;
}

/** How a process is watched and how it stops; the same for all of them. */
export interface OperationsEnvironment {
  /** Null without `METRICS_PORT`: nothing listens. */
  readonly metrics: MetricsListener | null;
  /** `DRAIN_DELAY_MS`: how long a process that is told to stop goes on taking requests, so that balancers see that it is not ready. */
  readonly drainDelayMs: number;
  /** `DRAIN_LIMIT_MS`: how long stopping may take in all, the delay included. */
  readonly drainLimitMs: number;
  /** Where spans are sent over OTLP/HTTP; null without `OTEL_EXPORTER_OTLP_ENDPOINT`: nothing is traced. */
  readonly traces: string | null;
}

/** Nothing watches, and nobody has to notice a stop: for processes within tests. */
export const UNATTENDED: OperationsEnvironment = { metrics: null, drainDelayMs: 0, drainLimitMs: 10_000, traces: null };

/** Long enough for a balancer that asks for readiness every other second to see it gone twice. */
const DRAIN_DELAY_MS = 5_000;
const DRAIN_LIMIT_MS = 20_000;

/** OpenTelemetry's own variables; its packages read the others (sampling, headers, batches) themselves. */
function readTraces(reader: EnvironmentReader): string | null {
  if (reader.optional('OTEL_SDK_DISABLED') === 'true' || reader.optional('OTEL_TRACES_EXPORTER') === 'none') return null;
  if (reader.optional('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') !== undefined) return reader.url('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  if (reader.optional('OTEL_EXPORTER_OTLP_ENDPOINT') === undefined) return null;
  return `${reader.url('OTEL_EXPORTER_OTLP_ENDPOINT').replace(/\/$/, '')}/v1/traces`;
}

export function readOperations(reader: EnvironmentReader): OperationsEnvironment {
  const host = reader.optional('METRICS_HOST') ?? '127.0.0.1';
  const listens = reader.optional('METRICS_PORT') !== undefined;
  const operations = {
    metrics: listens ? { host, port: reader.integer('METRICS_PORT', 0, 0, 65_535) } : null,
    drainDelayMs: reader.integer('DRAIN_DELAY_MS', DRAIN_DELAY_MS, 0, 600_000),
    drainLimitMs: reader.integer('DRAIN_LIMIT_MS', DRAIN_LIMIT_MS, 0, 600_000),
    traces: readTraces(reader),
  };
  if (operations.drainLimitMs <= operations.drainDelayMs) throw new EnvironmentError('DRAIN_LIMIT_MS must be more than DRAIN_DELAY_MS: it includes it.');
  return operations;
}

/** What a subgraph's process reads from its environment. */
export interface SubgraphEnvironment {
  /** `HOST`, default 127.0.0.1. */
  readonly host: string;
  /** `PORT`; 0 takes a free one. */
  readonly port: number;
  /** `DATABASE_URL`: this subgraph's own database, as its `_app` role. */
  readonly databaseUrl: string;
  readonly databasePatience: DatabasePatience;
  /** `GATEWAY_KEY`: the secret shared with the gateway, of this subgraph alone. */
  readonly gatewayKey: string;
  /** `OIDC_ISSUER`, `OIDC_JWKS_URL` (default: issuer + /jwks), `OIDC_AUDIENCE`. */
  readonly tokens: TokenIssuer;
  readonly logLevel: LogLevel;
  /** `LEDGER_KEY`: the secret that this process chains the records of its ledger with. */
  readonly ledgerKey: string;
  /** `LEDGER_PATIENCE_MS`: how long an answer waits for its records in the ledger, and a write for its own. */
  readonly ledgerPatienceMs: number;
  readonly feeds: FeedEnvironment;
  readonly operations: OperationsEnvironment;
}

function readFeeds(reader: EnvironmentReader): FeedEnvironment {
  const named = <T>(value: (name: SubgraphName, part: string) => T | undefined): Partial<Record<SubgraphName, T>> =>
    Object.fromEntries(SUBGRAPHS.map((name) => [name, value(name, variableName(name))] as const).filter(([, found]) => found !== undefined));
  const source = (part: string): FeedSource | undefined =>
    reader.optional(`FEED_${part}_URL`) === undefined ? undefined : { url: reader.url(`FEED_${part}_URL`).replace(/\/+$/, ''), key: reader.secret(`FEED_${part}_KEY`) };
  return {
    sources: named((_name, part) => source(part)),
    consumerKeys: named((_name, part) => (reader.has(`FEED_KEY_${part}`) ? reader.secret(`FEED_KEY_${part}`) : undefined)),
    intervalMs: reader.integer('FEED_INTERVAL_MS', 1_000, 10, 60_000),
  };
}

/** By default less than the gateway waits for a subgraph. */
export const readLedgerPatience = (reader: EnvironmentReader): number => reader.integer('LEDGER_PATIENCE_MS', 1_000, 1, 60_000);

const readDatabasePatience = (reader: EnvironmentReader): DatabasePatience => ({
  connectionMs: reader.integer('CONNECTION_PATIENCE_MS', DATABASE_PATIENCE.connectionMs, 1, 60_000),
  statementMs: reader.integer('STATEMENT_PATIENCE_MS', DATABASE_PATIENCE.statementMs, 1, 600_000),
});

export function readTokenIssuer(reader: EnvironmentReader): TokenIssuer {
  const issuer = reader.url('OIDC_ISSUER');
  const jwksUrl = reader.optional('OIDC_JWKS_URL') ?? `${issuer.replace(/\/$/, '')}/jwks`;
  if (!URL.canParse(jwksUrl)) throw new EnvironmentError('OIDC_JWKS_URL must be a URL.');
  return { issuer, jwksUrl, audience: reader.optional('OIDC_AUDIENCE') ?? DEFAULT_AUDIENCE };
}

export function readSubgraphEnvironment(env: Environment = process.env): SubgraphEnvironment {
  const reader = new EnvironmentReader(env);
  return {
    host: reader.optional('HOST') ?? '127.0.0.1',
    port: reader.integer('PORT', 0, 0, 65_535),
    databaseUrl: reader.database('DATABASE_URL'),
    databasePatience: readDatabasePatience(reader),
    gatewayKey: reader.secret('GATEWAY_KEY'),
    tokens: readTokenIssuer(reader),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    ledgerKey: reader.secret('LEDGER_KEY'),
    ledgerPatienceMs: readLedgerPatience(reader),
    feeds: readFeeds(reader),
    operations: readOperations(reader),
  };
}

/** What bringing a database up to date is told: `DATABASE_URL`, that database as its `_owner`. */
export const readMigrationEnvironment = (env: Environment = process.env): { readonly databaseUrl: string } => ({
  databaseUrl: new EnvironmentReader(env).database('DATABASE_URL'),
});
