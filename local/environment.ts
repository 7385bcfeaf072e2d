import path from 'node:path';
import { readSnapshots } from '../subgraphs/audit/environment.js';
import type { SnapshotSettings } from '../subgraphs/audit/modules/snapshot/settings.js';
import type { BulkEnvironment } from '../subgraphs/shared/bulk/clerk.js';
import { EnvironmentError, EnvironmentReader, LOG_LEVELS, readOperations, readTokenIssuer, type Environment, type LogLevel, type OperationsEnvironment } from '../subgraphs/shared/environment.js';
import { projectRoot } from '../subgraphs/shared/project.js';

/** What the commands on one machine (`npm start` and its kin) read from their environment. */
export interface LocalEnvironment {
  /** `PORT`: of the gateway, or of the one subgraph that runs alone. Undefined when not set; 0 takes a free one. */
  readonly port: number | undefined;
  /** `HOST`: where the gateway (or the one subgraph) listens; everything else listens on 127.0.0.1 only. */
  readonly host: string;
  /** `BALAGRAPH_DATA`: the folder with the data, keys and logs of one machine; default `.balagraph` in the project. */
  readonly data: string;
  /** `DATABASE_URL`: a PostgreSQL server to use in place of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** `BALAGRAPH_CHILDREN`: size of the synthetic population of a data folder that has none yet. */
  readonly children: number | undefined;
  /** Everything else, which the services get as it is: so that their own settings can be tried locally. */
  readonly inherited: Environment;
}

/** Never handed down: each service is told its own, and an administrator's URL is none of theirs. */
const OWN = ['PORT', 'HOST', 'BALAGRAPH_DATA', 'BALAGRAPH_CHILDREN', 'DATABASE_URL', 'DATABASE_PASSWORD', 'GATEWAY_KEY', 'LEDGER_KEY', 'CHECKPOINT_KEY', 'SNAPSHOTS', 'SNAPSHOT_KEY', 'OIDC_ISSUER', 'OIDC_JWKS_URL', 'LOG_LEVEL'];

/** Every key is told as a value, and beside a value the file of one is refused. */
const isOwn = (name: string): boolean => OWN.includes(name.replace(/_FILE$/, '')) || /_KEY(_\w+)?_FILE$/.test(name);

const inheritedFrom = (env: Environment): Environment => Object.fromEntries(Object.entries(env).filter(([name]) => !isOwn(name)));

/** These commands issue tokens to anybody on the machine, or make people up: they have no place in production. */
export function refuseProduction(reader: EnvironmentReader): void {
  if (reader.production) throw new EnvironmentError('NODE_ENV must not be production here: this command issues demo tokens and makes up people.');
}

/** Reads and checks the environment; the only place in `local/` that does. */
export function readLocalEnvironment(env: Environment = process.env): LocalEnvironment {
  const reader = new EnvironmentReader(env);
  refuseProduction(reader);
  return {
    port: reader.optional('PORT') === undefined ? undefined : reader.integer('PORT', 0, 0, 65_535),
    host: reader.optional('HOST') ?? '127.0.0.1',
    data: path.resolve(reader.optional('BALAGRAPH_DATA') ?? path.join(projectRoot(), '.balagraph')),
    databaseUrl: reader.has('DATABASE_URL') ? reader.database('DATABASE_URL') : undefined,
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    children: reader.optional('BALAGRAPH_CHILDREN') === undefined ? undefined : reader.integer('BALAGRAPH_CHILDREN', 0, 1, 7_000_000),
    inherited: inheritedFrom(env),
  };
}

/** One ledger by itself, in the variables that its process has, too: `DATABASE_URL` and `LEDGER_KEY`; null without the key. */
export function readLedger(env: Environment = process.env): { readonly databaseUrl: string; readonly ledgerKey: string } | null {
  const reader = new EnvironmentReader(env);
  return !reader.has('LEDGER_KEY') ? null : { databaseUrl: reader.database('DATABASE_URL'), ledgerKey: reader.secret('LEDGER_KEY') };
}

/** Audit's database by itself, in the variables that its process has, too: `DATABASE_URL` and `CHECKPOINT_KEY`; null without the key. */
export function readCheckpointing(env: Environment = process.env): { readonly databaseUrl: string; readonly checkpointKey: string } | null {
  const reader = new EnvironmentReader(env);
  return !reader.has('CHECKPOINT_KEY') ? null : { databaseUrl: reader.database('DATABASE_URL'), checkpointKey: reader.confidential('CHECKPOINT_KEY') };
}

/** What taking auditors' snapshots by itself is told, in the variables of audit's process; null without `CHECKPOINT_KEY`. */
export function readSnapshotting(env: Environment = process.env): { readonly settings: SnapshotSettings; readonly ledgerKey: string; readonly checkpointKey: string } | null {
  const reader = new EnvironmentReader(env);
  if (!reader.has('CHECKPOINT_KEY')) return null;
  const settings = readSnapshots(reader);
  if (settings === undefined) throw new EnvironmentError('SNAPSHOTS must be set: the folder of snapshots.');
  return { settings: { ...settings, databaseUrl: reader.database('DATABASE_URL') }, ledgerKey: reader.secret('LEDGER_KEY'), checkpointKey: reader.confidential('CHECKPOINT_KEY') };
}

/** What the token issuer's process is told. */
export interface IssuerEnvironment {
  /** `HOST`, default 127.0.0.1. */
  readonly host: string;
  /** `PORT`; 0 takes a free one. */
  readonly port: number;
  /** `OIDC_ISSUER`: the URL by which everybody else knows it; by default where it listens. */
  readonly issuer: string | undefined;
  /** `ISSUER_SECRETS`: the file with its signing key and its clients' secrets. */
  readonly secrets: string;
  readonly operations: OperationsEnvironment;
}

/** Reads the issuer's environment; the demo issuer refuses production. */
export function readIssuerEnvironment(env: Environment = process.env): IssuerEnvironment {
  const reader = new EnvironmentReader(env);
  refuseProduction(reader);
  return {
    host: reader.optional('HOST') ?? '127.0.0.1',
    port: reader.integer('PORT', 0, 0, 65_535),
    issuer: reader.optional('OIDC_ISSUER') === undefined ? undefined : reader.url('OIDC_ISSUER'),
    secrets: reader.required('ISSUER_SECRETS'),
    operations: readOperations(reader),
  };
}

/** What work with the register of benefits in bulk is told where nothing runs on the data folder: that of the process, and `ACCESS_TOKEN` of the ministry's staff; null without `LEDGER_KEY`. */
export function readBulkEnvironment(env: Environment = process.env): BulkEnvironment | null {
  const reader = new EnvironmentReader(env);
  if (!reader.has('LEDGER_KEY')) return null;
  return { databaseUrl: reader.database('DATABASE_URL'), ledgerKey: reader.secret('LEDGER_KEY'), tokens: readTokenIssuer(reader), token: reader.confidential('ACCESS_TOKEN') };
}

/** `ACCESS_TOKEN` by itself, for the federation that runs on the data folder; undefined where its own issuer is to give one. */
export const readAccessToken = (env: Environment = process.env): string | undefined => {
  const reader = new EnvironmentReader(env);
  return reader.has('ACCESS_TOKEN') ? reader.confidential('ACCESS_TOKEN') : undefined;
};
