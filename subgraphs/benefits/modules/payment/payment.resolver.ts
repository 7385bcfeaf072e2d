import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { BenefitAward, openedAward } from '../award/award.type.js';
import { BenefitPaymentState } from './payment-codes.type.js';
import { FROM, monthsAsked, paymentsOn, STATES_ARGUMENT, TO } from './payment.service.js';
import { BenefitPayment } from './payment.type.js';

@Resolver(() => BenefitAward)
export class AwardPaymentResolver {
  @Directive(BENEFITS)
  @ListSize(12)
  @FieldResolver(() => [BenefitPayment], { nullable: true, description: 'What was paid on it, newest month first. Kept since January 2024, one-off benefits since 2021.' })
  payments(
    @Root() award: BenefitAward,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: string | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: string | undefined,
    @Arg('states', () => [BenefitPaymentState], STATES_ARGUMENT) states: BenefitPaymentState[],
    @Ctx() context: SubgraphContext,
  ): Promise<BenefitPayment[]> {
    return paymentsOn([openedAward(award)], { ...monthsAsked(from, to, context.today), states }, context);
  }
}
