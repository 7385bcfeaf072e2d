import type { EntityManager } from '@mikro-orm/postgresql';
import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { birthdayAt } from '../../../shared/dated.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused, unknownPerson } from '../../../shared/mutation/refusal.js';
import { MAJORITY } from '../../rules/list.js';
import { unclaimedOn } from '../../rules/projection.js';
import { isSame, type Official } from '../access/official.js';
import type { ListedPerson } from '../accrual-run/credit-year.js';
import { holdAccount, holdClaim, isUnderWay, listedPerson, makeTransfer, standsOn, type HeldAccount } from '../payout/money.repository.js';
import { HEIRS, PENSION } from '../payout/own-accounts.js';
import { requireCitizen, requireRightlyCounted } from '../payout/payable.js';
import type { SavingsDestination } from './settlement-codes.type.js';
import type { PrepareSavingsSettlementInput } from './settlement.input.type.js';
import { endSettlement, insertSettlement, SETTLEMENTS, type SettlementRow } from './settlement.repository.js';

/** Where everything goes that stands on an account, and when. */
interface Destination {
  readonly credit: string;
  /** The first day on which it goes there. Refuses where it does not on a day. */
  readonly dueOn: (person: ListedPerson, on: CivilDate, field: string) => CivilDate;
  readonly from: (em: EntityManager, iin: string) => Promise<HeldAccount | null>;
}

const DESTINATIONS: Readonly<Record<SavingsDestination, Destination>> = {
  PENSION: {
    credit: PENSION,
    dueOn: (person, on, field) => {
      if (person.diedOn !== null) throw new Refused('AFTER_DEATH', field, 'The person has died: what is left is due to the heirs.');
      requireCitizen(person, on, field);
      return unclaimedOn(person.birthDate);
    },
    from: holdAccount,
  },
  // What heirs get is due when the child would have turned 18, or at the death where that is later. The procedure is not confirmed by an act.
  HEIRS: {
    credit: HEIRS,
    dueOn: ({ birthDate, diedOn }, _on, field) => {
      if (diedOn === null) throw new Refused('NOT_ON_RECORD', field, 'The list has no death of this person: the civil registry tells of it.');
      return latest(birthdayAt(birthDate, MAJORITY), diedOn);
    },
    from: async (em, iin) => (await holdAccount(em, iin)) ?? holdClaim(em, iin),
  },
};

interface Settleable {
  readonly account: HeldAccount;
  readonly amount: string;
}

/** The account, held, and all that stands on it and goes to a destination on a day. Nothing goes while an application is under way: its money might come back. */
async function settleable(em: EntityManager, iin: string, destination: SavingsDestination, on: CivilDate, field: string): Promise<Settleable> {
  const { dueOn, from } = DESTINATIONS[destination];
  const person = await listedPerson(em, iin);
  if (person === null) throw unknownPerson(field);
  const due = dueOn(person, on, field);
  if (on < due) throw new Refused('NOT_PAYABLE_YET', field, `It goes there from ${due} on.`);
  const account = await from(em, iin);
  if (account === null) throw new Refused('NO_SAVINGS_ACCOUNT', field, 'There is no claim or account that lasts.');
  if (await isUnderWay(em, iin)) throw new Refused('PAYOUT_UNDER_WAY', field, 'An application is under way: it is refused, used or returned first.');
  await requireRightlyCounted(em, iin, person, field);
  const amount = await standsOn(em, iin, account);
  if (amount.lte(0)) throw new Refused('MORE_THAN_BALANCE', field, 'Nothing is left.');
  return { account, amount: amount.toFixed(2) };
}

/** Puts a settlement down for a second official, where it could be released today; its internal key. Nothing is booked. */
export async function prepareSettlement(em: EntityManager, { iin, destination }: PrepareSavingsSettlementInput, note: JournalNote, today: CivilDate, by: Official): Promise<string> {
  await settleable(em, iin, destination, today, 'input.iin');
  const id = await insertSettlement(em, iin, destination, note, by);
  if (id === null) throw new Refused('ALREADY_RECORDED', 'input.iin', 'A settlement of these savings waits: it is released or withdrawn first.');
  return id;
}

/** Moves the money of a settlement that a colleague has prepared, on the day of the release: nothing goes back behind what happened to the account since. */
export async function releaseSettlement(em: EntityManager, publicId: string, today: CivilDate, by: Official): Promise<SettlementRow> {
  const settlement = await SETTLEMENTS.lockWaiting(em, publicId);
  if (isSame(by, settlement)) throw new Refused('SAME_PERSON', 'input.id', 'Somebody else than the official who prepared the settlement must release it.');
  const { iin, destination } = settlement;
  const { account, amount } = await settleable(em, iin, destination, today, 'input.id');
  const transfer = await makeTransfer(em, { iin, kind: destination, debit: account.accountId, credit: DESTINATIONS[destination].credit, amount, occurredOn: today });
  if (account.kind === 'CLAIM') await em.execute(`update savings_claim set closed_on = ?, closing_reason = 'HEIRS' where id = ?`, [today, account.id]);
  await endSettlement(em, settlement, transfer, by);
  return settlement;
}
