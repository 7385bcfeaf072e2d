import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ruleOf } from '../access/rule.js';
import { SAVINGS } from '../access/scope.js';
import { applyForPayout } from './apply-for-payout.js';
import { movePayout } from './move-payout.js';
import { SavingsPayoutOutcome } from './payout-outcome.type.js';
import { ApplyForPayoutInput, MovePayoutInput } from './payout.input.type.js';

const APPLY = ruleOf('applyForPayout');
const MOVE = ruleOf('movePayout');

@Resolver()
export class PayoutChangeResolver {
  @Directive(SAVINGS)
  @Mutation(() => SavingsPayoutOutcome, {
    nullable: true,
    description: 'Takes an application for savings, which an operator hands on: for now the fund\'s staff record what operators do. What it asks for is held until it is decided. Refusals: UNKNOWN_PERSON, NO_SAVINGS_ACCOUNT, NOT_PAYABLE_YET, AFTER_DEATH, NOT_A_CITIZEN, WRONGLY_COUNTED (by the list as it is now; a correction comes first), UNKNOWN_OPERATOR, HOUSING_ABROAD, MORE_THAN_BALANCE.',
  })
  applyForPayout(@Arg('input', () => ApplyForPayoutInput, { description: 'The application.' }) input: ApplyForPayoutInput, @Ctx() context: SubgraphContext): Promise<SavingsPayoutOutcome> {
    return applyForPayout(context, APPLY, input);
  }

  @Directive(SAVINGS)
  @Mutation(() => SavingsPayoutOutcome, {
    nullable: true,
    description: 'Takes a step of an application: check, refusal, payment in US dollars, use of all or a part of it, return. One official checks and another pays. Refusals: UNKNOWN_PAYOUT, VERSION_CONFLICT, NOT_IN_THIS_STATE, SAME_PERSON, OUT_OF_ORDER, for CHECK and PAY whatever refuses an application by now (AFTER_DEATH, NOT_A_CITIZEN, WRONGLY_COUNTED), for PAY OPERATOR_NOT_AUTHORISED (no contract in force on the day), MORE_THAN_BALANCE (something was taken back since), MORE_THAN_PAID (more was used than was sent).',
  })
  movePayout(@Arg('input', () => MovePayoutInput, { description: 'The step.' }) input: MovePayoutInput, @Ctx() context: SubgraphContext): Promise<SavingsPayoutOutcome> {
    return movePayout(context, MOVE, input);
  }
}
