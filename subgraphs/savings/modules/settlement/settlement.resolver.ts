import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { officialOf } from '../access/official.js';
import { onRegister } from '../access/register.service.js';
import { ruleOf } from '../access/rule.js';
import { SAVINGS } from '../access/scope.js';
import { listDue } from './due.repository.js';
import { dueOf, SavingsDue } from './due.type.js';
import { prepareSettlement, releaseSettlement } from './settle.js';
import { SavingsDestination } from './settlement-codes.type.js';
import { PrepareSavingsSettlementInput, SavingsSettlementFilter, WaitingSettlementInput } from './settlement.input.type.js';
import { listSettlements, SETTLEMENTS } from './settlement.repository.js';
import { SavingsSettlement, SavingsSettlementOutcome, settlementOf } from './settlement.type.js';

const PREPARE = ruleOf('prepareSavingsSettlement');
const RELEASE = ruleOf('releaseSavingsSettlement');
const WITHDRAW = ruleOf('withdrawSavingsSettlement');

export const SavingsSettlementConnection = connectionType('SavingsSettlement', SavingsSettlement);
export const SavingsDueConnection = connectionType('SavingsDue', SavingsDue);

/** Carries out a step on a settlement, and answers with it as it is now. */
async function answer(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly settlement: string }>): Promise<SavingsSettlementOutcome> {
  const done = await mutate(context, rule, input, work);
  if (done instanceof Refusal) return done;
  const row = await SETTLEMENTS.byId(context, 'register').load(done.settlement);
  if (row === null) throw withheld('OUT_OF_VIEW');
  return settlementOf(row);
}

@Resolver()
export class SettlementResolver {
  @Directive(SAVINGS)
  @PageSize()
  @Query(() => SavingsDueConnection, {
    nullable: true,
    description: 'Whose savings are due to go to the pension account or the heirs today, and no application is under way: the list to prepare settlements by, for the fund\'s own staff. At most 100 a page.',
  })
  async savingsDue(
    @Arg('destination', () => SavingsDestination, { description: 'Where they are due.' }) destination: SavingsDestination,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SavingsDue>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, (em) => listDue(em, destination, context.today, page));
    return pageOf(rows, page.limit, ({ accountId }) => accountId, dueOf);
  }

  @Directive(SAVINGS)
  @PageSize()
  @Query(() => SavingsSettlementConnection, { nullable: true, description: 'Settlements, oldest first, for the fund\'s own staff. At most 100 a page.' })
  async savingsSettlements(
    @Arg('filter', () => SavingsSettlementFilter, { nullable: true, description: 'Narrows the list; all settlements without one.' }) filter: SavingsSettlementFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SavingsSettlement>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, (em) => listSettlements(em, filter?.status ?? null, page));
    return pageOf(rows, page.limit, ({ id }) => id, settlementOf);
  }

  @Directive(SAVINGS)
  @Mutation(() => SavingsSettlementOutcome, {
    nullable: true,
    description: 'Prepares that all of somebody\'s savings goes to the pension account (unclaimed ten years after the 18th birthday) or to the heirs (after a death, from the day on which the child would have turned 18); nothing moves before a colleague releases it. Refusals: UNKNOWN_PERSON, AFTER_DEATH (for the pension account), NOT_ON_RECORD (for heirs: no death), NOT_A_CITIZEN, NOT_PAYABLE_YET, NO_SAVINGS_ACCOUNT, PAYOUT_UNDER_WAY, WRONGLY_COUNTED (a correction comes first), MORE_THAN_BALANCE (nothing is left), ALREADY_RECORDED (one waits).',
  })
  prepareSavingsSettlement(@Arg('input', () => PrepareSavingsSettlementInput, { description: 'The settlement.' }) input: PrepareSavingsSettlementInput, @Ctx() context: SubgraphContext): Promise<SavingsSettlementOutcome> {
    const by = officialOf(context);
    return answer(context, PREPARE, input, async (em, viewer) => ({ reference: { settlement: await prepareSettlement(em, input, noteOf(input, context, viewer), context.today, by) }, subjects: [input.iin] }));
  }

  @Directive(SAVINGS)
  @Mutation(() => SavingsSettlementOutcome, {
    nullable: true,
    description: 'Releases a settlement that a colleague has prepared: all that stands there moves today. Refusals: UNKNOWN_SETTLEMENT, NOT_IN_THIS_STATE, SAME_PERSON, and whatever refuses to prepare one by now.',
  })
  releaseSavingsSettlement(@Arg('input', () => WaitingSettlementInput, { description: 'The settlement.' }) input: WaitingSettlementInput, @Ctx() context: SubgraphContext): Promise<SavingsSettlementOutcome> {
    const by = officialOf(context);
    return answer(context, RELEASE, input, async (em) => {
      const { id, iin } = await releaseSettlement(em, input.id, context.today, by);
      return { reference: { settlement: id }, subjects: [iin] };
    });
  }

  @Directive(SAVINGS)
  @Mutation(() => SavingsSettlementOutcome, { nullable: true, description: 'Withdraws a settlement that waits. Refusals: UNKNOWN_SETTLEMENT, NOT_IN_THIS_STATE.' })
  withdrawSavingsSettlement(@Arg('input', () => WaitingSettlementInput, { description: 'The settlement.' }) input: WaitingSettlementInput, @Ctx() context: SubgraphContext): Promise<SavingsSettlementOutcome> {
    officialOf(context);
    return answer(context, WITHDRAW, input, async (em) => {
      const found = await SETTLEMENTS.lockWaiting(em, input.id);
      await SETTLEMENTS.withdraw(em, found);
      return { reference: { settlement: found.id }, subjects: [found.iin] };
    });
  }
}
