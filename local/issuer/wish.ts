import { parseArgs } from 'node:util';
import { isRole, ROLES, type Role } from '../../subgraphs/shared/access/viewer.js';
import { identifierProblem } from '../../subgraphs/shared/scalars/identifier.js';
import type { DemoFamily } from '../data/run-state.js';
import { reason, StartFailure } from '../failure.js';
import { problemOfRegion } from '../regions.js';
import { DEMO_CLIENTS } from './clients.js';
import type { TokenRequest } from './request-token.js';

/** What is said on the command line; the rest follows from the role. */
export interface Wish {
  readonly role: Role;
  /** The OAuth client that asks; the demo's own by default, which may send any document. */
  readonly client?: string | undefined;
  readonly iin?: string | undefined;
  readonly regions?: readonly string[] | undefined;
}

const USAGE = '--role <role> [--iin <IIN>] [--region <KATO>] [--client <client>]';

function argumentsOf(args: string[]): { role?: string | undefined; iin?: string | undefined; region?: string[] | undefined; client?: string | undefined } {
  try {
    return parseArgs({ args, options: { role: { type: 'string' }, iin: { type: 'string' }, region: { type: 'string', multiple: true }, client: { type: 'string' } } }).values;
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}

function roleOf(text: string | undefined): Role {
  if (!isRole(text)) throw new StartFailure(`--role must be one of ${ROLES.join(', ')}.`);
  return text;
}

/** Which of them may ask for which role is the issuer's to say. */
function checkClient(client: string): void {
  const known = DEMO_CLIENTS.map(({ id }) => id);
  if (!known.includes(client)) throw new StartFailure(`--client must be one of ${known.join(', ')}.`);
}

function check(option: string, problem: string | null): void {
  if (problem !== null) throw new StartFailure(`${option}: ${problem}`);
}

/** Reads the arguments of a command that prints a token. */
export function wishFrom(args: string[]): Wish {
  const { role, iin, region, client } = argumentsOf(args);
  const wish = { role: roleOf(role), iin, regions: region, client };
  if (client !== undefined) checkClient(client);
  if (iin !== undefined) check('--iin', identifierProblem('IIN', iin));
  for (const one of region ?? []) check('--region', problemOfRegion(one));
  return wish;
}

/** Officials with a territory act in the demo child's region; a citizen is the demo child's mother. */
export function requestFor({ role, iin, regions }: Wish, demo: DemoFamily): TokenRequest {
  if (role === 'citizen') return { role, iin: iin ?? demo.mother, regions: regions ?? [] };
  const territory = role === 'caseworker' || role === 'ombudsman' ? [demo.regionKato] : ['*'];
  return { role, iin, regions: regions ?? territory };
}
