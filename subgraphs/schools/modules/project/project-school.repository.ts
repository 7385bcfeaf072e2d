import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { SchoolProgramme } from '../school/school.enums.js';
import type { SchoolFeatures } from '../school/school-features.type.js';
import type { NewSchoolInput } from './project.input.type.js';
import type { ProjectRow } from './project.repository.js';

const FEATURES = 'stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated';

const cellsOf = ({ stemLab, roboticsLab, inclusiveRoom, lift, ramps, cctv, alarmButton, blocksSeparated }: SchoolFeatures): boolean[] =>
  [stemLab, roboticsLab, inclusiveRoom, lift, ramps, cctv, alarmButton, blocksSeparated];

/** Keys of the schools of a region among some public ids. */
export async function schoolsOfRegion(em: EntityManager, region: string, ids: readonly string[]): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>('select id::text from school where region_kato = ? and public_id = any (?::uuid[]) order by id', [region, textArray(ids)]);
  return rows.map(({ id }) => id);
}

/** What a school has that its project has not. */
export type NewSchool = Pick<NewSchoolInput, 'bin' | 'type' | 'ownership' | 'shifts' | 'languages'> & { readonly nobdId: string | null };

/** A school as its project's opening puts it on record. */
export interface OpenedSchool extends NewSchool {
  readonly features: SchoolFeatures;
  readonly programme: SchoolProgramme | null;
  readonly openedOn: CivilDate;
  readonly source: string;
}

/** Adds a school with a project's name, place and capacity; its key, or null where its BIN or NOBD id is on record. */
export async function insertSchool(em: EntityManager, project: ProjectRow, one: OpenedSchool): Promise<string | null> {
  const rows = await em.execute<{ id: string }[]>(
    `insert into school (bin, nobd_id, region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages, ${FEATURES}, programme, opened_on, source)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'NORMAL', ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id::text`,
    [one.bin, one.nobdId, project.regionKato, project.districtKato, project.nameKk, project.nameRu, project.nameEn, one.type, one.ownership, project.rural, project.designCapacity, one.shifts,
      textArray([...new Set(one.languages)]), ...cellsOf(one.features), one.programme, one.openedOn, one.source]);
  return rows[0]?.id ?? null;
}

/** A school at work in a district, held until the transaction ends, and whether a project has become it. */
export async function lockSchool(em: EntityManager, publicId: string, district: string): Promise<{ readonly id: string; readonly taken: boolean } | null> {
  const [school] = await em.execute<{ id: string }[]>('select id::text from school where public_id = ? and district_kato = ? and closed_on is null for update', [publicId, district]);
  if (school === undefined) return null;
  const projects = await em.execute<unknown[]>('select 1 from project_stage where school_id = ?', [school.id]);
  return { id: school.id, taken: projects.length > 0 };
}

/** Says anew what of the standard a school has. */
export const changeFeatures = (em: EntityManager, id: string, features: SchoolFeatures): Promise<unknown> =>
  em.execute(`update school set (${FEATURES}) = (?, ?, ?, ?, ?, ?, ?, ?) where id = ?`, [...cellsOf(features), id]);
