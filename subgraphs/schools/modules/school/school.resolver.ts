import { Arg, Ctx, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { KATO } from '../../../shared/scalars/scalars.js';
import { BuildingState, SchoolOwnership, SchoolProgramme } from './school.enums.js';
import { listSchools, schoolByPublicId } from './school.repository.js';
import { School, toSchool } from './school.type.js';

@InputType({ description: 'Narrows a list of schools; every condition given must hold.' })
export class SchoolFilter {
  @Field(() => KATO, { nullable: true, description: 'In this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'In this district or city (KATO).' })
  districtKato?: string;

  @Field(() => BuildingState, { nullable: true, description: 'With a building in this state.' })
  buildingState?: BuildingState;

  @Field(() => SchoolOwnership, { nullable: true, description: 'Of this owner.' })
  ownership?: SchoolOwnership;

  @Field(() => SchoolProgramme, { nullable: true, description: 'From this building programme.' })
  programme?: SchoolProgramme;

  @Field(() => Int, { nullable: true, description: 'Working in so many shifts.' })
  shifts?: number;
}

export const SchoolConnection = connectionType('School', School, 'public');

export async function referencedSchool({ id }: { id: string }, context: SubgraphContext): Promise<School | null> {
  const row = await schoolByPublicId(context).load(id);
  return row && toSchool(row);
}

@Resolver()
export class SchoolResolver {
  @Query(() => School, { nullable: true, description: 'One school; null for an unknown id. Public.' })
  school(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: SubgraphContext): Promise<School | null> {
    return referencedSchool({ id }, context);
  }

  @PageSize()
  @Query(() => SchoolConnection, { nullable: true, description: 'Schools at work, page by page, at most 100 a page. Public.' })
  async schools(
    @Arg('filter', () => SchoolFilter, { nullable: true, description: 'Narrows the list; all schools without one.' }) filter: SchoolFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() { database }: SubgraphContext,
  ): Promise<Connection<School>> {
    const page = pageRequest(first, after);
    const conditions = {
      regionKato: filter?.regionKato ?? null,
      districtKato: filter?.districtKato ?? null,
      buildingState: filter?.buildingState ?? null,
      ownership: filter?.ownership ?? null,
      programme: filter?.programme ?? null,
      shifts: filter?.shifts ?? null,
    };
    return pageOf(await listSchools(database.relation, conditions, page), page.limit, (row) => row.id, toSchool);
  }
}
