import type { EntityManager } from '@mikro-orm/postgresql';
import { latest } from '../../../shared/calendar.js';
import { birthdayAt } from '../../../shared/dated.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, unknownPerson } from '../../../shared/mutation/refusal.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { MAJORITY } from '../../rules/list.js';
import { unclaimedOn } from '../../rules/projection.js';
import { onRegister } from '../access/register.service.js';
import { savingsByRegister } from '../savings/savings.opening.js';
import { ChildSavings } from '../savings/savings.type.js';
import { holdAccount, holdClaim, isUnderWay, lifeOf, makeTransfer, standsOn, type HeldAccount } from './money.repository.js';
import { HEIRS, PENSION } from './own-accounts.js';
import type { SettleSavingsInput } from './payout.input.type.js';

export const SettledSavings = outcomeType('SettledSavingsOutcome', ChildSavings);
export type SettledSavings = typeof SettledSavings;

type Life = NonNullable<Awaited<ReturnType<typeof lifeOf>>>;

/** Where everything goes that stands on an account, and when. */
interface Destination {
  readonly kind: 'PENSION' | 'HEIRS';
  readonly credit: string;
  /** The first day on which it goes there. Refuses where it never does. */
  readonly dueOn: (life: Life) => string;
  readonly from: (em: EntityManager, iin: string) => Promise<HeldAccount | null>;
}

const TO_PENSION: Destination = {
  kind: 'PENSION',
  credit: PENSION,
  dueOn: ({ birthDate, diedOn }) => {
    if (diedOn !== null) throw new Refused('AFTER_DEATH', 'input.iin', 'The person has died: what is left is due to the heirs.');
    return unclaimedOn(birthDate);
  },
  from: holdAccount,
};

/** What heirs get is due when the child would have turned 18, or at the death where that is later. The procedure is not confirmed by an act. */
const TO_HEIRS: Destination = {
  kind: 'HEIRS',
  credit: HEIRS,
  dueOn: ({ birthDate, diedOn }) => {
    if (diedOn === null) throw new Refused('NOT_ON_RECORD', 'input.iin', 'The list has no death of this person: the civil registry tells of it.');
    return latest(birthdayAt(birthDate, MAJORITY), diedOn);
  },
  from: async (em, iin) => (await holdAccount(em, iin)) ?? holdClaim(em, iin),
};

/** Nothing goes while an application is under way: its money might come back. */
async function settled(em: EntityManager, iin: string, { kind, credit, dueOn, from }: Destination, { occurredOn }: JournalNote): Promise<string> {
  const life = await lifeOf(em, iin);
  if (life === null) throw unknownPerson('input.iin');
  const due = dueOn(life);
  if (occurredOn < due) throw new Refused('NOT_PAYABLE_YET', 'input.occurredOn', `It goes there from ${due} on.`);
  const account = await from(em, iin);
  if (account === null) throw new Refused('NO_SAVINGS_ACCOUNT', 'input.iin', 'There is no claim or account that lasts.');
  if (await isUnderWay(em, iin)) throw new Refused('PAYOUT_UNDER_WAY', 'input.iin', 'An application is under way: it is refused, used or returned first.');
  const amount = await standsOn(em, iin, account);
  if (amount.lte(0)) throw new Refused('MORE_THAN_BALANCE', 'input.iin', 'Nothing is left.');
  const transfer = await makeTransfer(em, { iin, kind, debit: account.accountId, credit, amount: amount.toFixed(2), occurredOn });
  if (account.kind === 'CLAIM') await em.execute(`update savings_claim set closed_on = ?, closing_reason = 'HEIRS' where id = ?`, [occurredOn, account.id]);
  return transfer;
}

async function settle(context: SubgraphContext, rule: MutationRule, input: SettleSavingsInput, destination: Destination): Promise<SettledSavings> {
  const done = await mutate(context, rule, input, async (em, viewer) => {
    const transfer = await settled(em, input.iin, destination, noteOf(input, context, viewer));
    return { reference: { transfer }, subjects: [input.iin] };
  });
  if (done instanceof Refusal) return done;
  // The key may have been replaced since the first answer.
  const [row] = await onRegister(context, (em) => em.execute<{ iin: string }[]>('select iin from transfer where id = ?', [done.transfer]));
  if (row === undefined) throw withheld('OUT_OF_VIEW');
  return savingsByRegister(row.iin, context);
}

/** Unclaimed for ten years after the 18th birthday: all of it goes to the person's pension account. */
export const moveUnclaimedSavings = (context: SubgraphContext, rule: MutationRule, input: SettleSavingsInput): Promise<SettledSavings> => settle(context, rule, input, TO_PENSION);

/** After a death all of it goes to the heirs. */
export const paySavingsToHeirs = (context: SubgraphContext, rule: MutationRule, input: SettleSavingsInput): Promise<SettledSavings> => settle(context, rule, input, TO_HEIRS);
