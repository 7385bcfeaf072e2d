import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';

/** A child may be placed from here on; told again, because an adoption moved the birth date, that changes with it. */
export const applyBirths: Apply<DataFor<typeof LIFE_EVENTS, 'foster-families', 'BIRTH'>> = async (em, events) => {
  await em.execute(
    `insert into known_child (iin, birth_date) select iin, "birthDate" from jsonb_to_recordset(?::jsonb) as e(iin text, "birthDate" date)
     on conflict (iin) do update set birth_date = excluded.birth_date`,
    [JSON.stringify(events.map(({ data }) => data))],
  );
};

/** Somebody who is not known here is an adult. */
export const keepDeaths = async (em: EntityManager, deaths: readonly { readonly iin: string; readonly diedOn: CivilDate }[]): Promise<void> =>
  void (await em.execute(`update known_child c set died_on = e."diedOn" from jsonb_to_recordset(?::jsonb) as e(iin text, "diedOn" date) where c.iin = e.iin`, [JSON.stringify(deaths)]));
