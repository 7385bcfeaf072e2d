import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { termEnds } from '../../rules/terms.js';
import { isSame, officialOf, type Official } from '../access/official.js';
import { leastSince, makeTransfer, standsOn } from './money.repository.js';
import { isAuthorised } from './operator.repository.js';
import { PAID_OUT, TRANSIT } from './own-accounts.js';
import { payableAccount } from './payable.js';
import { answerWithPayout, type SavingsPayoutOutcome } from './payout-outcome.type.js';
import { changePayout, lockPayout, type PayoutChange } from './payout-state.repository.js';
import { nextState } from './payout-transitions.js';
import type { MovePayoutInput, PayoutMove } from './payout.input.type.js';
import { ofPayout, type PayoutRow } from './payout.repository.js';

type Effect = Omit<PayoutChange, 'action' | 'to'>;

const FIELDS = { person: 'input.payout', day: 'input.occurredOn' } as const;

/** Papers in order, of somebody who may still be paid. A colleague may check again what was checked: the last day for the payment stays. */
async function check(em: EntityManager, { iin, payBy }: PayoutRow, { occurredOn }: JournalNote, by: Official): Promise<Effect> {
  await payableAccount(em, iin, occurredOn, FIELDS);
  return { payBy: payBy ?? termEnds('TRANSFER', occurredOn), checkedBy: by };
}

/** Sends the money. The account's row is held, and the ledger refuses to take more than it has. */
async function pay(em: EntityManager, found: PayoutRow, { occurredOn }: JournalNote, by: Official): Promise<Effect> {
  const { iin, amount, operatorBin } = found;
  if (isSame(by, { preparedAccount: found.checkedAccount, preparedIin: found.checkedIin })) throw new Refused('SAME_PERSON', 'input.move', 'Somebody else than the official who checked the application must pay it; or a colleague checks it, too.');
  if (!(await isAuthorised(em, operatorBin, occurredOn))) throw new Refused('OPERATOR_NOT_AUTHORISED', 'input.occurredOn', 'The operator of the application has no contract with ЕНПФ on that day: the application is refused, and the person applies through another one.');
  const account = await payableAccount(em, iin, occurredOn, FIELDS);
  if ((await standsOn(em, iin, account)).lt(amount)) throw new Refused('MORE_THAN_BALANCE', 'input.payout', 'The account has less than what was applied for: something was taken back since.');
  if ((await leastSince(em, iin, account, occurredOn)).lt(amount)) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'On that day, or one since, the account had less than this: the payment is of a later day.');
  const transferId = await makeTransfer(em, { iin, kind: 'PAYOUT', debit: account.accountId, credit: TRANSIT, amount, occurredOn });
  return { transferId, useBy: termEnds('USE', occurredOn), paidBy: by };
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

function refuse(reason: MovePayoutInput['reason']): Effect {
  if (reason == null) throw badInput('input.reason', 'must be given for REFUSE.');
  return { reason };
}

/** What a step goes by. */
interface Step {
  readonly note: JournalNote;
  readonly input: MovePayoutInput;
  readonly by: Official;
}

/** What each step does besides changing the state. The payment is two people's: who checks, and who pays. */
const EFFECTS: Readonly<Record<PayoutMove, (em: EntityManager, found: PayoutRow, step: Step) => Effect | Promise<Effect>>> = {
  CHECK: (em, found, { note, by }) => check(em, found, note, by),
  REFUSE: (_em, _found, { input }) => refuse(input.reason),
  PAY: (em, found, { note, by }) => pay(em, found, note, by),
  USE: (em, found, { note, input }) => settle(em, found, usedOf(input, found), note),
  RETURN: (em, found, { note }) => settle(em, found, new Decimal(0), note),
};

/** A journal goes forward; but what was reported wrongly of a use or return, and taken back, is reported anew as of its day. */
async function requireOrder(em: EntityManager, { id }: PayoutRow, { occurredOn }: JournalNote): Promise<void> {
  const later = await em.execute<unknown[]>(`select 1 from payout_event where payout_id = ? and occurred_on > ? and action not in ('USE', 'RETURN', 'REOPEN') limit 1`, [id, occurredOn]);
  if (later.length > 0) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The step must not lie before the one that it follows.');
}

/** Takes a step of an application, with the transfer that belongs to it. */
export function movePayout(context: SubgraphContext, rule: MutationRule, input: MovePayoutInput): Promise<SavingsPayoutOutcome> {
  const by = officialOf(context);
  return answerWithPayout(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const found = await lockPayout(em, input.payout);
    requireVersion(input.expectedVersion, found.version);
    const to = nextState(found.state, input.move);
    if (input.move !== 'REFUSE' && input.reason != null) throw badInput('input.reason', 'is for REFUSE alone.');
    if (input.move !== 'USE' && input.used != null) throw badInput('input.used', 'is for USE alone.');
    await requireOrder(em, found, note);
    const effect = await EFFECTS[input.move](em, found, { note, input, by });
    await changePayout(em, found, { action: input.move, to, ...effect }, note);
    return { reference: { payout: found.id }, subjects: ofPayout(found) };
  });
}
