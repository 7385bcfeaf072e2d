import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { stringify } from 'csv-stringify';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import { writeWhole } from '../../../shared/bulk/whole-file.js';
import { withSettings } from '../../../shared/feeds/settings.js';
import { enrolmentConditions, type EnrolmentFilter } from '../enrolment/enrolment.resolver.js';
import { enrolmentsWhere } from '../enrolment/enrolment.repository.js';
import { counted, schoolsWhere, type Sql } from '../school/school-conditions.js';
import { schoolConditions, type SchoolFilter } from '../school/school-filter.type.js';
import { ENROLMENT_COLUMNS } from './enrolment-file.js';
import { schoolCalendar } from './school-calendar.js';
import { FEATURES, SCHOOL_FILE } from './school-file.js';

/** What is to be written, and where. */
export type ExportWish =
  | { readonly kind: 'schools'; readonly file: string; readonly filter: SchoolFilter | undefined }
  | { readonly kind: 'enrolments'; readonly file: string; readonly filter: EnrolmentFilter | undefined };

type Line = Readonly<Record<string, string | null>>;

/** Lines that are in memory at a time, and whose records are one commit of the ledger. */
const BATCH = 1_000;

const SCHOOL_COLUMNS: readonly string[] = ['id', ...Object.keys(SCHOOL_FILE.columns), 'regionKato'];

/** Schools that have closed, too: pupils have been there. */
const SCHOOLS = `select json_build_object('id', s.public_id, 'nobdId', s.nobd_id, 'bin', s.bin, 'districtKato', s.district_kato, 'nameKk', s.name_kk, 'nameRu', s.name_ru, 'nameEn', s.name_en, 'type', s.type,
    'ownership', s.ownership, 'rural', s.rural::text, 'designCapacity', s.design_capacity::text, 'shifts', s.shifts::text, 'buildingState', s.building_state, 'languages', array_to_string(s.languages, ' '),
    ${Object.entries(FEATURES).map(([column, name]) => `'${column}', s.${name}::text`).join(', ')}, 'programme', s.programme, 'openedOn', s.opened_on, 'closedOn', s.closed_on, 'source', s.source, 'regionKato', s.region_kato)::text as line
  from school s left join c on c.school_id = s.id where true`;

const ENROLMENTS = `select json_build_object('id', e.public_id, 'schoolNobdId', s.nobd_id, 'schoolBin', s.bin, 'iin', e.iin, 'classNumber', e.class_number::text, 'letter', e.letter, 'shift', e.shift::text, 'language', e.language,
    'validFrom', e.valid_from, 'validTo', e.valid_to, 'leaveReason', e.leave_reason, 'source', e.source)::text as line
  from enrolment e join school s on s.id = e.school_id where true`;

/** Batches of the register as it is when the first is read, through a cursor of the database. */
async function* batches(em: EntityManager, { sql, values }: Sql): AsyncGenerator<Line[]> {
  await em.execute(`declare exported no scroll cursor for ${sql}`, [...values]);
  for (;;) {
    const rows = await em.execute<{ line: string }[]>(`fetch ${BATCH} from exported`);
    if (rows.length === 0) return;
    yield rows.map(({ line }) => JSON.parse(line) as Line);
  }
}

const FIELDS = ['school', 'classNumber', 'letter', 'language', 'shift', 'validFrom', 'validTo', 'leaveReason', 'source'].map((field) => `Enrolment.${field}`);

/** Puts on record whose places are about to leave. */
async function record(clerk: Clerk, batch: readonly Line[]): Promise<void> {
  const journal = clerk.journal('enrolments');
  const people = journal.about([...new Set(batch.flatMap(({ iin }) => iin ?? []))], null);
  for (const field of FIELDS) people.note('RELEASED', field);
  await clerk.record(journal);
}

/** Schools are public: what is asked of their pupils is answered as to anybody. */
async function writeSchools(clerk: Clerk, em: EntityManager, filter: SchoolFilter | undefined, write: (sql: Sql) => Promise<void>): Promise<void> {
  const calendar = await schoolCalendar(em);
  const by = { day: calendar.yearOf(clerk.today), today: clerk.today, shifts: calendar.shiftsCounted, smallest: calendar.smallestCount };
  const [pupils, where] = [counted(by), schoolsWhere(schoolConditions(filter), by)];
  await withSettings(em, { 'app.path': 'relation' }, () => write({ sql: `with ${pupils.sql} ${SCHOOLS} ${where.sql} order by s.id`, values: [...pupils.values, ...where.values] }));
}

/** As the register's list: without children whose whereabouts are withheld, and of the regions of whoever asks. */
async function writeEnrolments(em: EntityManager, filter: EnrolmentFilter | undefined, write: (sql: Sql) => Promise<void>): Promise<void> {
  const where = enrolmentsWhere(enrolmentConditions(filter));
  await withSettings(em, { 'app.confidential': '' }, () => write({ sql: `${ENROLMENTS} ${where.sql} order by e.iin, e.valid_from, e.id`, values: where.values }));
}

async function* lines(clerk: Clerk, em: EntityManager, kind: ExportWish['kind'], sql: Sql, progress: (lines: number) => void): AsyncGenerator<Line> {
  let written = 0;
  for await (const batch of batches(em, sql)) {
    if (kind === 'enrolments') await record(clerk, batch);
    yield* batch;
    progress((written += batch.length));
  }
}

/**
 * Writes schools' cards or pupils' places to a file that only its owner can read, and answers how many. It is there when all of it is. What it
 * has of children is on record before it is written.
 */
export async function exportFile(clerk: Clerk, wish: ExportWish, progress: (lines: number) => void = () => undefined, signal?: AbortSignal): Promise<number> {
  let exported = 0;
  const counting = (written: number): void => progress((exported = written));
  const columns = wish.kind === 'schools' ? SCHOOL_COLUMNS : ENROLMENT_COLUMNS;
  await writeWhole(wish.file, (target) => clerk.read((em) => {
    const write = (sql: Sql): Promise<void> =>
      pipeline(Readable.from(lines(clerk, em, wish.kind, sql, counting)), stringify({ header: true, columns: [...columns] }), target, ...(signal === undefined ? [] : [{ signal }]));
    return wish.kind === 'schools' ? writeSchools(clerk, em, wish.filter, write) : writeEnrolments(em, wish.filter, write);
  }));
  return exported;
}
