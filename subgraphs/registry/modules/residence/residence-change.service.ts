import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { publish } from '../../../shared/feeds/publish.js';
import { residenceIn } from '../history/event-data.js';
import type { ResidenceFact } from '../history/tables.js';
import { setFrom } from '../history/timeline.js';
import type { Change, Concerned } from '../registration/register-change.js';
import { homeOf } from './home.js';
import { isShielded, readResidences, writeResidences } from './residence-history.js';
import type { RegisterResidenceInput } from './residence-change.input.type.js';

const WORDS = {
  nothingToEnd: 'On that day the person must have a residence in the country.',
  alreadySo: 'On that day the person must not be registered at that address already.',
};

/** Whether somebody lives somewhere already is not said while a placement is shielded: a home could be guessed. Registered again, it is. */
const neverSaid = (): boolean => false;

const sameHome = (a: ResidenceFact, b: ResidenceFact): boolean => a.districtKato === b.districtKato && a.address === b.address;

/** A move, an arrival or a departure, whenever it arrives: it holds from its day to the next change on record. */
export async function registerResidence({ em, viewer, person, today, occurredOn, act }: Change, { home }: RegisterResidenceInput): Promise<Concerned> {
  const { iin } = person;
  const is = home == null ? null : await homeOf(em, viewer, 'input.home', home);
  const before = await readResidences(em, iin);
  const same = (await isShielded(em, iin, today)) ? neverSaid : sameHome;
  const after = setFrom(before, { day: occurredOn, is, act, end: person.diedOn }, same, WORDS);
  await writeResidences(em, viewer, iin, before, after);
  await publish(em, LIFE_EVENTS, { type: 'RESIDENCE', subjects: [iin], occurredOn, data: { iin, residence: residenceIn(after) } });
  return { subjects: [iin] };
}
