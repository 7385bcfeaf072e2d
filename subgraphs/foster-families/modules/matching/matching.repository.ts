import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { CANDIDATE, DECISION, EVIDENCE, type CandidateRow, type DecisionRow, type EvidenceRow } from '../candidate/candidate.repository.js';
import type { SpecialNeed, SpokenLanguage } from '../need/matching-codes.type.js';
import type { CarerRecord } from '../placement/carer-fitness.js';
import type { CarerForm } from '../../rules/candidate/condition.js';
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
  /** Professional foster families in which the child has been, each with every family that has a carer of it: `family other`. */
  readonly sameCarers: readonly string[];
}

const SOUGHT = `
  select c.iin, coalesce(n.region_kato, p.region_kato) as "regionKato", coalesce(n.district_kato, p.district_kato) as "districtKato", n.language, coalesce(to_json(n.needs), '[]') as needs,
         to_json(array(select distinct k.family_id::text from carer_evidence e join carer_candidate k on k.id = e.candidate_id
            where e.child_iin = c.iin and e.kind in ('RELATIVE_OF_CHILD', 'CLOSE_RELATIVE') and e.holds and e.valid_from <= ? and (e.valid_to is null or e.valid_to > ?) and k.family_id is not null)) as relatives,
         to_json(array(select distinct q.family_id || ' ' || b.family_id from placement q join carer a on a.family_id = q.family_id join carer b on b.iin = a.iin
            where q.iin = c.iin and q.form = 'PROFESSIONAL_FOSTER' and q.sealed_on is null)) as "sameCarers"
    from known_child c
    left join care_need n on n.iin = c.iin and n.closed_on is null and n.sealed_on is null
    left join lateral (select q.region_kato, q.district_kato from placement q where q.iin = c.iin and q.valid_to is null and q.sealed_on is null and q.form <> 'GUEST' order by q.id desc limit 1) p on true
   where c.iin = ? and (n.id is not null or p.region_kato is not null)
     and (?::boolean or n.region_kato = any (?::text[]) or p.region_kato = any (?::text[]))`;

/** A child in need, or in care, in the regions of the viewer (null is the country); null where there is none. */
export async function readSought(em: EntityManager, iin: string, day: CivilDate, regions: readonly string[] | null): Promise<SoughtChild | null> {
  const within = textArray(regions ?? []);
  const [row] = await em.execute<SoughtChild[]>(SOUGHT, [day, day, iin, regions === null, within, within]);
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
  new Map((await em.execute<Kin[]>(KIN, [iin])).map((kin) => [kin.iin, kin]));

/** Why a family is looked at before others: a relative, brothers and sisters, a couple, others. */
export type Standing = 'RELATIVE' | 'SIBLINGS' | 'COUPLE' | 'OTHER';

/** In the same district, the same region, or elsewhere. */
export type Nearness = 'DISTRICT' | 'REGION' | 'COUNTRY';

/** A family that is looked at. */
export interface LookedAt {
  /** Internal key. */
  readonly id: string;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly standing: Standing;
}

/** Families of one kind, looked for in this order. */
interface Bucket {
  readonly standing: Standing;
  readonly where: string;
  readonly values: readonly unknown[];
}

/** What families are looked for by. `regions`: null for the whole country. */
export interface FamilySearch {
  readonly sought: SoughtChild;
  readonly siblings: readonly string[];
  readonly forms: readonly CarerForm[];
  readonly day: CivilDate;
  readonly regions: readonly string[] | null;
  /** The official's own IIN: nobody places a child with themselves. */
  readonly viewer: string | null;
  readonly barred: boolean;
}

const CARER = `carer c where c.family_id = f.id and c.valid_from <= ? and (c.valid_to is null or c.valid_to > ?) and (c.died_on is null or c.died_on > ?)`;

const SPEAKS = `exists (select 1 from carer c join carer_candidate k on k.iin = c.iin and k.closed_on is null where c.family_id = f.id and ? = any (k.languages))`;

/** What every carer must have at the least to be found fit by the rules, so that nobody is read in vain; the rules decide. */
const MAY_BE_FIT = `not exists (select 1 from ${CARER} and not exists (select 1 from carer_candidate k where k.iin = c.iin and k.status = 'SUITABLE'
   and exists (select 1 from carer_decision d where d.candidate_id = k.id and d.suitable and d.form = any (?::text[]) and d.decided_on <= ?)))`;

function near(search: FamilySearch): { readonly where: string; readonly values: readonly unknown[] }[] {
  const { sought: { regionKato, districtKato, language }, regions } = search;
  const district = { where: 'f.district_kato = ?', values: [districtKato] };
  const speaking = language === null ? [district] : ['', 'not '].map((negated) => ({ where: `${district.where} and ${negated}${SPEAKS}`, values: [districtKato, language] }));
  const region = { where: 'f.region_kato = ? and f.district_kato <> ?', values: [regionKato, districtKato] };
  if (regions === null) return [...speaking, region, { where: 'f.region_kato <> ?', values: [regionKato] }];
  const others = regions.filter((one) => one !== regionKato);
  return [...(regions.includes(regionKato) ? [...speaking, region] : []), ...(others.length === 0 ? [] : [{ where: 'f.region_kato = any (?::text[])', values: [textArray(others)] }])];
}

function bucketsOf(search: FamilySearch, seen: readonly string[]): Bucket[] {
  const { sought: { relatives }, siblings, day } = search;
  const byKey = 'f.id = any (?::bigint[])';
  const named = [
    { standing: 'RELATIVE', where: byKey, values: [textArray(relatives)] },
    { standing: 'SIBLINGS', where: `${byKey} and f.id <> all (?::bigint[])`, values: [textArray(siblings), textArray(relatives)] },
  ] as const;
  const unnamed = textArray([...relatives, ...siblings]);
  const alone = (operator: string) => `f.id <> all (?::bigint[]) and (select count(*) from ${CARER}) ${operator}`;
  const kinds = [['COUPLE', '> 1'], ['OTHER', '= 1']] as const;
  const all = [...named, ...kinds.flatMap(([standing, operator]) => near(search).map(({ where, values }) => ({ standing, where: `${where} and ${alone(operator)}`, values: [...values, unnamed, day, day, day] })))];
  return all.map(({ standing, where, values }) => ({ standing, where: `${where} and f.id <> all (?::bigint[])`, values: [...values, textArray(seen)] }));
}

/** What holds of a family wherever it is. */
function everywhere({ regions, viewer, forms, day, barred }: FamilySearch): { readonly where: string; readonly values: readonly unknown[] } {
  const within = { where: '(?::boolean or f.region_kato = any (?::text[]))', values: [regions === null, textArray(regions ?? [])] };
  const others = { where: '(?::text is null or not exists (select 1 from carer c where c.family_id = f.id and c.iin = ?))', values: [viewer, viewer] };
  const carers = { where: `exists (select 1 from ${CARER})`, values: [day, day, day] };
  const fit = barred ? [] : [{ where: MAY_BE_FIT, values: [day, day, day, textArray(forms), day] }];
  const all = [within, others, carers, ...fit];
  return { where: all.map(({ where }) => where).join(' and '), values: all.flatMap(({ values }) => values) };
}

/**
 * The families to be looked at next, in their order, but for those seen already. The kinds are gone through one by one, and no further
 * than the limit: what is nearest is found by an index, and nobody counts the country's families for a child.
 */
export function findFamilies(em: EntityManager, search: FamilySearch, seen: readonly string[], limit: number): Promise<LookedAt[]> {
  const [buckets, common] = [bucketsOf(search, seen), everywhere(search)];
  const branches = buckets.map(({ standing, where }, rank) =>
    `(select f.id, f.region_kato, f.district_kato, '${standing}'::text as standing from foster_family f where kind.rank = ${rank} and ${where} and ${common.where} order by f.id limit ${limit})`);
  return em.execute<LookedAt[]>(
    `select found.id::text, found.region_kato as "regionKato", found.district_kato as "districtKato", found.standing
       from (select rank from generate_series(0, ${buckets.length - 1}) as rank order by rank) kind cross join lateral (${branches.join(' union all ')}) found
      order by kind.rank limit ${limit}`,
    buckets.flatMap(({ values }) => [...values, ...common.values]));
}

/** A carer of a family on a day. */
export interface CarerOf {
  readonly family: string;
  readonly iin: string;
  /** Null for the living, and for who died later than the day. */
  readonly diedOn: CivilDate | null;
}

/** The carers of families on a day. */
export const readCarers = (em: EntityManager, families: readonly string[], day: CivilDate): Promise<CarerOf[]> =>
  em.execute<CarerOf[]>(
    `select c.family_id::text as family, c.iin, c.died_on as "diedOn" from carer c
      where c.family_id = any (?::bigint[]) and c.valid_from <= ? and (c.valid_to is null or c.valid_to > ?) and (c.died_on is null or c.died_on > ?) order by c.iin`, [textArray(families), day, day, day]);

/** Every record of some people, oldest first. */
export async function readRecords(em: EntityManager, iins: readonly string[]): Promise<Map<string, CarerRecord[]>> {
  const rows = await em.execute<CandidateRow[]>(`${CANDIDATE} where k.iin = any (?::text[]) order by k.id`, [textArray(iins)]);
  const ids = textArray(rows.map(({ id }) => id));
  const evidence = Map.groupBy(await em.execute<EvidenceRow[]>(`${EVIDENCE} where candidate_id = any (?::bigint[]) order by id`, [ids]), ({ candidateId }) => candidateId);
  const decisions = Map.groupBy(await em.execute<DecisionRow[]>(`${DECISION} where candidate_id = any (?::bigint[]) order by id`, [ids]), ({ candidateId }) => candidateId);
  return Map.groupBy(rows.map((row) => ({ row, known: { evidence: evidence.get(row.id) ?? [], decisions: decisions.get(row.id) ?? [] } })), ({ row }) => row.iin);
}
