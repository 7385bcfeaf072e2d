import { Arg, Ctx, Directive, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from 'type-graphql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import { openedUnshielded } from '../../../shared/access/path.js';
import { viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { ListSize, PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { onRegister } from '../access/register.service.js';
import { EDUCATION } from '../access/scope.js';
import { ChildSchooling } from '../schooling/schooling.type.js';
import { isSchoolId } from '../school/school.repository.js';
import { ApplicationKind, ApplicationState } from './application-codes.type.js';
import { applicationByPublicId, applicationsOf, listApplications, ofApplication, type ApplicationConditions } from './application.repository.js';
import { applicationOf, SchoolApplication } from './application.type.js';

@InputType({ description: 'Narrows a list of applications; every condition given must hold.' })
export class SchoolApplicationFilter {
  @Field(() => ApplicationState, { nullable: true, description: 'In this state.' })
  state?: ApplicationState;

  @Field(() => ApplicationKind, { nullable: true, description: 'Of this kind.' })
  kind?: ApplicationKind;

  @Field(() => KATO, { nullable: true, description: 'For schools of this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'For schools of this district or city (KATO).' })
  districtKato?: string;

  @Field(() => ID, { nullable: true, description: 'For this school.' })
  schoolId?: string;

  @Field(() => Int, { nullable: true, description: 'For this class, 0 to 11.' })
  classNumber?: number;

  @Field(() => IIN, { nullable: true, description: 'About this child.' })
  childIin?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Not answered, and due before this day: what is late.' })
  dueBefore?: string;
}

export const SchoolApplicationConnection = connectionType('SchoolApplication', SchoolApplication);

function conditionsOf(filter: SchoolApplicationFilter | undefined): ApplicationConditions {
  const schoolId = filter?.schoolId ?? null;
  if (schoolId !== null && !isSchoolId(schoolId)) throw badInput('filter.schoolId', 'must be the id of a school.');
  return {
    state: filter?.state ?? null,
    kind: filter?.kind ?? null,
    regionKato: filter?.regionKato ?? null,
    districtKato: filter?.districtKato ?? null,
    schoolId,
    classNumber: filter?.classNumber ?? null,
    childIin: filter?.childIin ?? null,
    dueBefore: filter?.dueBefore ?? null,
  };
}

@Resolver(() => ChildSchooling)
export class ChildApplicationsResolver {
  @Directive(EDUCATION)
  @ListSize(4)
  @FieldResolver(() => [SchoolApplication], { nullable: true, description: 'Applications for schools, newest first. On the register path of a region: those for its schools. Withheld while a placement is shielded.' })
  async applications(@Root() { iin, record }: ChildSchooling, @Ctx() context: SubgraphContext): Promise<SchoolApplication[]> {
    const { path } = openedUnshielded(record);
    return (await applicationsOf(context, path).load(iin)).map((row) => applicationOf(row, path));
  }
}

@Resolver()
export class ApplicationResolver {
  @Directive(EDUCATION)
  @Query(() => SchoolApplication, { nullable: true, description: 'An application of the register by its id: for the ministry, and for officials those for schools of their regions. Null when there is none.' })
  async schoolApplication(@Arg('id', () => ID, { description: 'Id of the application.' }) id: string, @Ctx() context: SubgraphContext): Promise<SchoolApplication | null> {
    const row = await applicationByPublicId(context, 'register').load(id);
    if (row !== null) refuseOwn(viewerOf(context), ofApplication(row));
    return row && applicationOf(row, 'register');
  }

  @Directive(EDUCATION)
  @PageSize()
  @Query(() => SchoolApplicationConnection, {
    nullable: true,
    description: 'Applications on the register, page by page: for the ministry the whole country or the regions of its department, for a caseworker the regions they act in, without those about children whose whereabouts are withheld. At most 100 a page.',
  })
  async schoolApplications(
    @Arg('filter', () => SchoolApplicationFilter, { nullable: true, description: 'Narrows the list; all applications without one.' }) filter: SchoolApplicationFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SchoolApplication>> {
    const page = pageRequest(first, after);
    const where = conditionsOf(filter);
    const rows = await onRegister(context, (em) => listApplications(em, where, page));
    return pageOf(rows, page.limit, (row) => row.id, (row) => applicationOf(row, 'register'));
  }
}
