import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import { defineLoader, groupByKey } from '../../../shared/loader.js';
import type { FoundSchool } from '../school/found-school.js';

/** A part of a district (шағын аудан / микроучасток) that a school serves. */
export interface CatchmentRow {
  readonly schoolId: string;
  readonly code: string;
  readonly name: string;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly source: string;
}

/** Whether somebody who is registered in a district and lives in a part of it comes from the catchment of a school on a day: both are the school's. */
export async function isOfCatchment(em: EntityManager, schoolId: string, districtKato: string | null, code: string, on: CivilDate): Promise<boolean> {
  const found = await em.execute<unknown[]>(
    `select 1 from catchment c join school s on s.id = c.school_id and s.district_kato = c.district_kato
      where c.school_id = ? and c.district_kato = ? and c.code = ? and c.valid_from <= ? and (c.valid_to is null or c.valid_to > ?)`, [schoolId, districtKato, code, on, on]);
  return found.length > 0;
}

/** Everything that schools serve or have served, by code and day. */
export const catchmentsOf = defineLoader<string, CatchmentRow[]>(async (ids, { database }) => {
  const rows = await database.relation.execute<CatchmentRow[]>(
    `select school_id::text as "schoolId", code, name, valid_from::text as "validFrom", valid_to::text as "validTo", source from catchment where school_id = any (?::bigint[]) order by code, valid_from`, [textArray(ids)]);
  return groupByKey(ids, rows, ({ schoolId }) => schoolId);
});

/** The last day on which something of a school's catchment began or ended; null where it never had one. */
export async function catchmentSince(em: EntityManager, { id }: FoundSchool): Promise<CivilDate | null> {
  const [row] = await em.execute<{ since: CivilDate | null }[]>('select max(greatest(valid_from, valid_to))::text as since from catchment where school_id = ?', [id]);
  return row?.since ?? null;
}

/** What a catchment is to have. */
export interface Microdistrict {
  readonly code: string;
  readonly name: string;
}

/** Makes a catchment what it is to be from a day on; what is so already stays as it is. */
export async function replaceCatchment(em: EntityManager, { id, districtKato }: FoundSchool, parts: readonly Microdistrict[], from: CivilDate, source: string): Promise<void> {
  const wanted = JSON.stringify(parts);
  await em.execute(
    `update catchment c set valid_to = greatest(valid_from, ?::date) where school_id = ? and valid_to is null
        and not exists (select 1 from jsonb_to_recordset(?::jsonb) as w(code text, name text) where w.code = c.code and w.name = c.name)`, [from, id, wanted]);
  await em.execute(
    `insert into catchment (school_id, district_kato, code, name, valid_from, source)
     select ?, ?, w.code, w.name, ?, ? from jsonb_to_recordset(?::jsonb) as w(code text, name text)
      where not exists (select 1 from catchment c where c.school_id = ? and c.code = w.code and c.valid_to is null)`, [id, districtKato, from, source, wanted, id]);
}
