import type { EntityManager } from '@mikro-orm/postgresql';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { holdAccount, makeTransfer, standsOn, askedFor } from '../payout/money.repository.js';
import { changePayout, lockPayoutSentBy } from '../payout/payout-state.repository.js';

interface Settlement {
  readonly id: string;
  readonly kind: 'PAID' | 'RETURN';
  readonly debit: string;
  readonly credit: string;
  readonly amount: string;
}

/** What an operator reported of a sum, and nobody has taken back. */
const settlementsOf = (em: EntityManager, transferId: string): Promise<Settlement[]> =>
  em.execute<Settlement[]>(`select s.id::text, s.kind, s.debit_account::text as debit, s.credit_account::text as credit, s.amount::text from transfer s
    where s.refers_to = ? and s.kind in ('PAID', 'RETURN') and not exists (select 1 from transfer r where r.refers_to = s.id and r.kind = 'REVERSAL') order by s.id`, [transferId]);

/** Takes back that a sum was used or returned: the operator has it again, and reports anew by the same last day. */
export async function reopenPayout(em: EntityManager, transferId: string, note: JournalNote): Promise<void> {
  const payout = await lockPayoutSentBy(em, transferId);
  const settlements = payout === null ? [] : await settlementsOf(em, transferId);
  if (payout === null || settlements.length === 0) throw new Refused('NOT_IN_THIS_STATE', 'input.id', 'No operator has reported that the money was used or returned: there is nothing to take back.');
  const account = await holdAccount(em, payout.iin);
  for (const { id, kind, debit, credit, amount } of settlements) {
    const isThere = kind === 'PAID' || (account !== null && (await standsOn(em, payout.iin, account)).minus(await askedFor(em, account)).gte(amount));
    if (!isThere) throw new Refused('MORE_THAN_BALANCE', 'input.id', 'What was returned is not on the account any more, or another application asks for it.');
    await makeTransfer(em, { iin: payout.iin, kind: 'REVERSAL', debit: credit, credit: debit, amount, occurredOn: note.occurredOn, refersTo: id });
  }
  await changePayout(em, payout, { action: 'REOPEN', to: 'PAID' }, note);
}
