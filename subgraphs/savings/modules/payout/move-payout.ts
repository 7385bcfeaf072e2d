import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { termEnds } from '../../rules/terms.js';
import { holdAccount, makeTransfer, standsOn } from './money.repository.js';
import { PAID_OUT, TRANSIT } from './own-accounts.js';
import { answerWithPayout, type SavingsPayoutOutcome } from './payout-outcome.type.js';
import { changePayout, lockPayout, type PayoutChange } from './payout-state.repository.js';
import { nextState } from './payout-transitions.js';
import type { MovePayoutInput, PayoutMove } from './payout.input.type.js';
import type { PayoutRow } from './payout.repository.js';

type Effect = Omit<PayoutChange, 'action' | 'to'>;

/** Sends the money. The account's row is held, and the ledger refuses to take more than it has. */
async function pay(em: EntityManager, { iin, amount }: PayoutRow, { occurredOn }: JournalNote): Promise<Effect> {
  const account = await holdAccount(em, iin);
  if (account === null || (await standsOn(em, iin, account)).lt(amount)) throw new Refused('MORE_THAN_BALANCE', 'input.payout', 'The account has less than what was applied for: something was taken back since.');
  const transferId = await makeTransfer(em, { iin, kind: 'PAYOUT', debit: account.accountId, credit: TRANSIT, amount, occurredOn });
  return { transferId, useBy: termEnds('USE', occurredOn) };
}

/** The operator's account of what was sent: what is used for good, and what is back on the account. */
async function settle(em: EntityManager, { iin, amount, accountId, transferId }: PayoutRow, used: Decimal, { occurredOn }: JournalNote): Promise<Effect> {
  const parts = [{ kind: 'PAID', credit: PAID_OUT, part: used }, { kind: 'RETURN', credit: accountId, part: new Decimal(amount).minus(used) }] as const;
  for (const { kind, credit, part } of parts) {
    if (part.gt(0)) await makeTransfer(em, { iin, kind, debit: TRANSIT, credit, amount: part.toFixed(2), occurredOn, refersTo: transferId });
  }
  return { usedAmount: used.toFixed(2) };
}

/** What an input says was used; all that was sent where it says nothing. */
function usedOf({ used }: MovePayoutInput, { amount }: PayoutRow): Decimal {
  if (used == null) return new Decimal(amount);
  if (used.lte(0) || used.decimalPlaces() > 2) throw badInput('input.used', 'must be above zero, with at most two decimals; RETURN is for money of which nothing was used.');
  if (used.gt(amount)) throw new Refused('MORE_THAN_PAID', 'input.used', 'More was used than was sent: see `amount`.');
  return used;
}

function use(em: EntityManager, found: PayoutRow, note: JournalNote, input: MovePayoutInput): Promise<Effect> {
  if (found.useBy !== null && note.occurredOn > found.useBy) throw new Refused('TERM_IS_OVER', 'input.occurredOn', `The money could be used until ${found.useBy}: the operator returns it.`);
  return settle(em, found, usedOf(input, found), note);
}

function refuse(reason: MovePayoutInput['reason']): Effect {
  if (reason == null) throw badInput('input.reason', 'must be given for REFUSE.');
  return { reason };
}

/** What each step does besides changing the state. */
const EFFECTS: Readonly<Record<PayoutMove, (em: EntityManager, found: PayoutRow, note: JournalNote, input: MovePayoutInput) => Effect | Promise<Effect>>> = {
  CHECK: (_em, _found, { occurredOn }) => ({ payBy: termEnds('TRANSFER', occurredOn) }),
  REFUSE: (_em, _found, _note, { reason }) => refuse(reason),
  PAY: pay,
  USE: use,
  RETURN: (em, found, note) => settle(em, found, new Decimal(0), note),
};

/** A journal goes forward; but what was reported wrongly of a use or return, and taken back, is reported anew as of its day. */
async function requireOrder(em: EntityManager, { id }: PayoutRow, { occurredOn }: JournalNote): Promise<void> {
  const later = await em.execute<unknown[]>(`select 1 from payout_event where payout_id = ? and occurred_on > ? and action not in ('USE', 'RETURN', 'REOPEN') limit 1`, [id, occurredOn]);
  if (later.length > 0) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The step must not lie before the one that it follows.');
}

/** Takes a step of an application, with the transfer that belongs to it. */
export function movePayout(context: SubgraphContext, rule: MutationRule, input: MovePayoutInput): Promise<SavingsPayoutOutcome> {
  return answerWithPayout(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const found = await lockPayout(em, input.payout);
    requireVersion(input.expectedVersion, found.version);
    const to = nextState(found.state, input.move);
    if (input.move !== 'REFUSE' && input.reason != null) throw badInput('input.reason', 'is for REFUSE alone.');
    if (input.move !== 'USE' && input.used != null) throw badInput('input.used', 'is for USE alone.');
    await requireOrder(em, found, note);
    const effect = await EFFECTS[input.move](em, found, note, input);
    await changePayout(em, found, { action: input.move, to, ...effect }, note);
    return { reference: { payout: found.id }, subjects: [found.iin, ...(found.representativeIin === null ? [] : [found.representativeIin])] };
  });
}
