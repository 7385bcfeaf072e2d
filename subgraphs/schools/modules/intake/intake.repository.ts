import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey, defineLoader, groupByKey } from '../../../shared/loader.js';
import type { InstructionLanguage } from '../school/school.enums.js';

/** How many children a school takes into a class with one school year, in one language. */
export interface IntakeRow {
  readonly id: string;
  readonly publicId: string;
  readonly schoolId: string;
  /** First day of the school year. */
  readonly schoolYear: CivilDate;
  readonly classNumber: number;
  readonly language: InstructionLanguage;
  readonly places: number;
  readonly taken: number;
  readonly setAside: number;
  readonly setAsideTaken: number;
  /** Of those set aside, how many were added for a child for whom none was left: they are in no plan. */
  readonly beyond: number;
  readonly ceiling: number;
  readonly version: number;
}

const INTAKE = `select id::text, public_id::text as "publicId", school_id::text as "schoolId", school_year::text as "schoolYear", class_number as "classNumber", language, places, taken,
  set_aside as "setAside", set_aside_taken as "setAsideTaken", beyond, ceiling, version from intake`;

/** What names an intake. */
export type IntakeKey = Pick<IntakeRow, 'schoolId' | 'schoolYear' | 'classNumber' | 'language'>;

const BY_NAME = 'where school_id = ? and school_year = ? and class_number = ? and language = ?';

export async function intakeNamed(em: EntityManager, { schoolId, schoolYear, classNumber, language }: IntakeKey): Promise<IntakeRow | null> {
  const [found] = await em.execute<IntakeRow[]>(`${INTAKE} ${BY_NAME}`, [schoolId, schoolYear, classNumber, language]);
  return found ?? null;
}

/** Intakes, held until the transaction ends, in the order of their keys. Whoever changes an application holds its intake first, so nobody waits for each other. */
export const lockIntakes = (em: EntityManager, ids: readonly string[]): Promise<IntakeRow[]> =>
  em.execute<IntakeRow[]>(`${INTAKE} where id = any (?::bigint[]) order by id for update`, [textArray([...new Set(ids)])]);

/** One intake, held likewise. */
export async function lockIntake(em: EntityManager, id: string): Promise<IntakeRow> {
  const [found] = await lockIntakes(em, [id]);
  if (found === undefined) throw new Error('An application is for an intake that is gone.');
  return found;
}

/** Takes a place of an intake that is held, or gives it back; the table's checks let nobody past its places. */
export const countPlace = (em: EntityManager, id: string, setAside: boolean, by: 1 | -1): Promise<unknown> =>
  em.execute(`update intake set ${setAside ? 'set_aside_taken = set_aside_taken' : 'taken = taken'} + ? where id = ?`, [by, id]);

/** Sets one more place of a held intake aside, beside what is planned. */
export const setAsideBeyond = (em: EntityManager, id: string): Promise<unknown> =>
  em.execute('update intake set set_aside = set_aside + 1, beyond = beyond + 1, ceiling = ceiling + 1 where id = ?', [id]);

/** Makes a place of a held intake that is taken one of those set aside: the number of free ones stays. */
export const moveAside = (em: EntityManager, id: string): Promise<unknown> =>
  em.execute('update intake set places = places - 1, taken = taken - 1, set_aside = set_aside + 1, set_aside_taken = set_aside_taken + 1 where id = ?', [id]);

/** Everything that schools take in, or have taken in. It is about nobody. */
export const intakesOf = defineLoader<string, IntakeRow[]>(async (ids, { database }) => {
  const rows = await database.relation.execute<IntakeRow[]>(`${INTAKE} where school_id = any (?::bigint[]) order by school_year, class_number, language`, [textArray(ids)]);
  return groupByKey(ids, rows, ({ schoolId }) => schoolId);
});

export const intakeById = defineLoader<string, IntakeRow | null>(async (ids, { database }) =>
  alignByKey(ids, await database.relation.execute<IntakeRow[]>(`${INTAKE} where id = any (?::bigint[])`, [textArray(ids)]), ({ id }) => id));

/** What is planned of an intake. */
export interface Planned extends Pick<IntakeRow, 'places' | 'setAside'> {
  readonly ceiling: number;
  readonly source: string;
}

const STORE = `
  insert into intake (school_id, school_year, class_number, language, places, set_aside, ceiling, source) values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (school_id, school_year, class_number, language)
    do update set places = excluded.places, ceiling = excluded.ceiling + intake.beyond, source = excluded.source, version = intake.version + 1, recorded_at = now()
  returning id::text`;

/** Plans an intake, or plans it anew; what is set aside stays as it was. Its key. */
export async function storeIntake(em: EntityManager, { schoolId, schoolYear, classNumber, language }: IntakeKey, { places, setAside, ceiling, source }: Planned): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(STORE, [schoolId, schoolYear, classNumber, language, places, setAside, ceiling, source]);
  if (row === undefined) throw new Error('The register planned an intake and gave it no key.');
  return row.id;
}
