import type { SubgraphContext } from '../../../shared/context.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { holdPeople } from '../access/nation.js';
import { answerWithCase, type BenefitCaseOutcome } from './case-outcome.type.js';
import { changeCase, lockCase, readChildren } from './case-state.repository.js';
import { nextState, stateOn } from './case-transitions.js';
import type { RecordSmsReplyInput } from './case.input.type.js';
import { requireNotAsked } from './same-right.js';
import { termsFrom } from './case-terms.js';

const STEPS = { YES: { action: 'CONSENT', to: 'CONSENTED' }, NO: { action: 'DECLINE', to: 'DECLINED' } } as const;

/** Takes a reply to an offer. Operators send messages again: the same reply twice is one. */
export function recordSmsReply(context: SubgraphContext, rule: MutationRule, input: RecordSmsReplyInput): Promise<BenefitCaseOutcome> {
  return answerWithCase(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const found = await lockCase(em, input.case);
    const children = (await readChildren(em, found.id)).map(({ iin }) => iin);
    const done = { reference: { case: found.id }, subjects: [...children, found.recipientIin] };
    const { action, to } = STEPS[input.reply];
    if (found.proactive && found.state === to) return done;
    if (note.occurredOn < found.receivedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The reply must not lie before the offer.');
    nextState(stateOn(found, note.occurredOn), action, 'input.case');
    if (input.reply === 'NO') {
      await changeCase(em, found, { action, to }, note);
      return done;
    }
    await holdPeople(em, [...children, found.recipientIin]);
    await requireNotAsked(em, { ...found, children }, found.id, 'input.case');
    await changeCase(em, found, { action, to, appliedOn: note.occurredOn, ...termsFrom(found.programme, note.occurredOn) }, note);
    return done;
  });
}
