import { clientError } from '../../../shared/errors.js';
import { importCsv, type ImportCount } from '../../../shared/import/csv-import.js';
import type { Fate, FileRow } from '../../../shared/import/row.js';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import { EVIDENCE_FILES, evidenceProblems, type EvidenceFile, type EvidenceKind } from './evidence-files.js';
import { importEvidence } from './evidence-import.repository.js';

/** What passes its own checks is written in one transaction, with the record of whose evidence it is. */
async function take(clerk: Clerk, file: EvidenceFile, rows: readonly FileRow[]): Promise<Fate[]> {
  const wrong = new Map(rows.map((row) => [row, evidenceProblems(file, row.cells, clerk.today)]));
  const good = rows.filter((row) => wrong.get(row)?.length === 0);
  const fates = await clerk.write(file.table, async (em) => {
    const result = await importEvidence(em, file, good);
    const subjects = good.filter((row) => result.get(row) === 'ADDED').map(({ cells }) => cells['iin'] ?? '');
    return { result, entry: subjects.length === 0 ? null : { coordinate: 'BenefitEntitlement.conditions', subjects } };
  });
  return rows.map((row) => fates.get(row) ?? wrong.get(row) ?? []);
}

/**
 * Reads evidence of one kind from a file: new rows, ends of periods and findings that were open. A file that is read again changes
 * nothing. Evidence belongs to no region, so it is for staff who work for the whole country.
 */
export async function importEvidenceFile(clerk: Clerk, kind: EvidenceKind, file: string, rejectFile: string, progress?: (rows: number) => void): Promise<ImportCount> {
  if (!clerk.actsIn('*')) throw clientError('ROLE_NOT_ALLOWED', 'Evidence belongs to no region: this needs a token of staff who work for the whole country.');
  return importCsv(file, rejectFile, EVIDENCE_FILES[kind], { take: (rows) => take(clerk, EVIDENCE_FILES[kind], rows), progress });
}
