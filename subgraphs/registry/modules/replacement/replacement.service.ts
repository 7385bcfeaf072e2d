import { badInput } from '../../../shared/errors.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { publish } from '../../../shared/feeds/publish.js';
import { replaceIin } from '../../../shared/feeds/replaced.js';
import { iins } from '../feeds/iins.js';
import { nationwide } from '../history/nation.js';
import { forgetIdentified } from '../identification/identification.repository.js';
import { giveIin } from '../person/iin.js';
import type { Change, Concerned } from '../registration/register-change.js';
import type { ReplaceIinInput } from './replacement.input.type.js';

/**
 * Gives a person another IIN: everything the register has about them follows, the ledger and the keys of earlier requests
 * included, and the other programmes are told. The link stands where nothing reads it (Code on Marriage and Family, 102): the
 * register can only ask whether an IIN was ever replaced.
 */
export async function giveAnotherIin({ em, person, occurredOn, act }: Change, { newIin, basis }: ReplaceIinInput): Promise<Concerned> {
  const { iin: oldIin } = person;
  if (newIin === oldIin) throw badInput('input.newIin', 'must be another IIN than the one that the person has.');
  await giveIin(em, newIin, 'input.newIin', () => replaceIin(em, iins, { oldIin, newIin }, { outbox: false }));
  await nationwide(em, () => forgetIdentified(em, oldIin));
  await em.execute('insert into iin_replacement (old_iin, new_iin, basis, registration) values (?, ?, ?, ?)', [oldIin, newIin, basis, act.id]);
  await publish(em, LIFE_EVENTS, { type: 'IIN_REPLACED', subjects: [oldIin, newIin], occurredOn, data: { oldIin, newIin } });
  return { subjects: [newIin], retired: [oldIin] };
}
