import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import { lastClassOf } from '../school/last-class.js';
import type { SchoolType } from '../school/school.enums.js';
import type { IntakeKey } from './intake.repository.js';

/**
 * Who is there in that school year without having come by its intakes: of a year to come those who are in a class before the last one,
 * but not in the pre-school class, from which one applies for class 1.
 */
const STAY = `
  select count(*)::int as pupils from enrolment e
   where e.school_id = ? and e.valid_from <= ? and (e.valid_to is null or e.valid_to > ?) and e.class_number between ? and ?
     and not exists (select 1 from school_application a where a.iin = e.iin and a.enrolment_id = e.id and a.school_year = ?)`;

const PLANNED = `
  select coalesce(sum(places + set_aside - beyond), 0)::int as planned, coalesce(sum(beyond), 0)::int as beyond from intake where school_id = ? and school_year = ?`;

const ANY_CLASS = 11;

/** Places of a school that are spoken for in a school year. */
export interface SpokenFor {
  /** By pupils who stay. */
  readonly stay: number;
  /** By intakes as they are planned, with what they set aside. */
  readonly planned: number;
  /** By children who came beside every plan. */
  readonly beyond: number;
}

/** `next` says whether the school year is one to come. */
export async function spokenFor(em: EntityManager, { schoolId, schoolYear }: Pick<IntakeKey, 'schoolId' | 'schoolYear'>, next: boolean, context: SubgraphContext): Promise<SpokenFor> {
  const [school] = await em.execute<{ type: SchoolType }[]>('select type from school where id = ?', [schoolId]);
  const last = await lastClassOf(school?.type ?? 'SECONDARY', context.today, context);
  const [pupils] = await em.execute<{ pupils: number }[]>(STAY, [schoolId, context.today, context.today, ...(next ? [1, last - 1] : [0, ANY_CLASS]), schoolYear]);
  const [intakes] = await em.execute<{ planned: number; beyond: number }[]>(PLANNED, [schoolId, schoolYear]);
  return { stay: pupils?.pupils ?? 0, planned: intakes?.planned ?? 0, beyond: intakes?.beyond ?? 0 };
}
