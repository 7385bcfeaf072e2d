import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ruleOf } from '../access/rule.js';
import { SAVINGS } from '../access/scope.js';
import { applyForPayout } from './apply-for-payout.js';
import { movePayout } from './move-payout.js';
import { SavingsPayoutOutcome } from './payout-outcome.type.js';
import { ApplyForPayoutInput, MovePayoutInput, SettleSavingsInput } from './payout.input.type.js';
import { moveUnclaimedSavings, paySavingsToHeirs, SettledSavings } from './settle-savings.js';

const APPLY = ruleOf('applyForPayout');
const MOVE = ruleOf('movePayout');
const TO_PENSION = ruleOf('moveUnclaimedSavings');
const TO_HEIRS = ruleOf('paySavingsToHeirs');

@Resolver()
export class PayoutChangeResolver {
  @Directive(SAVINGS)
  @Mutation(() => SavingsPayoutOutcome, {
    nullable: true,
    description: 'Takes an application for savings, which an operator hands on: for now the fund\'s staff record what operators do. What it asks for is held until it is decided. Refusals: UNKNOWN_PERSON, NO_SAVINGS_ACCOUNT, NOT_PAYABLE_YET, AFTER_DEATH, UNKNOWN_OPERATOR, HOUSING_ABROAD, MORE_THAN_BALANCE.',
  })
  applyForPayout(@Arg('input', () => ApplyForPayoutInput, { description: 'The application.' }) input: ApplyForPayoutInput, @Ctx() context: SubgraphContext): Promise<SavingsPayoutOutcome> {
    return applyForPayout(context, APPLY, input);
  }

  @Directive(SAVINGS)
  @Mutation(() => SavingsPayoutOutcome, {
    nullable: true,
    description: 'Takes a step of an application: check, refusal, payment in US dollars, use of all or a part of it, return. Refusals: UNKNOWN_PAYOUT, VERSION_CONFLICT, NOT_IN_THIS_STATE, OUT_OF_ORDER, MORE_THAN_BALANCE (something was taken back since), MORE_THAN_PAID (more was used than was sent), TERM_IS_OVER (use after its last day).',
  })
  movePayout(@Arg('input', () => MovePayoutInput, { description: 'The step.' }) input: MovePayoutInput, @Ctx() context: SubgraphContext): Promise<SavingsPayoutOutcome> {
    return movePayout(context, MOVE, input);
  }

  @Directive(SAVINGS)
  @Mutation(() => SettledSavings, {
    nullable: true,
    description: 'Moves what nobody asked for within ten years after the 18th birthday to the person\'s pension account, all of it. Refusals: UNKNOWN_PERSON, AFTER_DEATH, NOT_PAYABLE_YET, NO_SAVINGS_ACCOUNT, PAYOUT_UNDER_WAY, MORE_THAN_BALANCE (nothing is left).',
  })
  moveUnclaimedSavings(@Arg('input', () => SettleSavingsInput, { description: 'Whose, when and on what basis.' }) input: SettleSavingsInput, @Ctx() context: SubgraphContext): Promise<SettledSavings> {
    return moveUnclaimedSavings(context, TO_PENSION, input);
  }

  @Directive(SAVINGS)
  @Mutation(() => SettledSavings, {
    nullable: true,
    description: 'Pays the heirs of somebody who died, all of it: from the day on which the child would have turned 18, or of the death where that is later. Refusals: UNKNOWN_PERSON, NOT_ON_RECORD (no death), NOT_PAYABLE_YET, NO_SAVINGS_ACCOUNT, PAYOUT_UNDER_WAY, MORE_THAN_BALANCE (nothing is left).',
  })
  paySavingsToHeirs(@Arg('input', () => SettleSavingsInput, { description: 'Whose, when and on what basis.' }) input: SettleSavingsInput, @Ctx() context: SubgraphContext): Promise<SettledSavings> {
    return paySavingsToHeirs(context, TO_HEIRS, input);
  }
}
