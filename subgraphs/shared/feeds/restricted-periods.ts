import { textArray } from '../database/text-array.js';
import type { Apply } from './consume.js';
import type { EventData } from './contract.js';
import type { RESTRICTED } from './contracts/restricted.js';

/**
 * Keeps a table (`iin`, `valid_from`, `valid_to`, `source`) of the periods in which a child's place is withheld: what an event says
 * takes the place of what was there.
 */
export const restrictedPeriods = (table: string): Apply<EventData<typeof RESTRICTED, 'RESTRICTION'>> => async (em, events) => {
  await em.execute(`delete from ${table} where iin = any (?::text[])`, [textArray(events.map(({ data }) => data.iin))]);
  await em.execute(
    `insert into ${table} (iin, valid_from, valid_to, source)
     select iin, "from", "to", 'foster-families' from jsonb_to_recordset(?::jsonb) as p(iin text, "from" date, "to" date)`,
    [JSON.stringify(events.flatMap(({ data: { iin, periods } }) => periods.map((period) => ({ iin, ...period }))))],
  );
};
