import { parseArgs } from 'node:util';
import { isPublicId } from '../../subgraphs/shared/public-id.js';
import { reason, StartFailure } from '../failure.js';

const USAGE = 'npm run -s audit:evidence -- --export <id, of exportEvidence> --out <folder>';

/** Which export is fetched, and where its folder is to be. */
export interface EvidenceArguments {
  readonly id: string;
  readonly out: string;
}

export function readEvidenceArguments(args: string[]): EvidenceArguments {
  try {
    const { values: { export: id, out } } = parseArgs({ args, options: { export: { type: 'string' }, out: { type: 'string' } } });
    if (id === undefined || out === undefined || out === '' || !isPublicId(id)) throw new StartFailure(`--export must be an id and --out a folder. Usage: ${USAGE}`);
    return { id, out };
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}
