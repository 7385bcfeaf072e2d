import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Handlers, ReceivedEvent } from '../../../shared/feeds/consume.js';
import { IDENTIFICATION_ANSWERS, type IDENTIFICATIONS } from '../../../shared/feeds/contracts/identifications.js';
import { publish } from '../../../shared/feeds/publish.js';
import { addIdentifications, endIdentifications } from './identification.repository.js';

/** What stands in the table now stands nowhere else: a key that is of no more use is to be gone. */
const empty = (em: EntityManager, events: readonly ReceivedEvent<unknown>[]): Promise<unknown> =>
  em.execute(`update inbox set data = '{}', subjects = '{}' where event_id = any (?::uuid[])`, [textArray(events.map(({ id }) => id))]);

export const tellAnswered = (em: EntityManager, request: string, today: CivilDate): Promise<string> =>
  publish(em, IDENTIFICATION_ANSWERS, { type: 'IDENTIFICATION_ANSWERED', subjects: [], occurredOn: today, data: { request } });

export const appliesIdentifications: Handlers<typeof IDENTIFICATIONS, 'registry'> = {
  IDENTIFICATION_APPROVED: async (em, events) => {
    await addIdentifications(em, events.map(({ data }) => data));
    await empty(em, events);
  },
  IDENTIFICATION_ENDED: async (em, events) => {
    const [first] = events;
    if (first === undefined) return;
    const early = await endIdentifications(em, events.map(({ data }) => data.request));
    for (const request of early) await tellAnswered(em, request, first.receivedOn);
  },
};
