import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';

/** Specialists of a district's guardianship body, from a day on. */
export interface StaffRow {
  readonly district: string;
  readonly publicId: string;
  readonly bodyBin: string;
  /** Decimals. */
  readonly posts: string;
  readonly filled: string;
  readonly validFrom: CivilDate;
  readonly source: string;
}

/** Children who live in a district, as somebody counted them on a day. */
export interface ChildrenRow {
  readonly district: string;
  readonly publicId: string;
  readonly children: number;
  readonly validFrom: CivilDate;
  readonly source: string;
}

export type StaffingTable = 'guardianship_staff' | 'district_children';

/** SQL true of statements `s` that none corrects. */
export const stands = (table: StaffingTable): string => `not exists (select 1 from ${table} c where c.corrects_id = s.id)`;

/** The last statement of each district by a day; of two of one day the one that was recorded last. */
const last = (table: StaffingTable, columns: string): string =>
  `select distinct on (s.district_kato) s.district_kato as district, s.public_id::text as "publicId", ${columns}, s.valid_from as "validFrom", s.source
     from ${table} s where s.district_kato = any (?::text[]) and s.valid_from <= ? and ${stands(table)} order by s.district_kato, s.valid_from desc, s.id desc`;

/** Staff of districts as it was on a day. */
export const staffOn = (em: EntityManager, districts: readonly string[], day: CivilDate): Promise<StaffRow[]> =>
  em.execute<StaffRow[]>(last('guardianship_staff', 's.body_bin as "bodyBin", s.posts::text, s.filled::text'), [textArray(districts), day]);

/** Children of districts as they were on a day. */
export const childrenOn = (em: EntityManager, districts: readonly string[], day: CivilDate): Promise<ChildrenRow[]> =>
  em.execute<ChildrenRow[]>(last('district_children', 's.children'), [textArray(districts), day]);
