import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused, unknownPerson } from '../../../shared/mutation/refusal.js';
import { anyHolds } from '../../../shared/periods.js';
import type { ListedPerson } from '../accrual-run/credit-year.js';
import { payableFrom } from '../../rules/claims.js';
import { wronglyCounted } from '../../rules/wrongly-counted.js';
import { holdAccount, listedPerson, yearsOnBooks, type HeldAccount } from './money.repository.js';

/** Input fields that say who and when. */
export interface PayableFields {
  readonly person: string;
  readonly day: string;
}

/** Of whom the list has another birth, death or citizenship by now than when they were credited, nobody is paid before officials have corrected it. */
export async function requireRightlyCounted(em: EntityManager, iin: string, person: ListedPerson, field: string): Promise<void> {
  const years = await yearsOnBooks(em, iin);
  const wrong = wronglyCounted(person, years, new Set(years.filter(({ stands }) => stands).map(({ year }) => year)));
  if (wrong.length > 0) throw new Refused('WRONGLY_COUNTED', field, `By the list as it is now these reporting years should not have been credited: ${wrong.join(', ')}. A correction of them comes first.`);
}

/** Only citizens are paid: what becomes of the savings of whoever is none any more no act at hand says. */
export function requireCitizen({ citizenship }: ListedPerson, on: string, field: string): void {
  if (!anyHolds(citizenship, on)) throw new Refused('NOT_A_CITIZEN', field, 'The list has the person as no citizen of Kazakhstan on that day.');
}

/** The account, held, from which a citizen of age who lives may be paid on a day. */
export async function payableAccount(em: EntityManager, iin: string, on: string, fields: PayableFields): Promise<HeldAccount> {
  const person = await listedPerson(em, iin);
  if (person === null) throw unknownPerson(fields.person);
  if (person.diedOn !== null && person.diedOn <= on) throw new Refused('AFTER_DEATH', fields.day, 'The person has died: what is left is due to the heirs.');
  requireCitizen(person, on, fields.day);
  const account = await holdAccount(em, iin);
  if (account === null) throw new Refused('NO_SAVINGS_ACCOUNT', fields.person, 'No savings account was opened: that is done by 1 February of the year in which the person turns 18.');
  const from = payableFrom(person.birthDate, account.openedOn);
  if (on < from) throw new Refused('NOT_PAYABLE_YET', fields.day, `One may apply from ${from}: the 18th birthday or the opening of the account, whichever is later.`);
  await requireRightlyCounted(em, iin, person, fields.person);
  return account;
}
