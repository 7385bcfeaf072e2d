import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { publish } from '../../../shared/feeds/publish.js';
import { citizenshipsIn } from '../history/event-data.js';
import { inOrder } from '../history/fact.js';
import { readFacts, writeFacts } from '../history/fact-table.js';
import { CITIZENSHIP } from '../history/tables.js';
import { setFrom } from '../history/timeline.js';
import type { Change, Concerned } from '../registration/register-change.js';
import type { RegistrationKind } from '../registration/registration-kind.type.js';
import type { ChangeCitizenshipInput, CitizenshipChange } from './citizenship-change.input.type.js';
import { countryCode } from './country.js';

export const KIND_OF_CHANGE: Readonly<Record<CitizenshipChange, RegistrationKind>> = {
  ACQUIRED: 'CITIZENSHIP_ACQUIRED',
  NATURALISED: 'NATURALISATION',
  LOST: 'CITIZENSHIP_LOST',
  RENOUNCED: 'CITIZENSHIP_RENOUNCED',
};

const WORDS = {
  nothingToEnd: 'On that day the person must be a citizen of that country.',
  alreadySo: 'On that day the person must not be a citizen of that country yet.',
};

/** Each country's citizenship is a matter of its own: whether another one ends with it is that country's decision. */
export async function changeCitizenship({ em, person, occurredOn, act }: Change, { change, country: given }: ChangeCitizenshipInput): Promise<Concerned> {
  const country = countryCode('input.country', given);
  const all = await readFacts(em, CITIZENSHIP, person.iin);
  const gained = change === 'ACQUIRED' || change === 'NATURALISED';
  const event = { day: occurredOn, is: gained ? { country } : null, act, end: person.diedOn };
  const own = setFrom(all.filter(({ is }) => is.country === country), event, () => true, WORDS);
  const after = inOrder([...all.filter(({ is }) => is.country !== country), ...own]);
  await writeFacts(em, CITIZENSHIP, person.iin, all, after);
  await publish(em, LIFE_EVENTS, { type: 'CITIZENSHIP', subjects: [person.iin], occurredOn, data: { iin: person.iin, citizenships: citizenshipsIn(after) } });
  return { subjects: [person.iin] };
}
