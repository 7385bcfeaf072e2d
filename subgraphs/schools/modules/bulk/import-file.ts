import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import type { Written } from '../../../shared/database/database.js';
import { importCsv, type ImportCount } from '../../../shared/import/csv-import.js';
import type { Fate, FileRow, Problem } from '../../../shared/import/row.js';
import { checkedPlace, ENROLMENT_FILE, type EnrolmentColumn, type FiledPlace } from './enrolment-file.js';
import { importPlaces, type ImportedPlaces } from './enrolment-import.js';
import { schoolCalendar, type SchoolCalendar } from './school-calendar.js';
import { checkedCard, SCHOOL_FILE, type SchoolCard, type SchoolColumn } from './school-file.js';
import { importCards } from './school-import.js';

export type ImportKind = 'schools' | 'enrolments';

/** A file, what it is of, where its bad rows go, and whether anything of it is to stay. */
export interface ImportWish {
  readonly kind: ImportKind;
  readonly file: string;
  readonly rejects: string;
  readonly dryRun: boolean;
}

const UNIQUE_VIOLATION = '23505';
const ATTEMPTS = 3;

/** One transaction. What somebody else has written since the rows were judged (a school, a place) undoes it; then they are judged anew. */
async function carryOut<T>(clerk: Clerk, { kind, dryRun }: ImportWish, work: (em: EntityManager) => Promise<Written<T>>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (dryRun ? clerk.rehearse(work) : clerk.write(kind, work));
    } catch (error) {
      if (attempt === ATTEMPTS || (error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    }
  }
}

type Checked<T> = T | readonly Problem[];

const isRejected = (checked: unknown): checked is readonly Problem[] => Array.isArray(checked);

const soundOf = <T extends object>(checked: readonly Checked<T>[]): T[] => checked.filter((one): one is T => !isRejected(one));

/** The fates of all rows: those that were judged by the register, in their order, and those that were not. */
function fatesOf(checked: readonly Checked<object>[], judged: readonly Fate[]): Fate[] {
  let next = 0;
  return checked.map((one): Fate => (isRejected(one) ? one : (judged[next++] ?? [])));
}

async function takeCards(clerk: Clerk, wish: ImportWish, rows: readonly FileRow<SchoolColumn>[]): Promise<Fate[]> {
  const checked = rows.map(({ cells }) => checkedCard(cells, clerk.today, (region) => clerk.actsIn(region)));
  const cards = soundOf<SchoolCard>(checked);
  const judged = await carryOut(clerk, wish, async (em) => {
    const result = await importCards(em, clerk, cards);
    return { result, entry: result.includes('ADDED') ? { coordinate: 'School', subjects: [] } : null };
  });
  return fatesOf(checked, judged);
}

/** Puts on record whose rows were answered from the register without being written, and the true reason where one was refused for the child's sake. */
async function recordAnswers(clerk: Clerk, { kind, dryRun }: ImportWish, { answered, shielded, written }: ImportedPlaces): Promise<void> {
  const journal = clerk.journal(kind);
  if (shielded.length > 0) journal.about(shielded, null).note('REFUSED', 'Enrolment.school', 'SHIELDED');
  journal.about(dryRun ? [...answered, ...written] : answered, null).note('RELEASED', 'Enrolment.school');
  await clerk.record(journal);
}

async function takePlaces(clerk: Clerk, wish: ImportWish, calendar: SchoolCalendar, rows: readonly FileRow<EnrolmentColumn>[]): Promise<Fate[]> {
  const checked = rows.map(({ cells }) => checkedPlace(cells, clerk.today, calendar));
  const places = soundOf<FiledPlace>(checked);
  const done = await carryOut(clerk, wish, async (em) => {
    const result = await importPlaces(em, clerk, calendar, places);
    return { result, entry: result.written.length === 0 ? null : { coordinate: 'Enrolment', subjects: [...result.written] } };
  });
  await recordAnswers(clerk, wish, done);
  return fatesOf(checked, done.fates);
}

/** Reads schools' cards, or pupils' places, from a file. A file that is read again changes nothing. */
export async function importFile(clerk: Clerk, wish: ImportWish, progress?: (rows: number) => void): Promise<ImportCount> {
  const { kind, file, rejects } = wish;
  switch (kind) {
    case 'schools':
      return importCsv(file, rejects, SCHOOL_FILE, { take: (rows) => takeCards(clerk, wish, rows), progress });
    case 'enrolments': {
      const calendar = await clerk.read(schoolCalendar);
      return importCsv(file, rejects, ENROLMENT_FILE, { take: (rows) => takePlaces(clerk, wish, calendar, rows), progress });
    }
    default:
      return kind satisfies never;
  }
}
