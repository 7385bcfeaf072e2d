import type { EntityManager } from '@mikro-orm/postgresql';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { CountedBy } from '../infrastructure/infrastructure.repository.js';
import { counted, countsPupils, schoolsWhere, type SchoolConditions, type Sql } from './school-conditions.js';
import { SchoolRow } from './school.entity.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a client's id can be one of ours; any other is unknown before the database is asked. */
export const isSchoolId = (id: string): boolean => UUID.test(id);

export const schoolById = defineLoader<string, SchoolRow | null>(async (keys, { database }) =>
  alignByKey(keys, await database.relation.find(SchoolRow, { id: { $in: [...keys] } }, { disableIdentityMap: true }), ({ id }) => id),
);

export const schoolByPublicId = defineLoader<string, SchoolRow | null>(async (ids, { database }) => {
  const rows = await database.relation.find(SchoolRow, { publicId: { $in: ids.filter(isSchoolId) } }, { disableIdentityMap: true });
  return alignByKey(ids, rows, ({ publicId }) => publicId);
});

const NOT_COUNTED: Sql = { sql: 'c as (select null::bigint as school_id, null::int as pupils where false)', values: [] };

/** Schools at work in the order of an internal key; one row more than the page. Pupils are counted where a condition asks for them. */
export async function listSchools(em: EntityManager, conditions: SchoolConditions, by: CountedBy, { limit, after }: PageRequest): Promise<SchoolRow[]> {
  const [pupils, where] = [countsPupils(conditions) ? counted(by) : NOT_COUNTED, schoolsWhere(conditions, by)];
  const rows = await em.execute<Record<string, unknown>[]>(
    `with ${pupils.sql} select s.* from school s left join c on c.school_id = s.id where s.id > ? and s.closed_on is null ${where.sql} order by s.id limit ?`,
    [...pupils.values, after ?? '0', ...where.values, limit + 1]);
  return rows.map((row) => em.map(SchoolRow, row as never));
}
