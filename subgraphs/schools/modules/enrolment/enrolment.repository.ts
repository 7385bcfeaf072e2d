import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { onRegister, onRegisterByKey } from '../access/register.service.js';
import type { InstructionLanguage } from '../school/school.enums.js';
import { EnrolmentRow } from './enrolment.entity.js';

/** A child's enrolments, oldest first. */
export const enrolmentsOf = definePathLoader<string, EnrolmentRow[]>(onRegisterByKey, async (em, iins) => {
  const rows = await em.find(EnrolmentRow, { iin: { $in: [...iins] } }, { orderBy: { validFrom: 'asc', id: 'asc' }, disableIdentityMap: true });
  return groupByKey(iins, rows, ({ iin }) => iin);
});

/** Enrolments by internal key. */
export const enrolmentById = definePathLoader<string, EnrolmentRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.find(EnrolmentRow, { id: { $in: [...ids] } }, { disableIdentityMap: true }), ({ id }) => id));

/** Whether a child's whereabouts are withheld, as the feed of foster-families said last. */
export const isRestricted = definePathLoader<string, boolean>(onRegisterByKey, async (em, iins, { today }) => {
  const rows = await em.execute<{ iin: string }[]>('select iin from restricted_child where iin in (?) and (valid_to is null or valid_to > ?)', [[...iins], today]);
  const restricted = new Set(rows.map(({ iin }) => iin));
  return iins.map((iin) => restricted.has(iin));
});

/** What a list of enrolments may be narrowed by; null means no condition. */
export interface EnrolmentConditions {
  readonly regionKato: string | null;
  readonly districtKato: string | null;
  /** Public id, in the shape of a uuid. */
  readonly schoolId: string | null;
  readonly classNumber: number | null;
  readonly language: InstructionLanguage | null;
  readonly on: CivilDate | null;
}

/** Register path: enrolments of the regions in scope, ordered by an internal key; one row more than the page. */
export async function listEnrolments(em: EntityManager, where: EnrolmentConditions, { limit, after }: PageRequest): Promise<EnrolmentRow[]> {
  const rows = await em.execute<Record<string, unknown>[]>(
    `select e.* from enrolment e
      where e.id > ? and (?::text is null or e.region_kato = ?)
        and (?::text is null or e.school_id in (select id from school where district_kato = ?))
        and (?::uuid is null or e.school_id = (select id from school where public_id = ?))
        and (?::int is null or e.class_number = ?) and (?::text is null or e.language = ?)
        and (?::date is null or (e.valid_from <= ? and (e.valid_to is null or e.valid_to > ?)))
      order by e.id limit ?`,
    [after ?? '0', where.regionKato, where.regionKato, where.districtKato, where.districtKato, where.schoolId, where.schoolId,
      where.classNumber, where.classNumber, where.language, where.language, where.on, where.on, where.on, limit + 1],
  );
  return rows.map((row) => em.map(EnrolmentRow, row as never));
}
