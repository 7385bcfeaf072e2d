import path from 'node:path';
import { PROGRAMMES, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { roleName, type DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { EnvironmentError, EnvironmentReader, type Environment } from '../../subgraphs/shared/environment.js';
import { readSecretFile, SecretFileError } from '../../subgraphs/shared/secret-file.js';
import type { WantedDatabases } from '../bootstrap/establish.js';
import { ownerUrl } from '../bootstrap/urls.js';
import type { LoginRole } from '../data/credentials.js';
import { refuseProduction } from '../environment.js';

/** What the making of people is told. */
export interface SeedEnvironment {
  /** `BALAGRAPH_CHILDREN`: as many as are made when there are none. */
  readonly children: number | undefined;
  /** Every programme's database, as its `_owner`. `DATABASE_URL` names the server. */
  readonly databases: ReadonlyMap<SubgraphName, string>;
}

/** `ROLE_PASSWORDS`: a folder with a file for each role, named after it, as secrets are mounted. */
function readPassword(folder: string, name: DatabaseName, role: LoginRole): string {
  try {
    return readSecretFile(path.join(folder, roleName(name, role)));
  } catch (error) {
    throw error instanceof SecretFileError ? new EnvironmentError(`ROLE_PASSWORDS: ${error.message}`) : error;
  }
}

/** Reads what the making of these databases needs, `DATABASE_URL` as administrator; who makes them alone has the passwords of all roles. */
export function readSetUpEnvironment(names: readonly DatabaseName[], env: Environment = process.env): WantedDatabases {
  const reader = new EnvironmentReader(env);
  const folder = reader.required('ROLE_PASSWORDS');
  const password = (name: DatabaseName, role: LoginRole): string => readPassword(folder, name, role);
  return {
    adminUrl: reader.database('DATABASE_URL'),
    passwords: new Map(names.map((name) => [name, { owner: password(name, 'owner'), app: password(name, 'app'), audit: password(name, 'audit') }])),
  };
}

/** Reads what seeding needs; refuses production. */
export function readSeedEnvironment(env: Environment = process.env): SeedEnvironment {
  const reader = new EnvironmentReader(env);
  refuseProduction(reader);
  const folder = reader.required('ROLE_PASSWORDS');
  const server = reader.database('DATABASE_URL');
  return {
    children: reader.optional('BALAGRAPH_CHILDREN') === undefined ? undefined : reader.integer('BALAGRAPH_CHILDREN', 0, 1, 7_000_000),
    databases: new Map(PROGRAMMES.map((name) => [name, ownerUrl(server, name, readPassword(folder, name, 'owner'))])),
  };
}

/** `BALAGRAPH_SECRETS`: the folder that docker-compose.yml takes secrets from. */
export const readSecretsFolder = (env: Environment = process.env): string => path.resolve(new EnvironmentReader(env).optional('BALAGRAPH_SECRETS') ?? '.secrets');

/** `BALAGRAPH_DOCUMENTS`: the folder of manifests that docker-compose.yml shows to the gateway. Refuses production: the demo's are signed for whoever asks. */
export function readDocumentsFolder(env: Environment = process.env): string {
  const reader = new EnvironmentReader(env);
  refuseProduction(reader);
  return path.resolve(reader.optional('BALAGRAPH_DOCUMENTS') ?? '.documents');
}
