import type { Clerk } from '../../subgraphs/benefits/modules/bulk/clerk.js';
import { WrongFile, type ImportCount } from '../../subgraphs/shared/import/csv-import.js';
import { hasCode, reason, refusalsInOneLine, StartFailure } from '../failure.js';
import { withClerk } from './clerk.js';
import { said } from '../progress.js';

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

/** Reads a file into the register, as staff of the ministry. */
export async function importAs(rows: string, rejects: string, read: (clerk: Clerk, progress: (rows: number) => void) => Promise<ImportCount>): Promise<void> {
  tellImport(rows, await refusalsInOneLine(() => withClerk('import', (clerk) => read(clerk, said('rows'))).catch(notThatFile)), rejects);
}
