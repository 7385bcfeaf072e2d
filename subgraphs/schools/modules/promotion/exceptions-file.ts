import type { EntityManager } from '@mikro-orm/postgresql';
import { importCsv, type FileKind } from '../../../shared/import/csv-import.js';
import type { Fate, FileRow } from '../../../shared/import/row.js';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import { codes, missing, numbered, unless, type Reject } from '../bulk/reject.js';
import { yearsAfter, type SchoolCalendar } from '../bulk/school-calendar.js';
import { leavesAfter, type Exception } from './next-class.js';
import type { PromotionWish } from './promote-classes.js';
import { namedPupils, type NamedPupil } from './promotion.repository.js';

const COLUMNS = { iin: 'required', exception: 'required' } as const;

type Column = keyof typeof COLUMNS;

const EXCEPTIONS: FileKind<Column> = { row: 'pupil', columns: COLUMNS, coded: true };

/** What the rows say, and how such a place is ended. */
const ENDED_BY: Readonly<Record<Exception, string>> = { REPEATS: 'REPEATED', COLLEGE: 'COLLEGE' };

const cellProblems = (cells: FileRow<Column>['cells']): Reject[] => [...missing(cells, ['iin', 'exception']), ...numbered(cells, 'iin', 'IIN'), ...codes(cells, 'exception', ENDED_BY)];

function pupilProblems(pupil: NamedPupil | undefined, exception: Exception, calendar: SchoolCalendar): Reject[] {
  if (pupil === undefined) return unless(false, 'NOT_ON_A_ROLL', 'iin', 'must be a pupil whose class ends with the school year, at a school of the regions that move on, and whom a file may name.');
  return [
    ...unless(exception !== 'COLLEGE' || pupil.classNumber === leavesAfter(calendar), 'NOT_ALLOWED', 'exception', `COLLEGE is for pupils of class ${leavesAfter(calendar)}.`),
    ...unless(exception !== 'REPEATS' || pupil.classNumber > 0, 'NOT_ALLOWED', 'exception', 'REPEATS is for pupils of class 1 and above.'),
    ...unless(pupil.leaveReason === null || pupil.leaveReason === ENDED_BY[exception], 'DIFFERENT', 'exception', 'the pupil\'s school has moved on, and the class was ended otherwise.'),
  ];
}

/** Pupils who are named, by IIN; a file with anything wrong in it is not used at all, since a school moves on once. */
export class Exceptions {
  readonly of = new Map<string, Exception>();

  private constructor(private readonly clerk: Clerk, private readonly wish: PromotionWish, private readonly calendar: SchoolCalendar) {}

  static async read(clerk: Clerk, wish: PromotionWish, calendar: SchoolCalendar, file: string, rejects: string): Promise<{ readonly exceptions: Exceptions; readonly rejected: number }> {
    const exceptions = new Exceptions(clerk, wish, calendar);
    const { rejected } = await importCsv(file, rejects, EXCEPTIONS, { take: (rows) => exceptions.#take(rows) });
    return { exceptions, rejected };
  }

  async #take(rows: readonly FileRow<Column>[]): Promise<Fate[]> {
    const wrong = rows.map(({ cells }) => cellProblems(cells));
    const iins = [...new Set(rows.flatMap(({ cells: { iin } }, i) => (wrong[i]?.length === 0 && iin !== null ? [iin] : [])))];
    const { year, regions } = this.wish;
    const pupils = await this.clerk.read((em: EntityManager) => namedPupils(em, iins, regions, yearsAfter(year, -1), year, this.clerk.today));
    const journal = this.clerk.journal('promotion');
    journal.about(iins, null).note('RELEASED', 'Enrolment.classNumber');
    await this.clerk.record(journal);
    const byIin = new Map(pupils.map((pupil) => [pupil.iin, pupil]));
    return rows.map(({ cells }, i): Fate => (wrong[i]?.length === 0 ? this.#keep(cells.iin ?? '', cells.exception as Exception, byIin.get(cells.iin ?? '')) : (wrong[i] ?? [])));
  }

  #keep(iin: string, exception: Exception, pupil: NamedPupil | undefined): Fate {
    const said = this.of.get(iin);
    const unfit = [...pupilProblems(pupil, exception, this.calendar), ...unless(said === undefined || said === exception, 'DIFFERENT', 'exception', 'must be what the file says of this pupil before.')];
    if (unfit.length > 0) return unfit;
    this.of.set(iin, exception);
    return said === undefined ? 'ADDED' : 'KNOWN';
  }
}
