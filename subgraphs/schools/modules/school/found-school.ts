import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { InstructionLanguage, SchoolType } from './school.enums.js';
import { isSchoolId } from './school.repository.js';

/** A school at work, as far as mutations go by it. */
export interface FoundSchool {
  readonly id: string;
  readonly type: SchoolType;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly designCapacity: number;
  readonly shifts: number;
  readonly languages: readonly InstructionLanguage[];
}

const SCHOOL = `select id::text, type, region_kato as "regionKato", district_kato as "districtKato", design_capacity as "designCapacity", shifts, to_jsonb(languages) as languages from school where public_id = ? and closed_on is null`;

async function found(em: EntityManager, id: string, field: string, lock: string): Promise<FoundSchool> {
  const [school] = isSchoolId(id) ? await em.execute<FoundSchool[]>(`${SCHOOL} ${lock}`, [id]) : [];
  if (school === undefined) throw new Refused('UNKNOWN_SCHOOL', field, 'No school at work has this id.');
  return school;
}

/** A school by the id that clients see. */
export const schoolOf = (em: EntityManager, id: string, field: string): Promise<FoundSchool> => found(em, id, field, '');

/** The same, held until the transaction ends: of two who plan its places one waits for the other. */
export const lockSchool = (em: EntityManager, id: string, field: string): Promise<FoundSchool> => found(em, id, field, 'for update');

/** In how many shifts a school works, by its internal key. */
export async function shiftsOf(em: EntityManager, id: string): Promise<number> {
  const [school] = await em.execute<{ shifts: number }[]>('select shifts from school where id = ?', [id]);
  return school?.shifts ?? 1;
}
