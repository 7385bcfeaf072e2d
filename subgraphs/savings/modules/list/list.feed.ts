import type { EntityManager } from '@mikro-orm/postgresql';
import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor, TypeFor } from '../../../shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';

type Handler<Type extends TypeFor<typeof LIFE_EVENTS, 'savings'>> = Apply<DataFor<typeof LIFE_EVENTS, 'savings', Type>>;

/** The periods of Kazakhstan's citizenship among those of an event, as a multirange. */
const CITIZENSHIP = `coalesce((select range_agg(daterange(c."from", c."to"))
  from jsonb_to_recordset(e.citizenships) as c(country text, "from" date, "to" date) where c.country = 'KZ'), '{}')`;

const run = async (em: EntityManager, sql: string, rows: readonly object[]): Promise<void> => void (await em.execute(sql, [JSON.stringify(rows)]));

/** Where something about a child is another than before: the day on which it was received, and the moment at which it is told here. */
const noted = (child: string, isOther: string, receivedOn: string): string =>
  `changed_on = case when ${isOther} then ${receivedOn} else ${child}.changed_on end, told_at = case when ${isOther} then clock_timestamp() else ${child}.told_at end`;

/** A child enters the list; told again, it keeps the day on which the fund heard of it first, and gets that on which something about it was another than before. */
export const applyBirths: Handler<'BIRTH'> = (em, events) =>
  run(em, `insert into listed_child (iin, birth_date, citizenship, received_on, told_at)
      select iin, "birthDate", ${CITIZENSHIP}, "receivedOn", clock_timestamp()
        from jsonb_to_recordset(?::jsonb) as e(iin text, "birthDate" date, citizenships jsonb, "receivedOn" date)
      on conflict (iin) do update set birth_date = excluded.birth_date, citizenship = excluded.citizenship,
        ${noted('listed_child', '(listed_child.birth_date, listed_child.citizenship) is distinct from (excluded.birth_date, excluded.citizenship)', 'excluded.received_on')}`,
    events.map(({ data, receivedOn }) => ({ ...data, receivedOn })));

/** Somebody who is not on the list is an adult: nothing to the fund. */
export const applyCitizenships: Handler<'CITIZENSHIP'> = (em, events) =>
  run(em, `update listed_child l set citizenship = ${CITIZENSHIP}, ${noted('l', `l.citizenship is distinct from ${CITIZENSHIP}`, 'e."receivedOn"')}
      from jsonb_to_recordset(?::jsonb) as e(iin text, citizenships jsonb, "receivedOn" date) where l.iin = e.iin`, events.map(({ data, receivedOn }) => ({ ...data, receivedOn })));

export const applyDeaths: Handler<'DEATH'> = (em, events) =>
  run(em, `update listed_child l set died_on = e."diedOn", ${noted('l', 'l.died_on is distinct from e."diedOn"', 'e."receivedOn"')}
      from jsonb_to_recordset(?::jsonb) as e(iin text, "diedOn" date, "receivedOn" date) where l.iin = e.iin`, events.map(({ data, receivedOn }) => ({ ...data, receivedOn })));
