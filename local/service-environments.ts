import path from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import type { Environment } from '../subgraphs/shared/environment.js';
import { projectRoot } from '../subgraphs/shared/project.js';
import { databaseUrl } from './bootstrap/urls.js';
import type { Credentials } from './data/credentials.js';
import type { LocalEnvironment } from './environment.js';
import type { Ports } from './ports.js';

/** The same for all services of a run. */
export interface RunSettings {
  readonly local: LocalEnvironment;
  readonly ports: Ports;
  readonly credentials: Credentials;
  /** The database server as its administrator. */
  readonly adminUrl: string;
}

export const issuerUrl = ({ ports }: RunSettings): string => `http://127.0.0.1:${ports.issuer}`;

const variable = (name: SubgraphName): string => name.toUpperCase().replaceAll('-', '_');

function common(settings: RunSettings): Environment {
  return {
    ...settings.local.inherited,
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
  ...common(settings),
  PORT: String(settings.ports.issuer),
  ISSUER_SECRETS: secrets,
});

/** What a subgraph's process is told: its own database as `_app`, and the key of its own gateway door. */
export const subgraphEnvironment = (settings: RunSettings, name: SubgraphName): Environment => ({
  ...common(settings),
  PORT: String(settings.ports.subgraphs[name]),
  DATABASE_URL: databaseUrl(settings.adminUrl, settings.credentials, name, 'app'),
  GATEWAY_KEY: settings.credentials.subgraphs[name].gatewayKey,
});

/** What the gateway is told: where the subgraphs are, and the key to each one's door. */
export const gatewayEnvironment = (settings: RunSettings): Environment => ({
  ...common(settings),
  HOST: settings.local.host,
  PORT: String(settings.ports.gateway),
  APOLLO_TELEMETRY_DISABLED: '1',
  ...Object.fromEntries(
    SUBGRAPHS.flatMap((name) => [
      [`SUBGRAPH_${variable(name)}_URL`, `http://127.0.0.1:${settings.ports.subgraphs[name]}`],
      [`SUBGRAPH_${variable(name)}_KEY`, settings.credentials.subgraphs[name].gatewayKey],
    ]),
  ),
});
