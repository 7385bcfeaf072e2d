import { parseArgs } from 'node:util';
import { isPublicId } from '../../subgraphs/shared/public-id.js';
import { reason, StartFailure } from '../failure.js';

const USAGE = 'npm run -s audit:begin-anew -- [--snapshot <id>]';

/** The snapshot that is given up; null to be told which one would be. */
export function readBeginAnewArguments(args: string[]): string | null {
  try {
    const { values: { snapshot } } = parseArgs({ args, options: { snapshot: { type: 'string' } } });
    if (snapshot !== undefined && !isPublicId(snapshot)) throw new StartFailure(`--snapshot must be the id of a snapshot. Usage: ${USAGE}`);
    return snapshot ?? null;
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}
