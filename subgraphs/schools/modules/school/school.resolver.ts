import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { countedBy } from '../infrastructure/counted-by.js';
import { schoolConditions, SchoolFilter } from './school-filter.type.js';
import { listSchools, schoolByPublicId } from './school.repository.js';
import { School, toSchool } from './school.type.js';

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
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<School>> {
    const [page, conditions] = [pageRequest(first, after), schoolConditions(filter)];
    return pageOf(await listSchools(context.database.relation, conditions, await countedBy(context), page), page.limit, (row) => row.id, toSchool);
  }
}
