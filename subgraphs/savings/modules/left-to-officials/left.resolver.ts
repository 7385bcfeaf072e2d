import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { onRegister } from '../access/register.service.js';
import { SAVINGS } from '../access/scope.js';
import { listLeft } from './left.repository.js';
import { leftItemOf, SavingsLeft, SavingsLeftFilter } from './left.type.js';

export const SavingsLeftConnection = connectionType('SavingsLeft', SavingsLeft);

@Resolver()
export class LeftResolver {
  @Directive(SAVINGS)
  @PageSize()
  @Query(() => SavingsLeftConnection, {
    nullable: true,
    description: 'What runs have left to officials, or would leave, with what to do about it, oldest first, for the fund\'s own staff. An item is over by itself when a correction, or a later run, finds it no more. At most 100 a page.',
  })
  async savingsLeftToOfficials(
    @Arg('filter', () => SavingsLeftFilter, { nullable: true, description: 'Narrows the list; what is open of runs that have credited without one.' }) filter: SavingsLeftFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SavingsLeft>> {
    const page = pageRequest(first, after);
    const conditions = { run: filter?.run ?? null, reason: filter?.reason ?? null, year: filter?.reportingYear ?? null, states: filter?.states ?? ['OPEN' as const] };
    const rows = await onRegister(context, (em) => listLeft(em, conditions, page));
    return pageOf(rows, page.limit, ({ id }) => id, leftItemOf);
  }
}
