import { DATABASE_NAMES, isDatabaseName, type DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { withServer } from '../bootstrap/bootstrap.js';
import { establish } from '../bootstrap/establish.js';
import { runCommand, StartFailure } from '../failure.js';
import { readSetUpEnvironment } from './environment.js';

function namesFrom(args: readonly string[]): readonly DatabaseName[] {
  if (args.length === 0) return DATABASE_NAMES;
  if (args.every(isDatabaseName)) return args;
  throw new StartFailure(`The databases must be some of ${DATABASE_NAMES.join(', ')}.`);
}

/**
 * `node dist/local/compose/set-up.js [name …]`, as the server's administrator: makes databases and their roles with the given
 * passwords, all of them or those of the ministries named. Repeated, it does what is missing, and changes passwords.
 */
await runCommand(async () => {
  const names = namesFrom(process.argv.slice(2));
  const environment = readSetUpEnvironment(names);
  await withServer(() => establish(environment));
  process.stdout.write(`set up: ${names.join(', ')}\n`);
});
