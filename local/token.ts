import { parseArgs } from 'node:util';
import { isRole, ROLES, type Role } from '../subgraphs/shared/access/viewer.js';
import { identifierProblem } from '../subgraphs/shared/scalars/identifier.js';
import { runningOn } from './data/run-state.js';
import { readLocalEnvironment } from './environment.js';
import { reason, runCommand, StartFailure } from './failure.js';
import { demoToken, type Wish } from './issuer/demo-token.js';
import { problemOfRegion } from './regions.js';

const USAGE = 'npm run -s token -- --role <role> [--iin <IIN>] [--region <KATO>]';

function argumentsOf(args: string[]): { role?: string | undefined; iin?: string | undefined; region?: string[] | undefined } {
  try {
    return parseArgs({ args, options: { role: { type: 'string' }, iin: { type: 'string' }, region: { type: 'string', multiple: true } } }).values;
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}

function roleOf(text: string | undefined): Role {
  if (!isRole(text)) throw new StartFailure(`--role must be one of ${ROLES.join(', ')}.`);
  return text;
}

function check(option: string, problem: string | null): void {
  if (problem !== null) throw new StartFailure(`${option}: ${problem}`);
}

function wishFrom(args: string[]): Wish {
  const { role, iin, region } = argumentsOf(args);
  const wish = { role: roleOf(role), iin, regions: region };
  if (iin !== undefined) check('--iin', identifierProblem('IIN', iin));
  for (const one of region ?? []) check('--region', problemOfRegion(one));
  return wish;
}

/** `npm run -s token`: prints an access token of the local issuer, and nothing else. */
await runCommand(async () => {
  const wish = wishFrom(process.argv.slice(2));
  const { data } = readLocalEnvironment();
  process.stdout.write(`${await demoToken(data, runningOn(data), wish)}\n`);
});
