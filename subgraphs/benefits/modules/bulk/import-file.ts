import { importCsv, type FileKind, type ImportCount } from '../../../shared/import/csv-import.js';
import type { Fate, FileRow } from '../../../shared/import/row.js';
import { checkedAward } from './award-checks.js';
import { COLUMNS, WRITTEN_ONLY, type Column } from './award-record.js';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import { importAwards, type Candidate } from './import.repository.js';

const AWARDS: FileKind<Column> = { row: 'award', columns: COLUMNS, passedOver: WRITTEN_ONLY };

/** What passes its own checks is written in one transaction, with the record of whose awards were added. */
async function take(clerk: Clerk, rows: readonly FileRow<Column>[]): Promise<Fate[]> {
  const checked = rows.map(({ line, cells }) => ({ line, award: checkedAward(cells, { today: clerk.today, actsIn: (region) => clerk.actsIn(region) }) }));
  const candidates = checked.map(({ line, award }): Candidate | null => ('amounts' in award ? { line, award } : null));
  const good = candidates.filter((one) => one !== null);
  const fates = await clerk.write('awards', async (em) => {
    const result = await importAwards(em, good);
    const subjects = good.filter((one) => result.get(one) === 'ADDED').flatMap(({ award }) => [...award.children.map(({ iin }) => iin), ...(award.recipientIin === null ? [] : [award.recipientIin])]);
    return { result, entry: subjects.length === 0 ? null : { coordinate: 'BenefitAward', subjects } };
  });
  return checked.map(({ award }, i): Fate => {
    const candidate = candidates[i];
    if (candidate == null) return 'amounts' in award ? [] : award;
    return fates.get(candidate) ?? [];
  });
}

/** Reads awards from a file. A file that is read again adds nothing. */
export const importFile = (clerk: Clerk, file: string, rejectFile: string, progress?: (rows: number) => void): Promise<ImportCount> =>
  importCsv(file, rejectFile, AWARDS, { take: (rows) => take(clerk, rows), progress });
