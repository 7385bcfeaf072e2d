import type { EntityManager } from '@mikro-orm/postgresql';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { BuildingState, SchoolOwnership, SchoolProgramme } from './school.enums.js';
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

/** What a list of schools may be narrowed by; null means no condition. */
export interface SchoolConditions {
  readonly regionKato: string | null;
  readonly districtKato: string | null;
  readonly buildingState: BuildingState | null;
  readonly ownership: SchoolOwnership | null;
  readonly programme: SchoolProgramme | null;
  readonly shifts: number | null;
}

/** Schools in the order of an internal key; one row more than the page. */
export function listSchools(em: EntityManager, conditions: SchoolConditions, { limit, after }: PageRequest): Promise<SchoolRow[]> {
  const given = Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== null));
  return em.find(SchoolRow, { id: { $gt: after ?? '0' }, closedOn: null, ...given }, { orderBy: { id: 'asc' }, limit: limit + 1, disableIdentityMap: true });
}
