import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportKind, ImportWish } from '../../subgraphs/schools/modules/bulk/import-file.js';
import { reason, StartFailure } from '../failure.js';
import { rejectsBeside } from '../import-command.js';

const IMPORT_USAGE = 'npm run schools:import -- schools|enrolments FILE.csv [--rejects FILE.csv] [--dry-run]';

const KINDS: readonly ImportKind[] = ['schools', 'enrolments'];

export const kindOf = (text: string | undefined): ImportKind | undefined => KINDS.find((kind) => kind === text);

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: { rejects: { type: 'string' }, 'dry-run': { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${IMPORT_USAGE}`);
  }
}

/** Reads the arguments of `npm run schools:import`. */
export function importWish(args: string[]): ImportWish {
  const { positionals: [name, file, ...others], values: { rejects, 'dry-run': dryRun = false } } = parsed(args);
  const kind = kindOf(name);
  if (kind === undefined || file === undefined || others.length > 0) throw new StartFailure(`Usage: ${IMPORT_USAGE}`);
  return { kind, file: path.resolve(file), rejects: path.resolve(rejects ?? rejectsBeside(file)), dryRun };
}
