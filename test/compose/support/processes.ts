import { readGatewayEnvironment } from '../../../gateway/environment.js';
import { readSeedEnvironment, readSetUpEnvironment } from '../../../local/compose/environment.js';
import { readIssuerEnvironment, type IssuerEnvironment } from '../../../local/environment.js';
import { readIssuerSecrets } from '../../../local/issuer/secrets.js';
import { readAuditEnvironment } from '../../../subgraphs/audit/environment.js';
import { DATABASE_NAMES } from '../../../subgraphs/shared/database/roles.js';
import { readMigrationEnvironment, readSubgraphEnvironment, type Environment } from '../../../subgraphs/shared/environment.js';

function readIssuer(env: Environment): IssuerEnvironment {
  const environment = readIssuerEnvironment(env);
  readIssuerSecrets(environment.secrets);
  return environment;
}

/** What the processes of an entry read, by the module that reads it. */
const READERS: readonly (readonly [RegExp, (env: Environment) => unknown])[] = [
  [/^dist\/gateway\/main\.js$/, readGatewayEnvironment],
  [/^dist\/subgraphs\/audit\/main\.js$/, readAuditEnvironment],
  [/^dist\/subgraphs\/[\w-]+\/main\.js$/, readSubgraphEnvironment],
  [/^dist\/(gateway|subgraphs\/[\w-]+)\/migrate\.js$/, readMigrationEnvironment],
  [/^dist\/local\/issuer\/main\.js$/, readIssuer],
  [/^dist\/local\/compose\/set-up\.js$/, (env) => readSetUpEnvironment(DATABASE_NAMES, env)],
  [/^dist\/local\/compose\/seed\.js$/, readSeedEnvironment],
];

/** Reads an environment as the process of a command does, with its own module. */
export function readAs(command: readonly string[], env: Environment): unknown {
  const [program, entry = ''] = command;
  const reader = READERS.find(([pattern]) => pattern.test(entry))?.[1];
  if (program !== 'node' || reader === undefined) throw new Error(`nobody knows what ${command.join(' ')} reads`);
  return reader(env);
}

/** Names that are looked at when a process reads this environment. */
export function namesReadBy(command: readonly string[], env: Environment): ReadonlySet<string> {
  const names = new Set<string>();
  const watched = new Proxy(env, {
    get: (target, name: string) => {
      names.add(name);
      return target[name];
    },
  });
  readAs(command, watched);
  return names;
}
