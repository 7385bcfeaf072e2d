import { textArray } from '../../../shared/database/text-array.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import { IDENTIFICATIONS } from '../../../shared/feeds/contracts/identifications.js';
import { noteAnswered } from './identification.repository.js';

const EMPTY = `update outbox set data = '{}', subjects = '{}' where feed = ? and type = 'IDENTIFICATION_APPROVED' and data ->> 'request' = any (?::text[])`;

/** The handler of IDENTIFICATION_ANSWERED: the key that registry was sent is of no more use, and goes. */
export const appliesAnswers: Apply<{ readonly request: string }> = async (em, events) => {
  const requests = events.map(({ data }) => data.request);
  await noteAnswered(em, requests);
  await em.execute(EMPTY, [IDENTIFICATIONS.name, textArray(requests)]);
};
