import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { keptPlan } from '../../../shared/database/kept-plans.js';
import { textArray } from '../../../shared/database/text-array.js';
import { CANDIDATE_COLUMNS, type CandidateRow, type Decision } from '../candidate/candidate.repository.js';
import type { SpecialNeed, SpokenLanguage } from '../need/matching-codes.type.js';
import type { CarerRecord } from '../placement/carer-fitness.js';
import { bound } from '../worklist/named-values.js';
import type { CarerForm } from '../../rules/candidate/condition.js';
import type { Evidence } from '../../rules/candidate/evidence.js';
import type { Kin } from './child-homes.js';

/* Everything here is read past the viewer's regions, and says itself what it is cut to (matching.service.ts). */

/** Who a family is looked for. */
export interface SoughtChild {
  readonly iin: string;
  /** Where it was found, or lives. */
  readonly regionKato: string;
  readonly districtKato: string;
  readonly language: SpokenLanguage | null;
  readonly needs: readonly SpecialNeed[];
  /** Internal keys of families with a relative of the child by a paper of the day. */
  readonly relatives: readonly string[];
  /** Professional foster families in which the child, or a brother or sister, has been, each with every family that has a carer of it: `family other`. */
  readonly sameCarers: readonly string[];
}

const SOUGHT = `
  select c.iin, coalesce(n.region_kato, p.region_kato) as "regionKato", coalesce(n.district_kato, p.district_kato) as "districtKato", n.language, coalesce(to_json(n.needs), '[]') as needs,
         to_json(array(select distinct k.family_id::text from carer_evidence e join carer_candidate k on k.id = e.candidate_id
            where e.child_iin = c.iin and e.kind in ('RELATIVE_OF_CHILD', 'CLOSE_RELATIVE') and e.holds and e.valid_from <= ? and (e.valid_to is null or e.valid_to > ?) and k.family_id is not null)) as relatives,
         to_json(array(select distinct q.family_id || ' ' || b.family_id from (select c.iin union all select s.sibling_iin from care_sibling s where s.iin = c.iin and s.sealed_on is null) own
            join placement q on q.iin = own.iin join carer a on a.family_id = q.family_id join carer b on b.iin = a.iin
            where q.form = 'PROFESSIONAL_FOSTER' and q.sealed_on is null)) as "sameCarers"
    from known_child c
    left join care_need n on n.iin = c.iin and n.closed_on is null and n.sealed_on is null
    left join lateral (select q.region_kato, q.district_kato from placement q where q.iin = c.iin and q.valid_to is null and q.sealed_on is null and q.form <> 'GUEST' order by q.id desc limit 1) p on true
   where c.iin = ? and (n.id is not null or p.region_kato is not null)
     and (?::boolean or n.region_kato = any (?::text[]) or p.region_kato = any (?::text[]))`;

/** A child in need, or in care, in the regions of the viewer (null is the country); null where there is none. */
export async function readSought(em: EntityManager, iin: string, day: CivilDate, regions: readonly string[] | null): Promise<SoughtChild | null> {
  const within = textArray(regions ?? []);
  const [row] = await em.execute<SoughtChild[]>(keptPlan('sought_child', SOUGHT), [day, day, iin, regions === null, within, within]);
  return row ?? null;
}

const KIN = `
  with own as (select ?::text as iin),
       going as (select iin from own union select s.sibling_iin from care_sibling s join own on own.iin = s.iin where s.sealed_on is null),
       people as (select iin from going union select s.sibling_iin from care_sibling s join going g on g.iin = s.iin where s.sealed_on is null)
  select c.iin, c.birth_date as "birthDate", c.died_on as "diedOn",
         (select n.identified_on from care_need n where n.iin = c.iin and n.closed_on is null and n.sealed_on is null) as "inNeedSince",
         coalesce((select json_agg(json_build_object('family', p.family_id::text, 'form', p.form, 'from', p.valid_from, 'to', p.valid_to, 'awaited', p.awaited_event is not null, 'reason', p.end_reason) order by p.valid_from, p.id)
            from placement p where p.iin = c.iin and p.sealed_on is null), '[]') as placements,
         to_json(array(select s.sibling_iin from care_sibling s where s.iin = c.iin and s.sealed_on is null order by s.sibling_iin)) as siblings
    from people join known_child c using (iin)`;

/** A child, its brothers and sisters, and theirs. */
export const readKin = async (em: EntityManager, iin: string): Promise<Map<string, Kin>> =>
  new Map((await em.execute<Kin[]>(keptPlan('kin_of_child', KIN), [iin])).map((kin) => [kin.iin, kin]));

/** Why a family is looked at before others: a relative, brothers and sisters, a couple, others. */
export type Standing = 'RELATIVE' | 'SIBLINGS' | 'COUPLE' | 'OTHER';

/** In the same district, the same region, or elsewhere in the country. */
export type Nearness = 'DISTRICT' | 'REGION' | 'COUNTRY';

/** A carer of a family on a day. */
export interface CarerOf {
  readonly iin: string;
  /** Null for the living, and for who died later than the day. */
  readonly diedOn: CivilDate | null;
}

/** A family that is looked at. */
export interface LookedAt {
  /** Internal key. */
  readonly id: string;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly standing: Standing;
  /** By IIN. */
  readonly carers: readonly CarerOf[];
}

/** Families of one kind, looked for in this order. */
interface Kind {
  readonly standing: Standing;
  readonly place: 'RELATIVES' | 'SIBLINGS' | Nearness | 'REGIONS';
  /** Whether the child's language must be spoken, or must not; null where that is not asked. */
  readonly spoken: boolean | null;
}

/** What families are looked for by. `regions`: null for the whole country. */
export interface FamilySearch {
  readonly sought: SoughtChild;
  readonly siblings: readonly string[];
  readonly forms: readonly CarerForm[];
  readonly day: CivilDate;
  readonly today: CivilDate;
  readonly regions: readonly string[] | null;
  /** The official's own IIN: nobody places a child with themselves. */
  readonly viewer: string | null;
  readonly barred: boolean;
}

/** Where there are families to be looked at: in the regions of the viewer. */
function placesOf({ sought: { regionKato, language }, regions }: FamilySearch): Pick<Kind, 'place' | 'spoken'>[] {
  const here = regions === null || regions.includes(regionKato);
  const elsewhere = regions === null || regions.some((region) => region !== regionKato);
  const district = (language === null ? [null] : [true, false]).map((spoken) => ({ place: 'DISTRICT', spoken }) as const);
  return [...(here ? [...district, { place: 'REGION', spoken: null } as const] : []), ...(elsewhere ? [{ place: regions === null ? 'COUNTRY' : 'REGIONS', spoken: null } as const] : [])];
}

const kindsOf = (search: FamilySearch): Kind[] => [
  ...(search.sought.relatives.length === 0 ? [] : [{ standing: 'RELATIVE', place: 'RELATIVES', spoken: null } as const]),
  ...(search.siblings.length === 0 ? [] : [{ standing: 'SIBLINGS', place: 'SIBLINGS', spoken: null } as const]),
  ...(['COUPLE', 'OTHER'] as const).flatMap((standing) => placesOf(search).map((place) => ({ standing, ...place }))),
];

/** Families of each place, by an index: none of those named, or seen, is found in another place. */
const PLACES: Readonly<Record<Kind['place'], string>> = {
  RELATIVES: 'f.id = any (:relatives::bigint[])',
  SIBLINGS: 'f.id = any (:siblings::bigint[]) and f.id <> all (:relatives::bigint[])',
  DISTRICT: 'f.district_kato = :district and f.id <> all (:named::bigint[])',
  REGION: 'f.region_kato = :region and f.district_kato <> :district and f.id <> all (:named::bigint[])',
  // The country without a region is no list of regions.
  COUNTRY: 'f.region_kato <> :region and f.id <> all (:named::bigint[])',
  REGIONS: 'f.region_kato = any (:others::text[]) and f.id <> all (:named::bigint[])',
};

const FOUND = Object.entries(PLACES).map(([place, condition]) => `(select f.id, f.region_kato, f.district_kato from foster_family f where kind.place = '${place}' and ${condition} order by f.id)`).join(' union all ');

/** What every carer must have at the least to be found fit by the rules, so that nobody is read in vain; the rules decide. */
const MAY_BE_FIT = `exists (select 1 from carer_candidate k where k.iin = c.iin and k.status = 'SUITABLE'
   and exists (select 1 from carer_decision d where d.candidate_id = k.id and d.suitable and d.form = any (:forms::text[]) and d.decided_on <= :day))`;

const SPEAKS = 'exists (select 1 from carer_candidate k where k.iin = c.iin and k.closed_on is null and :language = any (k.languages))';

/** An aggregate stays a question about one family: the planner would rather join the country's carers first. */
const CARERS = `
  select count(*) as count, json_agg(json_build_object('iin', c.iin, 'diedOn', c.died_on) order by c.iin) as list,
         bool_and(${MAY_BE_FIT}) filter (where not :barred::boolean and (c.died_on is null or c.died_on > :today)) as fit, bool_or(kind.spoken is not null and ${SPEAKS}) as speaks
    from carer c where c.family_id = f.id and c.valid_from <= :day and (c.valid_to is null or c.valid_to > :day) and (c.died_on is null or c.died_on > :day)`;

const LOOK_UP = `
  select f.id::text, f.region_kato as "regionKato", f.district_kato as "districtKato", kind.standing, carers.list as carers
    from (select * from jsonb_to_recordset(:kinds::jsonb) as k (rank int, standing text, place text, spoken boolean) order by rank) kind
   cross join lateral (${FOUND}) f
   cross join lateral (${CARERS}) carers
   where carers.count > 0 and (kind.place in ('RELATIVES', 'SIBLINGS') or (kind.standing = 'COUPLE') = (carers.count > 1))
     and f.id <> all (:seen::bigint[]) and (:all::boolean or f.region_kato = any (:regions::text[]))
     and (:viewer::text is null or not exists (select 1 from carer c where c.family_id = f.id and c.iin = :viewer))
     and (:barred::boolean or carers.fit) and (kind.spoken is null or kind.spoken = carers.speaks)
   order by kind.rank limit :most::int`;

/**
 * The families to be looked at next, in their order, but for those seen already. The kinds are gone through one by one, and no further
 * than the limit: what is nearest is found by an index, and nobody counts the country's families for a child.
 */
export function findFamilies(em: EntityManager, search: FamilySearch, seen: readonly string[], most: number): Promise<LookedAt[]> {
  const { sought: { relatives, regionKato, districtKato, language }, siblings, forms, day, today, regions, viewer, barred } = search;
  const kinds = kindsOf(search);
  const { sql, values } = bound(LOOK_UP, {
    kinds: JSON.stringify(kinds.map((kind, rank) => ({ rank, ...kind }))), relatives: textArray(relatives), siblings: textArray(siblings), named: textArray([...relatives, ...siblings]), seen: textArray(seen),
    district: districtKato, region: regionKato, others: textArray((regions ?? []).filter((one) => one !== regionKato)), all: regions === null, regions: textArray(regions ?? []),
    day, today, forms: textArray(forms), viewer, barred, language, most,
  });
  return em.execute<LookedAt[]>(keptPlan('families_for_child', sql), [...values]);
}

/** Papers and decisions as text, a line each of cells with bars between, none of which has either: a hundred records have two thousand, and as JSON they take twice as long to make and to read. */
const RECORDS = `
  select ${CANDIDATE_COLUMNS},
         (select string_agg(format('%s|%s|%s|%s|%s|%s|%s', e.kind, e.holds, e.amount, e.people, e.child_iin, e.valid_from, e.valid_to), e'\\n' order by e.id) from carer_evidence e where e.candidate_id = k.id) as evidence,
         (select string_agg(format('%s|%s|%s', d.form, d.suitable, d.decided_on), e'\\n' order by d.id) from carer_decision d where d.candidate_id = k.id) as decisions
    from carer_candidate k where k.iin = any (?::text[]) order by k.id`;

interface RecordRow extends CandidateRow {
  readonly evidence: string | null;
  readonly decisions: string | null;
}

const linesOf = (text: string | null): string[] => (text === null ? [] : text.split('\n'));
const known = (cell: string | undefined): string | null => (cell === undefined || cell === '' ? null : cell);

function paperOf(line: string): Evidence {
  const [kind, holds, amount, people, child, validFrom = '', validTo] = line.split('|');
  return { kind: kind as Evidence['kind'], holds: holds === 't', amount: known(amount), people: people ? Number(people) : null, child: known(child), validFrom, validTo: known(validTo), source: null };
}

function decisionOf(line: string): Decision {
  const [form, suitable, decidedOn = ''] = line.split('|');
  return { form: form as Decision['form'], suitable: suitable === 't', decidedOn };
}

const recordOf = ({ evidence, decisions, ...row }: RecordRow): CarerRecord => ({ row, known: { evidence: linesOf(evidence).map(paperOf), decisions: linesOf(decisions).map(decisionOf) } });

/** Every record of some people, oldest first, with what is on record of each. */
export async function readRecords(em: EntityManager, iins: readonly string[]): Promise<Map<string, CarerRecord[]>> {
  const rows = await em.execute<RecordRow[]>(keptPlan('records_of_carers', RECORDS), [textArray(iins)]);
  return Map.groupBy(rows.map(recordOf), ({ row }) => row.iin);
}
