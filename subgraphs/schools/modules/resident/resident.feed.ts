import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor, EventData, TypeFor } from '../../../shared/feeds/contract.js';
import type { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { takeFromRoll, withPlace } from '../transfer/take-from-roll.js';

type Guardianships = EventData<typeof GUARDIANSHIPS, 'GUARDIANSHIPS'>;
type Data<Type extends TypeFor<typeof LIFE_EVENTS, 'schools'>> = DataFor<typeof LIFE_EVENTS, 'schools', Type>;

const [REGISTRY, GUARDIANS] = ['Civil registry', 'Guardianship bodies'];

const TOLD = 'jsonb_to_recordset(?::jsonb) as t(iin text, person text, "from" date, "to" date)';

/** Somebody told of as acting for a child, or as not. */
interface Told {
  readonly iin: string;
  readonly person: string;
  readonly from: string;
  readonly to: string | null;
}

/** What an event says takes the place of what was there of these children. */
async function replaceParents(em: EntityManager, basis: 'PARENTAGE' | 'RIGHTS_REMOVED', children: readonly string[], told: readonly Told[]): Promise<void> {
  await em.execute('delete from child_parent where basis = ? and iin = any (?::text[])', [basis, textArray(children)]);
  await em.execute(
    `insert into child_parent (iin, person_iin, basis, valid_from, valid_to, source) select iin, person, ?, "from", "to", ? from ${TOLD}`, [basis, REGISTRY, JSON.stringify(told)]);
}

const parentsOf = ({ iin, parents }: Data<'PARENTAGE'>): Told[] => parents.map((parent) => ({ iin, person: parent.iin, from: parent.from, to: parent.to }));

const keepParents = (em: EntityManager, data: readonly Data<'PARENTAGE'>[]): Promise<void> =>
  replaceParents(em, 'PARENTAGE', data.map(({ iin }) => iin), data.flatMap(parentsOf));

/** A birth, registered or recorded anew. */
export const applyBirths: Apply<Data<'BIRTH'>> = async (em, events) => {
  const data = events.map((event) => event.data);
  await em.execute(
    `insert into resident_child (iin, birth_date, region_kato, district_kato, resident_since, source)
     select iin, "birthDate", residence ->> 'regionKato', residence ->> 'districtKato', (residence ->> 'from')::date, ?
       from jsonb_to_recordset(?::jsonb) as t(iin text, "birthDate" date, residence jsonb)
     on conflict (iin) do update set birth_date = excluded.birth_date, region_kato = excluded.region_kato, district_kato = excluded.district_kato, resident_since = excluded.resident_since, recorded_at = now()`,
    [REGISTRY, JSON.stringify(data)]);
  await keepParents(em, data);
};

/** Where a child is registered now; of anybody else nothing is kept. */
export const applyResidences: Apply<Data<'RESIDENCE'>> = async (em, events) => {
  await em.execute(
    `update resident_child r set region_kato = residence ->> 'regionKato', district_kato = residence ->> 'districtKato', resident_since = (residence ->> 'from')::date, recorded_at = now()
       from jsonb_to_recordset(?::jsonb) as t(iin text, residence jsonb) where r.iin = t.iin`,
    [JSON.stringify(events.map(({ data }) => data))]);
};

const ENDED_LATER = `
  update enrolment e set valid_to = greatest(e.valid_from, t."diedOn"), leave_reason = 'DEATH' from jsonb_to_recordset(?::jsonb) as t(iin text, "diedOn" date)
   where e.iin = t.iin and e.valid_to > t."diedOn"`;

/** A dead child asks for no school, and is on no roll, not on one that ended later either. */
export const applyDeaths: Apply<Data<'DEATH'>> = async (em, events) => {
  await em.execute(
    `update resident_child r set died_on = "diedOn", recorded_at = now() from jsonb_to_recordset(?::jsonb) as t(iin text, "diedOn" date) where r.iin = t.iin`,
    [JSON.stringify(events.map(({ data }) => data))]);
  await em.execute(ENDED_LATER, [JSON.stringify(events.map(({ data }) => data))]);
  const concerned = new Set(await withPlace(em, events.map(({ data }) => data.iin)));
  for (const { data: { iin, diedOn }, receivedOn } of events.filter(({ data }) => concerned.has(data.iin))) await takeFromRoll(em, iin, { occurredOn: diedOn, receivedOn, source: REGISTRY, by: null });
};

export const applyParentages: Apply<Data<'PARENTAGE'>> = (em, events) => keepParents(em, events.map(({ data }) => data));

/** Limited rights are no more than knowing who the child is, as registry's grant has it. */
export const applyRights: Apply<Data<'PARENTAL_RIGHTS'>> = (em, events) =>
  replaceParents(em, 'RIGHTS_REMOVED', events.map(({ data }) => data.iin), events.flatMap(({ data: { iin, rights } }) => rights.map(({ parentIin, from, to }) => ({ iin, person: parentIin, from, to }))));

/** A body acts by its staff, who go the way of officials. */
const guardiansOf = ({ iin, guardianships }: Guardianships): Told[] =>
  guardianships.flatMap(({ representativeIin, from, to }) => (representativeIin === null ? [] : [{ iin, person: representativeIin, from, to }]));

export const applyGuardianships: Apply<Guardianships> = async (em, events) => {
  const data = events.map((event) => event.data);
  await em.execute('delete from child_guardian where iin = any (?::text[])', [textArray(data.map(({ iin }) => iin))]);
  await em.execute(
    `insert into child_guardian (iin, person_iin, valid_from, valid_to, source) select iin, person, "from", "to", ? from ${TOLD}`, [GUARDIANS, JSON.stringify(data.flatMap(guardiansOf))]);
};
