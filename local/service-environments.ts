import path from 'node:path';
import { isSubgraphName, PROGRAMMES, SUBGRAPHS, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { variableName, type Environment } from '../subgraphs/shared/environment.js';
import { projectRoot } from '../subgraphs/shared/project.js';
import { databaseUrl } from './bootstrap/urls.js';
import type { DatabaseName } from '../subgraphs/shared/database/roles.js';
import { databaseCredentials, snapshotsFolder, type Credentials } from './data/credentials.js';
import { FEED_PAIRS, LEDGER_OWNERS, type FeedPair } from './data/feed-pairs.js';
import { documentFiles } from './documents/demo-documents.js';
import type { LocalEnvironment } from './environment.js';
import type { Ports, ServiceName } from './ports.js';

/** The same for all services of a run. */
export interface RunSettings {
  readonly local: LocalEnvironment;
  readonly ports: Ports;
  readonly credentials: Credentials;
  /** The database server as its administrator. */
  readonly adminUrl: string;
}

export const issuerUrl = ({ ports }: RunSettings): string => `http://127.0.0.1:${ports.issuer}`;

/** Nobody balances between processes on one machine; long enough for somebody who watches to see that one drains. */
const DRAIN_DELAY_MS = '200';
const DRAIN_LIMIT_MS = '8000';

function common(settings: RunSettings, name: ServiceName): Environment {
  return {
    DRAIN_DELAY_MS,
    DRAIN_LIMIT_MS,
    ...settings.local.inherited,
    METRICS_HOST: '127.0.0.1',
    METRICS_PORT: String(settings.ports.metrics[name]),
    HOST: '127.0.0.1',
    LOG_LEVEL: settings.local.logLevel,
    OIDC_ISSUER: issuerUrl(settings),
    OIDC_JWKS_URL: `${issuerUrl(settings)}/jwks`,
    // Compiled code of the libraries, kept between starts: half a second less for each process.
    NODE_COMPILE_CACHE: path.join(projectRoot(), 'node_modules/.cache/balagraph'),
  };
}

/** What the token issuer's process is told. */
export const issuerEnvironment = (settings: RunSettings, secrets: string): Environment => ({
  ...common(settings, 'issuer'),
  PORT: String(settings.ports.issuer),
  ISSUER_SECRETS: secrets,
});

const urlOf = ({ ports }: RunSettings, name: DatabaseName): string => `http://127.0.0.1:${isSubgraphName(name) ? ports.subgraphs[name] : ports.gateway}`;

/** Whose feeds a process pulls, and who pulls its own; a pair of processes has one secret. */
function feedEnvironment(settings: RunSettings, name: DatabaseName): Environment {
  const key = ({ owner, consumer }: FeedPair): string => databaseCredentials(settings.credentials, owner).feedKeys[consumer];
  return Object.fromEntries([
    ...FEED_PAIRS.filter(({ consumer }) => consumer === name).flatMap((pair) => [
      [`FEED_${variableName(pair.owner)}_URL`, urlOf(settings, pair.owner)],
      [`FEED_${variableName(pair.owner)}_KEY`, key(pair)],
    ]),
    ...FEED_PAIRS.filter(({ owner }) => owner === name).map((pair) => [`FEED_KEY_${variableName(pair.consumer)}`, key(pair)]),
  ]) as Environment;
}

/** What a subgraph's process is told: its own database as `_app`, its own secrets, and its part in the feeds. */
export const subgraphEnvironment = (settings: RunSettings, name: SubgraphName): Environment => ({
  ...common(settings, name),
  PORT: String(settings.ports.subgraphs[name]),
  DATABASE_URL: databaseUrl(settings.adminUrl, settings.credentials, name, 'app'),
  GATEWAY_KEY: settings.credentials.subgraphs[name].gatewayKey,
  LEDGER_KEY: settings.credentials.subgraphs[name].ledgerKey,
  ...feedEnvironment(settings, name),
  ...(name === 'audit' ? auditEnvironment(settings) : {}),
});

/** What audit alone is told: the keys of the ledgers that it verifies, the one that it signs with, and what it takes snapshots of, and where to. */
const auditEnvironment = ({ credentials, adminUrl, local }: RunSettings): Environment => ({
  ...Object.fromEntries(LEDGER_OWNERS.map((name) => [`LEDGER_KEY_${variableName(name)}`, databaseCredentials(credentials, name).ledgerKey])),
  CHECKPOINT_KEY: credentials.checkpointKey,
  SNAPSHOTS: snapshotsFolder(local.data),
  SNAPSHOT_KEY: credentials.snapshotKey,
  ...Object.fromEntries(PROGRAMMES.map((name) => [`EXPORT_${variableName(name)}_URL`, databaseUrl(adminUrl, credentials, name, 'audit')])),
});

/** Where the keys and manifests of documents are. */
export const documentsFolder = ({ local }: RunSettings): string => path.join(local.data, 'documents');

function documentsEnvironment(settings: RunSettings): Environment {
  const { manifests, keys } = documentFiles(documentsFolder(settings));
  return { DOCUMENTS: manifests, DOCUMENT_KEYS: keys };
}

/** What the gateway is told: its own database, where the subgraphs are, and the key to each one's door; and the documents of its clients. */
export const gatewayEnvironment = (settings: RunSettings): Environment => ({
  ...common(settings, 'gateway'),
  HOST: settings.local.host,
  PORT: String(settings.ports.gateway),
  DATABASE_URL: databaseUrl(settings.adminUrl, settings.credentials, 'gateway', 'app'),
  LEDGER_KEY: settings.credentials.gateway.ledgerKey,
  ...feedEnvironment(settings, 'gateway'),
  ...documentsEnvironment(settings),
  ...Object.fromEntries(
    SUBGRAPHS.flatMap((name) => [
      [`SUBGRAPH_${variableName(name)}_URL`, urlOf(settings, name)],
      [`SUBGRAPH_${variableName(name)}_KEY`, settings.credentials.subgraphs[name].gatewayKey],
    ]),
  ),
});
