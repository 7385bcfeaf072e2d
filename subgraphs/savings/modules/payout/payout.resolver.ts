import { Arg, Ctx, Directive, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from 'type-graphql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import { opened } from '../../../shared/access/path.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { ListSize, PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { onRegister, REGISTER_ROLES } from '../access/register.service.js';
import { SAVINGS } from '../access/scope.js';
import { ChildSavings } from '../savings/savings.type.js';
import { PayoutState } from './payout-codes.type.js';
import { listPayouts, ofPayout, payoutByPublicId, payoutsOf } from './payout.repository.js';
import { payoutOf, SavingsPayout } from './payout.type.js';

@InputType({ description: 'Narrows a list of applications; every condition given must hold.' })
export class SavingsPayoutFilter {
  @Field(() => PayoutState, { nullable: true, description: 'In this state.' })
  state?: PayoutState;

  @Field(() => BIN, { nullable: true, description: 'Through this operator.' })
  operator?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Whose next step (check, payment, use) was due before this day: what is late, and what operators hold past its term.' })
  dueBefore?: string;
}

export const SavingsPayoutConnection = connectionType('SavingsPayout', SavingsPayout);

@Resolver(() => ChildSavings)
export class PayoutResolver {
  @Directive(SAVINGS)
  @ListSize(4)
  @FieldResolver(() => [SavingsPayout], { nullable: true, description: 'Applications for the savings, newest first.' })
  async payouts(@Root() { iin, record }: ChildSavings, @Ctx() context: SubgraphContext): Promise<SavingsPayout[]> {
    const { path } = opened(record);
    return (await payoutsOf(context, path).load(iin)).map((row) => payoutOf(row, path));
  }

  @Directive(SAVINGS)
  @Query(() => SavingsPayout, { nullable: true, description: 'An application by its id, for the fund\'s own staff. Null when there is none.' })
  async savingsPayout(@Arg('id', () => ID, { description: 'Id of the application.' }) id: string, @Ctx() context: SubgraphContext): Promise<SavingsPayout | null> {
    const viewer = requireRole(context, REGISTER_ROLES);
    const row = await payoutByPublicId(context, 'register').load(id);
    if (row !== null) refuseOwn(viewer, ofPayout(row));
    return row && payoutOf(row, 'register');
  }

  @Directive(SAVINGS)
  @PageSize()
  @Query(() => SavingsPayoutConnection, { nullable: true, description: 'All applications, page by page, for the fund\'s own staff. At most 100 a page.' })
  async savingsPayouts(
    @Arg('filter', () => SavingsPayoutFilter, { nullable: true, description: 'Narrows the list; all applications without one.' }) filter: SavingsPayoutFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SavingsPayout>> {
    const page = pageRequest(first, after);
    const where = { state: filter?.state ?? null, operator: filter?.operator ?? null, dueBefore: filter?.dueBefore ?? null };
    const rows = await onRegister(context, (em) => listPayouts(em, where, page));
    return pageOf(rows, page.limit, (row) => row.id, (row) => payoutOf(row, 'register'));
  }
}
