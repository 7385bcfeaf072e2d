import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { ListSize } from '../../../shared/list-size.js';
import { countedBy } from '../infrastructure/counted-by.js';
import { schoolConditions, SchoolFilter } from '../school/school-filter.type.js';
import { schoolGroups } from './school-statistics.repository.js';
import { SchoolGrouping, SchoolStatistics, toStatistics } from './school-statistics.type.js';

@Resolver()
export class SchoolStatisticsResolver {
  @ListSize(20)
  @Query(() => [SchoolStatistics], { nullable: true, description: 'Schools at work, counted by region, district, type and so on; groups without a school are left out. By district it is of one region. Public.' })
  async schoolStatistics(
    @Arg('by', () => SchoolGrouping, { description: 'What they are counted by.' }) by: SchoolGrouping,
    @Arg('filter', () => SchoolFilter, { nullable: true, description: 'Narrows what is counted; all schools without one.' }) filter: SchoolFilter | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<SchoolStatistics[]> {
    // The districts of the country are too many for one answer with everything that hangs on a district.
    if (by === 'DISTRICT' && filter?.regionKato == null) throw badInput('filter.regionKato', 'must be given where schools are counted by district.');
    const how = await countedBy(context);
    const groups = await schoolGroups(context.database.relation, by, schoolConditions(filter), how);
    return groups.map((group) => toStatistics(group, by, how.shifts));
  }
}
