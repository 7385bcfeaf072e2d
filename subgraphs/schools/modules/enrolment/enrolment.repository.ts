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

/** The conditions that are given, over an enrolment `e`, as one that is true without any. */
export function enrolmentsWhere({ regionKato, districtKato, schoolId, classNumber, language, on }: EnrolmentConditions): { readonly sql: string; readonly values: readonly (string | number)[] } {
  const all: readonly (readonly [sql: string, value: string | number | null])[] = [
    ['e.region_kato = ?', regionKato], ['e.school_id in (select id from school where district_kato = ?)', districtKato], ['e.school_id = (select id from school where public_id = ?::uuid)', schoolId],
    ['e.class_number = ?', classNumber], ['e.language = ?', language], ['daterange(e.valid_from, e.valid_to) @> ?::date', on],
  ];
  const given = all.flatMap(([sql, value]) => (value === null ? [] : [{ sql, value }]));
  return { sql: given.map(({ sql }) => `and ${sql}`).join(' '), values: given.map(({ value }) => value) };
}

/** Register path: enrolments of the regions in scope, ordered by an internal key; one row more than the page. */
export async function listEnrolments(em: EntityManager, conditions: EnrolmentConditions, { limit, after }: PageRequest): Promise<EnrolmentRow[]> {
  const where = enrolmentsWhere(conditions);
  const rows = await em.execute<Record<string, unknown>[]>(`select e.* from enrolment e where e.id > ? ${where.sql} order by e.id limit ?`, [after ?? '0', ...where.values, limit + 1]);
  return rows.map((row) => em.map(EnrolmentRow, row as never));
}
