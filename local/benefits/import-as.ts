import type { Clerk } from '../../subgraphs/shared/bulk/clerk.js';
import type { ImportCount } from '../../subgraphs/shared/import/csv-import.js';
import { refusalsInOneLine } from '../failure.js';
import { notThatFile, tellImport } from '../import-command.js';
import { said } from '../progress.js';
import { withClerk } from './clerk.js';

/** Reads a file into the register, as staff of the ministry. */
export async function importAs(rows: string, rejects: string, read: (clerk: Clerk, progress: (rows: number) => void) => Promise<ImportCount>): Promise<void> {
  tellImport(rows, await refusalsInOneLine(() => withClerk('import', (clerk) => read(clerk, said('rows'))).catch(notThatFile)), rejects);
}
