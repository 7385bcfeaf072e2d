import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { regionOfDistrict } from '../../reference/districts.js';
import type { InstructionLanguage } from '../school/school.enums.js';
import { FEATURES, SOURCE, type SchoolCard } from './school-file.js';

/** A card as it is on record, and its key; null before it is. */
export interface RecordedCard extends SchoolCard {
  readonly id: string | null;
}

const FEATURES_OBJECT = `json_build_object(${Object.entries(FEATURES).map(([column, name]) => `'${column}', ${name}`).join(', ')})`;

const CARD = `id::text, nobd_id as "nobdId", bin, district_kato as "districtKato", name_kk as "nameKk", name_ru as "nameRu", name_en as "nameEn", type, ownership, rural, design_capacity as "designCapacity",
  shifts, building_state as "buildingState", to_jsonb(languages) as languages, ${FEATURES_OBJECT} as features, programme, opened_on::text as "openedOn", closed_on::text as "closedOn", source`;

/** The schools that some cards could be of, held in the order of their keys. */
export const cardsLike = (em: EntityManager, cards: readonly SchoolCard[]): Promise<RecordedCard[]> =>
  em.execute<RecordedCard[]>(
    `select ${CARD} from school where bin in (select jsonb_array_elements_text(?::jsonb)) or nobd_id in (select jsonb_array_elements_text(?::jsonb)) order by id for update`,
    [JSON.stringify(cards.map(({ bin }) => bin)), JSON.stringify(cards.flatMap(({ nobdId }) => nobdId ?? []))]);

/** What a school has promised for the school years that run or come: the most places of one year, and the languages of its intakes. */
export interface Promised {
  readonly schoolId: string;
  readonly places: number;
  readonly languages: readonly InstructionLanguage[];
}

/** What is kept beyond the plan for children whose whereabouts are withheld is nobody's promise: it would tell of them. */
export const promisedBy = (em: EntityManager, ids: readonly string[], since: CivilDate): Promise<Promised[]> =>
  em.execute<Promised[]>(
    `select school_id::text as "schoolId", max(places)::int as places, to_jsonb(array_agg(distinct language)) as languages
       from (select school_id, language, sum(places + set_aside - beyond) over (partition by school_id, school_year) as places from intake where school_id = any (?::bigint[]) and school_year >= ? and places > 0) i group by school_id`,
    [textArray(ids), since]);

/** Schools with pupils after a day; children whose whereabouts are withheld stand in nobody's way, and are not told of. */
export async function withPupilsAfter(em: EntityManager, closing: readonly { readonly id: string; readonly on: CivilDate }[], today: CivilDate): Promise<Set<string>> {
  const rows = await em.execute<{ id: string }[]>(
    `select r.id::text from jsonb_to_recordset(?::jsonb) as r (id bigint, "on" date) where exists (select 1 from enrolment e where e.school_id = r.id and (e.valid_to is null or e.valid_to > r."on")
       and not exists (select 1 from restricted_child c where c.iin = e.iin and (c.valid_to is null or c.valid_to > ?)))`, [JSON.stringify(closing), today]);
  return new Set(rows.map(({ id }) => id));
}

const NAMES = `nobd_id, bin, region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages, ${Object.values(FEATURES).join(', ')}, programme, opened_on, closed_on, source`;

const ROWS = `jsonb_to_recordset(?::jsonb) as r (id bigint, nobd_id text, bin text, region_kato text, district_kato text, name_kk text, name_ru text, name_en text, type text, ownership text, rural boolean,
  design_capacity int, shifts int, building_state text, languages text[], ${Object.values(FEATURES).map((name) => `${name} boolean`).join(', ')}, programme text, opened_on date, closed_on date, source text)`;

const rowOf = (card: RecordedCard): object => ({
  id: card.id, nobd_id: card.nobdId, bin: card.bin, region_kato: regionOfDistrict(card.districtKato), district_kato: card.districtKato, name_kk: card.nameKk, name_ru: card.nameRu, name_en: card.nameEn ?? card.nameRu,
  type: card.type, ownership: card.ownership, rural: card.rural, design_capacity: card.designCapacity, shifts: card.shifts, building_state: card.buildingState, languages: card.languages,
  ...Object.fromEntries(Object.entries(FEATURES).map(([column, name]) => [name, card.features[column as keyof typeof FEATURES] ?? false])),
  programme: card.programme, opened_on: card.openedOn, closed_on: card.closedOn, source: card.source ?? SOURCE,
});

export async function insertCards(em: EntityManager, cards: readonly RecordedCard[]): Promise<void> {
  if (cards.length > 0) await em.execute(`insert into school (${NAMES}) select ${NAMES} from ${ROWS}`, [JSON.stringify(cards.map(rowOf))]);
}

/** Writes what has changed, and keeps what was there before, with who changed it. */
export async function changeCards(em: EntityManager, changes: readonly { readonly before: RecordedCard; readonly after: RecordedCard }[], { subject, organisation }: Viewer): Promise<void> {
  if (changes.length === 0) return;
  const names = NAMES.split(', ').filter((name) => !['bin', 'region_kato', 'district_kato', 'opened_on', 'source'].includes(name));
  await em.execute(`update school s set ${names.map((name) => `${name} = r.${name}`).join(', ')} from ${ROWS} where s.id = r.id`, [JSON.stringify(changes.map(({ after }) => rowOf(after)))]);
  await em.execute(
    `insert into school_card_change (school_id, before, after, source, official, organisation) select (r.before ->> 'id')::bigint, r.before, r.after, coalesce(r.after ->> 'source', '${SOURCE}'), ?, ?
       from jsonb_to_recordset(?::jsonb) as r (before jsonb, after jsonb)`, [subject, organisation, JSON.stringify(changes)]);
}
