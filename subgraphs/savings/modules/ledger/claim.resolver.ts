import { Arg, Ctx, Directive, Field, InputType, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { onRegister } from '../access/register.service.js';
import { SavingsClaim, toClaim } from './claim.type.js';
import { listClaims } from './ledger.repository.js';

@InputType({ description: 'Narrows a list of claims; every condition given must hold.' })
export class SavingsClaimFilter {
  @Field(() => DateScalar, { nullable: true, description: 'Opened on this day or later.' })
  openedFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Opened on this day or earlier.' })
  openedTo?: string;

  @Field(() => Boolean, { nullable: true, description: 'True: only claims that last; false: only those that ended.' })
  open?: boolean;
}

export const SavingsClaimConnection = connectionType('SavingsClaim', SavingsClaim);

@Resolver()
export class ClaimResolver {
  @Directive('@requiresScopes(scopes: [["savings"]])')
  @PageSize()
  @Query(() => SavingsClaimConnection, { nullable: true, description: 'All claims, page by page, for the fund\'s own staff. At most 100 a page.' })
  async savingsClaims(
    @Arg('filter', () => SavingsClaimFilter, { nullable: true, description: 'Narrows the list; all claims without one.' }) filter: SavingsClaimFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SavingsClaim>> {
    const page = pageRequest(first, after);
    const where = { openedFrom: filter?.openedFrom ?? null, openedTo: filter?.openedTo ?? null, open: filter?.open ?? null };
    const rows = await onRegister(context, (em) => listClaims(em, where, page));
    return pageOf(rows, page.limit, (row) => row.id, (row) => toClaim(row, 'register'));
  }
}
