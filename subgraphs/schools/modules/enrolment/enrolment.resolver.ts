import { Arg, Ctx, Directive, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar, KATO } from '../../../shared/scalars/scalars.js';
import { onRegister } from '../access/register.service.js';
import { InstructionLanguage } from '../school/school.enums.js';
import { isSchoolId } from '../school/school.repository.js';
import { listEnrolments, type EnrolmentConditions } from './enrolment.repository.js';
import { Enrolment, toEnrolment } from './enrolment.type.js';

@InputType({ description: 'Narrows a list of enrolments; every condition given must hold.' })
export class EnrolmentFilter {
  @Field(() => KATO, { nullable: true, description: 'At a school of this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'At a school of this district or city (KATO).' })
  districtKato?: string;

  @Field(() => ID, { nullable: true, description: 'At this school.' })
  schoolId?: string;

  @Field(() => Int, { nullable: true, description: 'In this class, 0 to 11.' })
  classNumber?: number;

  @Field(() => InstructionLanguage, { nullable: true, description: 'Taught in this language.' })
  language?: InstructionLanguage;

  @Field(() => DateScalar, { nullable: true, description: 'On the roll on this day; past and present ones when left out.' })
  on?: string;
}

export const EnrolmentConnection = connectionType('Enrolment', Enrolment);

/** A filter as conditions. */
export function enrolmentConditions(filter: EnrolmentFilter | undefined): EnrolmentConditions {
  const schoolId = filter?.schoolId ?? null;
  if (schoolId !== null && !isSchoolId(schoolId)) throw badInput('filter.schoolId', 'must be the id of a school.');
  return {
    regionKato: filter?.regionKato ?? null,
    districtKato: filter?.districtKato ?? null,
    schoolId,
    classNumber: filter?.classNumber ?? null,
    language: filter?.language ?? null,
    on: filter?.on ?? null,
  };
}

@Resolver()
export class EnrolmentResolver {
  @Directive('@requiresScopes(scopes: [["education"]])')
  @PageSize()
  @Query(() => EnrolmentConnection, {
    nullable: true,
    description:
      'The register of enrolments, page by page: for the ministry the whole country or the regions of its department, for a caseworker the regions they act in. Children whose whereabouts are withheld are not in it. At most 100 a page.',
  })
  async enrolments(
    @Arg('filter', () => EnrolmentFilter, { nullable: true, description: 'Narrows the list; all enrolments without one.' }) filter: EnrolmentFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Enrolment>> {
    const page = pageRequest(first, after);
    const conditions = enrolmentConditions(filter);
    const rows = await onRegister(context, (em) => listEnrolments(em, conditions, page));
    return pageOf(rows, page.limit, (row) => row.id, (row) => toEnrolment(row, { iin: row.iin, restricted: false, path: 'register' }));
  }
}
