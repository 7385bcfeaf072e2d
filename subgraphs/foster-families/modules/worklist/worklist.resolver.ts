import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize, PageSize } from '../../../shared/list-size.js';
import { connectionType, sortedPageOf, sortedPageRequest, type Connection } from '../../../shared/pagination.js';
import { isDay, KATO } from '../../../shared/scalars/scalars.js';
import { CARE, CARE_TOTALS } from '../access/scope.js';
import { SupervisionKind } from './supervision-kind.type.js';
import { supervisionCases, supervisionCounts } from './worklist.service.js';
import { SupervisionCase, SupervisionCount, SupervisionFilter, toSupervisionCase, toSupervisionCount } from './worklist.type.js';

export const SupervisionCaseConnection = connectionType('SupervisionCase', SupervisionCase);

/** The order of a worklist, as its cursors name it. */
const BY_DAY = 'DUE';

@Resolver()
export class WorklistResolver {
  @Directive(CARE)
  @PageSize()
  @Query(() => SupervisionCaseConnection, {
    nullable: true,
    description:
      'What the guardianship bodies have to look after, page by page, the longest overdue first: for the authority the whole country or the regions of its body, for a caseworker the regions they act in, without shielded children and without what is about carers. At most 100 a page.',
  })
  async supervisionCases(
    @Arg('filter', () => SupervisionFilter, { nullable: true, description: 'Narrows the list; everything without one.' }) filter: SupervisionFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SupervisionCase>> {
    const page = sortedPageRequest(first, after, BY_DAY, isDay);
    const rows = await supervisionCases(context, filter, page);
    return sortedPageOf(rows, page.limit, BY_DAY, ({ dueOn, key }) => [dueOn, key], toSupervisionCase);
  }

  @Directive(CARE_TOTALS)
  @ListSize(100)
  @Query(() => [SupervisionCount], {
    nullable: true,
    description:
      'The same counted by kind and region: exactly, of those whom one may list. For auditors of the whole country, without shielded children, without what is about carers and without groups of fewer than five. A kind of which a region has none is not there.',
  })
  async supervisionCounts(
    @Arg('kinds', () => [SupervisionKind], { nullable: true, description: 'Of these kinds; of every one that is open to you when left out.' }) kinds: SupervisionKind[] | null | undefined,
    @Arg('regionKato', () => KATO, { nullable: true, description: 'In this region (KATO); in every one that is open to you when left out.' }) regionKato: string | null | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<SupervisionCount[]> {
    return (await supervisionCounts(context, { kinds, regionKato })).map(toSupervisionCount);
  }
}
