import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { opened } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { SAVINGS } from '../access/scope.js';
import { childBalance } from '../ledger/ledger.service.js';
import { ChildSavings } from '../savings/savings.type.js';
import { inTenge, SavingsInTenge } from './in-tenge.type.js';
import { rateOn } from './rate.repository.js';

@Resolver(() => ChildSavings)
export class InTengeResolver {
  @Directive(SAVINGS)
  @FieldResolver(() => SavingsInTenge, { nullable: true, description: 'The balance at the end of a day in tenge, at the official rate of that day.' })
  async inTenge(
    @Root() { iin, record }: ChildSavings,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<SavingsInTenge> {
    const day = on ?? context.today;
    const [balance, rate] = await Promise.all([childBalance(iin, opened(record).path, day, context), rateOn(context).load(day)]);
    return inTenge(balance, rate, day);
  }
}
