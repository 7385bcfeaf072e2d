import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import { nationwide } from '../../../shared/access/nationwide.js';
import { onRegister } from '../access/register.service.js';
import type { KnownChild } from '../child/known-child.repository.js';
import type { AfterCareClosing, AfterCareHousing, AfterCareOccupation } from './after-care-codes.type.js';

/** A follow-up of somebody who has left care. */
export interface ContactRow {
  readonly placement: string;
  readonly contactedOn: CivilDate;
  readonly reached: boolean;
  readonly housing: AfterCareHousing | null;
  readonly occupation: AfterCareOccupation | null;
  readonly closing: AfterCareClosing | null;
  readonly source: string;
  readonly organisation: string | null;
}

export const CONTACT = `select placement_id::text as placement, contacted_on as "contactedOn", reached, housing, occupation, closing, source, organisation from after_care_contact`;

/** The follow-ups of those who left care by placements, oldest first. */
export const contactsOf = definePathLoader<string, ContactRow[]>(onRegister, async (em, placements) =>
  groupByKey(placements, await em.execute<ContactRow[]>(`${CONTACT} where placement_id in (?) order by contacted_on, id`, [[...placements]]), ({ placement }) => placement));

/** What the civil registry has told of people whose placements are in sight; wherever they live. */
export const knownOf = definePathLoader<string, KnownChild | null>(onRegister, (em, iins) =>
  nationwide(em, async () =>
    alignByKey(iins, await em.execute<KnownChild[]>('select iin, birth_date as "birthDate", died_on as "diedOn" from known_child where iin in (?)', [[...iins]]), ({ iin }) => iin)));
