import { WrongFile, type ImportCount } from '../subgraphs/shared/import/csv-import.js';
import { hasCode, reason, StartFailure } from './failure.js';

/** For `catch`: a file that cannot be read, or is of another kind. */
export function notThatFile(error: unknown): never {
  if (error instanceof WrongFile || hasCode(error, 'ENOENT', 'EACCES', 'EISDIR')) throw new StartFailure(reason(error));
  throw error;
}

/** Says what became of the rows of a file; the exit code is 1 when some were rejected. */
export function tellImport(rows: string, { added, known, rejected }: ImportCount, rejects: string): void {
  const told = [`${added.toLocaleString('en')} ${rows}`, `${known.toLocaleString('en')} were there`, `${rejected.toLocaleString('en')} rejected`].join(', ');
  process.stdout.write(`${told}${rejected === 0 ? '' : `: see ${rejects}`}\n`);
  if (rejected > 0) process.exitCode = 1;
}

/** By default bad rows go beside the file. */
export const rejectsBeside = (file: string): string => `${file.replace(/\.csv$/, '')}.rejects.csv`;
