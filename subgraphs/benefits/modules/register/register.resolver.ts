import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize, PageSize } from '../../../shared/list-size.js';
import { connectionType, sortedPageOf, sortedPageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { onRegister } from '../access/register.service.js';
import { BENEFITS } from '../access/scope.js';
import { awardOf, BenefitAward } from '../award/award.type.js';
import { FROM, TO } from '../payment/payment.service.js';
import { conditionsOf } from './award-conditions.js';
import { BenefitAwardFilter } from './award-filter.type.js';
import { BenefitAwardSort } from './award-sort.type.js';
import { isPlaceIn, listAwards, orderName, placeIn, type Sorting } from './register.repository.js';
import { benefitStatistics } from './statistics.service.js';
import { BenefitGrouping, BenefitStatistic } from './statistics.type.js';

export const BenefitAwardConnection = connectionType('BenefitAward', BenefitAward);

const AS_RECORDED: Sorting = { by: 'RECORDED', descending: false };

@Resolver()
export class RegisterResolver {
  @Directive(BENEFITS)
  @PageSize()
  @Query(() => BenefitAwardConnection, {
    nullable: true,
    description: 'Awards on the register, page by page: for the ministry the whole country, for a caseworker the regions they act in, without awards about shielded children. At most 100 a page.',
  })
  async benefitAwards(
    @Arg('filter', () => BenefitAwardFilter, { nullable: true, description: 'Narrows the list; all awards without one.' }) filter: BenefitAwardFilter | undefined,
    @Arg('sort', () => BenefitAwardSort, { nullable: true, description: 'The order of the list; that in which they were recorded when left out. An award that changes its place between two pages may be met twice or not at all; in the order of recording none does.' }) sort: BenefitAwardSort | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page in the same order.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<BenefitAward>> {
    const sorting = sort ?? AS_RECORDED;
    const page = sortedPageRequest(first, after, orderName(sorting), isPlaceIn(sorting));
    const rows = await onRegister(context, (em) => listAwards(em, conditionsOf(filter, context.today), sorting, page));
    return sortedPageOf(rows, page.limit, orderName(sorting), (row) => placeIn(sorting, row), (row) => awardOf({ row, path: 'register', restricted: false, child: null }));
  }

  @Directive(BENEFITS)
  @ListSize(100)
  @Query(() => [BenefitStatistic], {
    nullable: true,
    description: 'Awards of the register, what was paid on them and what is due, counted: of the whole country for the ministry, for a caseworker of the regions they act in, without awards about shielded children. One row for each group that has an award, in the order of what it is counted by; at most 24 months.',
  })
  benefitStatistics(
    @Arg('groupBy', () => [BenefitGrouping], { defaultValue: [], description: 'What it is counted by; all together when empty.' }) groupBy: BenefitGrouping[],
    @Arg('filter', () => BenefitAwardFilter, { nullable: true, description: 'Narrows what is counted; all awards without one.' }) filter: BenefitAwardFilter | undefined,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: string | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<BenefitStatistic[]> {
    return benefitStatistics(groupBy, filter, from, to, context);
  }
}
