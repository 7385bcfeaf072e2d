import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { holdFamilies } from '../entitlement/refresh-family.js';
import { tellChanges, toldOf, type Told } from '../feeds/told.js';
import { lockChildren } from './known-child.repository.js';

type Birth = DataFor<typeof LIFE_EVENTS, 'foster-families', 'BIRTH'>;

const KEEP = `
  insert into known_child (iin, birth_date) select iin, "birthDate" from jsonb_to_recordset(?::jsonb) as e(iin text, "birthDate" date) order by iin
  on conflict (iin) do update set birth_date = excluded.birth_date`;

/** Children who were ever placed, and of whom another birth date was told before. */
const MOVED = `
  select c.iin from known_child c join jsonb_to_recordset(?::jsonb) as e(iin text, "birthDate" date) on e.iin = c.iin
   where c.birth_date <> e."birthDate" and exists (select 1 from placement p where p.iin = c.iin)`;

/**
 * A child may be placed from here on. Told again with another birth date, that changes: birthdays have moved, so who represents the child
 * until when, and what is due, is told anew.
 */
export const applyBirths: Apply<Birth> = async (em, births) => {
  const kept = JSON.stringify(births.map(({ data }) => data));
  const moved = (await em.execute<{ iin: string }[]>(MOVED, [kept])).map(({ iin }) => iin);
  const children = await lockChildren(em, moved);
  const before = new Map<string, Told>();
  for (const child of children) before.set(child.iin, await toldOf(em, child));
  await em.execute(KEEP, [kept]);
  await holdFamilies(em, moved);
  for (const child of children) {
    const [birth, told] = [births.find(({ data }) => data.iin === child.iin), before.get(child.iin)];
    if (birth !== undefined && told !== undefined) await tellChanges(em, { child: { ...child, birthDate: birth.data.birthDate }, occurredOn: birth.occurredOn, today: birth.receivedOn }, told);
  }
};

/** Somebody who is not known here is an adult. */
export const keepDeaths = async (em: EntityManager, deaths: readonly { readonly iin: string; readonly diedOn: CivilDate }[]): Promise<void> =>
  void (await em.execute(`update known_child c set died_on = e."diedOn" from jsonb_to_recordset(?::jsonb) as e(iin text, "diedOn" date) where c.iin = e.iin`, [JSON.stringify(deaths)]));
