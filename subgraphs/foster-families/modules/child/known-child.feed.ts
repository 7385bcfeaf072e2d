import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import { birthdayAt } from '../../../shared/dated.js';
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
  await moveMajority(em, events.map(({ data }) => data.iin));
};

/** Records in the databank end when the child comes of age, with the birth date as it is now. */
async function moveMajority(em: EntityManager, iins: readonly string[]): Promise<void> {
  const rows = await em.execute<{ id: string; birthDate: CivilDate }[]>(
    'select n.id::text, c.birth_date as "birthDate" from care_need n join known_child c on c.iin = n.iin where n.iin = any (?::text[])', [textArray(iins)]);
  for (const { id, birthDate } of rows) await em.execute('update care_need set majority_on = ? where id = ? and majority_on <> ?', [birthdayAt(birthDate, 18), id, birthdayAt(birthDate, 18)]);
}

/** Somebody who is not known here is an adult. */
export const keepDeaths = async (em: EntityManager, deaths: readonly { readonly iin: string; readonly diedOn: CivilDate }[]): Promise<void> =>
  void (await em.execute(`update known_child c set died_on = e."diedOn" from jsonb_to_recordset(?::jsonb) as e(iin text, "diedOn" date) where c.iin = e.iin`, [JSON.stringify(deaths)]));
