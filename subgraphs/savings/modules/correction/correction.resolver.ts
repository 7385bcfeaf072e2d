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
import { PrepareSavingsCorrectionInput, SavingsCorrectionFilter, WaitingCorrectionInput } from './correction.input.type.js';
import { CORRECTIONS, listCorrections } from './correction.repository.js';
import { correctionOf, SavingsCorrection, SavingsCorrectionOutcome } from './correction.type.js';
import { prepareCorrection } from './prepare-correction.js';
import { releaseCorrection } from './release-correction.js';

const PREPARE = ruleOf('prepareSavingsCorrection');
const RELEASE = ruleOf('releaseSavingsCorrection');
const WITHDRAW = ruleOf('withdrawSavingsCorrection');

export const SavingsCorrectionConnection = connectionType('SavingsCorrection', SavingsCorrection);

/** Carries out a step on a correction, and answers with it as it is now. */
async function answer(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly correction: string }>): Promise<SavingsCorrectionOutcome> {
  const done = await mutate(context, rule, input, work);
  if (done instanceof Refusal) return done;
  const row = await CORRECTIONS.byId(context, 'register').load(done.correction);
  if (row === null) throw withheld('OUT_OF_VIEW');
  return correctionOf(row);
}

@Resolver()
export class CorrectionResolver {
  @Directive(SAVINGS)
  @PageSize()
  @Query(() => SavingsCorrectionConnection, { nullable: true, description: 'Corrections of the ledger, oldest first, for the fund\'s own staff. At most 100 a page.' })
  async savingsCorrections(
    @Arg('filter', () => SavingsCorrectionFilter, { nullable: true, description: 'Narrows the list; all corrections without one.' }) filter: SavingsCorrectionFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SavingsCorrection>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, (em) => listCorrections(em, { status: filter?.status ?? null, owed: filter?.owed ?? null }, page));
    return pageOf(rows, page.limit, ({ id }) => id, correctionOf);
  }

  @Directive(SAVINGS)
  @Mutation(() => SavingsCorrectionOutcome, {
    nullable: true,
    description: 'Prepares a correction of an entry of the ledger; nothing is booked before a colleague releases it. Refusals: UNKNOWN_TRANSFER (also somebody else\'s), NOT_IN_THIS_STATE (another kind of entry), ALREADY_RECORDED (taken back, or one waits), OUT_OF_ORDER, MORE_THAN_PAID (than is left of the entry).',
  })
  prepareSavingsCorrection(@Arg('input', () => PrepareSavingsCorrectionInput, { description: 'The correction.' }) input: PrepareSavingsCorrectionInput, @Ctx() context: SubgraphContext): Promise<SavingsCorrectionOutcome> {
    const by = officialOf(context);
    return answer(context, PREPARE, input, async (em, viewer) => ({ reference: { correction: await prepareCorrection(em, input, noteOf(input, context, viewer), by) }, subjects: [input.iin] }));
  }

  @Directive(SAVINGS)
  @Mutation(() => SavingsCorrectionOutcome, {
    nullable: true,
    description: 'Releases a correction that a colleague has prepared: it is booked today. Of a CLAWBACK no more is taken than stands there; the rest is `owed`. Refusals: UNKNOWN_CORRECTION, NOT_IN_THIS_STATE, SAME_PERSON, ALREADY_RECORDED (since then, or all of it is owed already), MORE_THAN_PAID, PAYOUT_UNDER_WAY, MORE_THAN_BALANCE.',
  })
  releaseSavingsCorrection(@Arg('input', () => WaitingCorrectionInput, { description: 'The correction.' }) input: WaitingCorrectionInput, @Ctx() context: SubgraphContext): Promise<SavingsCorrectionOutcome> {
    const by = officialOf(context);
    return answer(context, RELEASE, input, async (em, { subject, organisation }) => {
      const { today } = context;
      const { id, iin } = await releaseCorrection(em, input.id, by, ({ source }) => ({ occurredOn: today, receivedOn: today, source, by: { subject, organisation } }));
      return { reference: { correction: id }, subjects: [iin] };
    });
  }

  @Directive(SAVINGS)
  @Mutation(() => SavingsCorrectionOutcome, { nullable: true, description: 'Withdraws a correction that waits. Refusals: UNKNOWN_CORRECTION, NOT_IN_THIS_STATE.' })
  withdrawSavingsCorrection(@Arg('input', () => WaitingCorrectionInput, { description: 'The correction.' }) input: WaitingCorrectionInput, @Ctx() context: SubgraphContext): Promise<SavingsCorrectionOutcome> {
    officialOf(context);
    return answer(context, WITHDRAW, input, async (em) => {
      const found = await CORRECTIONS.lockWaiting(em, input.id);
      await CORRECTIONS.withdraw(em, found);
      return { reference: { correction: found.id }, subjects: [found.iin] };
    });
  }
}
