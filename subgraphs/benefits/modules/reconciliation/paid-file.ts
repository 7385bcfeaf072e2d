import { randomUUID } from 'node:crypto';
import { civilDay, type CivilDate } from '../../../shared/clock.js';
import { importCsv, type FileKind, type ImportCount } from '../../../shared/import/csv-import.js';
import { inRounds, unless, type Fate, type FileRow, type Problem } from '../../../shared/import/row.js';
import { isDay } from '../../../shared/scalars/scalars.js';
import type { JobSurroundings } from '../job/job.js';
import { reconcile, type PaidRow } from './reconcile.js';

const COLUMNS = { payment: 'required', amount: 'required', paid_on: 'required', status: 'required' } as const;

type Column = keyof typeof COLUMNS;

/** A file of the paying body: what was paid, and what came back. */
const PAID_FILE: FileKind<Column> = { row: 'payment', columns: COLUMNS };

/** Reads a row: what it says, or everything that is wrong with it. */
export function paidRow({ payment, amount, paid_on: on, status }: FileRow<Column>['cells'], today: CivilDate): PaidRow | Problem<Column>[] {
  const known = status === 'PAID' || status === 'RETURNED';
  const exists = on !== null && isDay(on);
  const wrong = [
    ...unless(/^[1-9]\d{0,17}$/.test(payment ?? ''), 'payment' as const, 'must be the number of a payment.'),
    ...unless(/^\d{1,12}(\.\d{1,2})?$/.test(amount ?? ''), 'amount' as const, 'must be tenge with a point before the tiyn, such as 69330.00.'),
    ...unless(exists, 'paid_on' as const, 'must be an existing day, YYYY-MM-DD.'),
    ...unless(!exists || on <= today, 'paid_on' as const, 'must not lie ahead.'),
    ...unless(known, 'status' as const, 'must be PAID or RETURNED.'),
  ];
  return wrong.length > 0 || !known || on === null ? wrong : { payment: payment ?? '', amount: amount ?? '', on, status };
}

interface Readable {
  readonly row: FileRow<Column>;
  readonly paid: PaidRow;
}

/** A payment may stand in a file twice, first as paid and then as returned: each is booked after the other. */
async function take(surroundings: JobSurroundings, correlationId: string, rows: readonly FileRow<Column>[]): Promise<Fate[]> {
  const today = civilDay(surroundings.clock.now());
  const fates = new Map<FileRow<Column>, Fate>();
  const good = rows.flatMap((row): Readable[] => {
    const paid = paidRow(row.cells, today);
    if (!Array.isArray(paid)) return [{ row, paid }];
    fates.set(row, paid);
    return [];
  });
  for (const round of inRounds(good, ({ paid }) => paid.payment)) {
    const booked = await reconcile(surroundings, correlationId, round.map(({ paid }) => paid));
    for (const [i, { row }] of round.entries()) fates.set(row, booked[i] ?? []);
  }
  return rows.map((row) => fates.get(row) ?? []);
}

/** Books a paid file. Read again it changes nothing, be it that it broke off in the middle. */
export function importPaidFile(surroundings: JobSurroundings, file: string, rejectFile: string, progress?: (rows: number) => void): Promise<ImportCount> {
  const correlationId = randomUUID();
  return importCsv(file, rejectFile, PAID_FILE, { take: (rows) => take(surroundings, correlationId, rows), progress });
}
