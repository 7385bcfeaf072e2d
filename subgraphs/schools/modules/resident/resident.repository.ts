import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Representative } from './who-applies.js';

/** A child as the civil registry has told of it. */
export interface Resident {
  readonly iin: string;
  readonly birthDate: CivilDate;
  readonly diedOn: CivilDate | null;
  /** Of the registered residence; null for nowhere in the country. */
  readonly districtKato: string | null;
  /** Whether the child's whereabouts are withheld. */
  readonly restricted: boolean;
}

/** SQL true of a row (`a`) about a child whose whereabouts are withheld on the day that is the parameter. */
export const RESTRICTED = `exists (select 1 from restricted_child r where r.iin = a.iin and (r.valid_to is null or r.valid_to > ?::date))`;

const RESIDENT = `select a.iin, a.birth_date::text as "birthDate", a.died_on::text as "diedOn", a.district_kato as "districtKato", ${RESTRICTED} as restricted from resident_child a where a.iin = ?`;

/** To be asked for nationwide: the table belongs to no region. */
export async function residentOf(em: EntityManager, iin: string, day: CivilDate): Promise<Resident | null> {
  const [found] = await em.execute<Resident[]>(RESIDENT, [day, iin]);
  return found ?? null;
}

const REPRESENTATIVES = `
  select person_iin as "personIin", basis, valid_from::text as "validFrom", valid_to::text as "validTo" from child_parent where iin = ?
  union all select person_iin, 'GUARDIANSHIP', valid_from::text, valid_to::text from child_guardian where iin = ?`;

/** Likewise. */
export const representativesOf = (em: EntityManager, iin: string): Promise<Representative[]> => em.execute<Representative[]>(REPRESENTATIVES, [iin, iin]);
