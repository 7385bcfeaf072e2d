import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { CareFactsKnown, PaidCarer, PaidPlacement } from './entitlement.js';

/** That a placement was looked at makes nothing due. */
const SUPERVISED = `'VISITED', 'REPORTED', 'REVIEW_BEGUN', 'REVIEW_DECIDED'`;

/**
 * Placements that took effect, those too that an adoption has sealed: what was due by them ends like any other. A ward's means are the
 * child's, whichever placement they were recorded with; those from before an adoption count for nothing after it. Parameter: today.
 */
const PLACEMENTS = `
  select p.id::text, p.family_id::text as family, p.iin, p.form, p.body_bin as "bodyBin", p.act, p.region_kato as "regionKato", p.valid_from as "validFrom", p.valid_to as "validTo", p.planned_until as "plannedUntil",
         p.end_reason as "endReason", k.birth_date as "birthDate", k.died_on as "diedOn", p.sealed_on as "sealedOn",
         case when p.recorded_at < coalesce(f.recorded_at, 'infinity') and not exists (select 1 from placement_event e where e.placement_id = p.id and e.recorded_at >= f.recorded_at and e.kind not in (${SUPERVISED})) then coalesce(f.told_from, ?::date) end as "toldFrom",
         (select coalesce(json_agg(json_build_object('from', m.valid_from, 'income', m.monthly_income::text) order by m.valid_from), '[]')
            from (select distinct on (w.valid_from) w.valid_from, w.monthly_income from ward_means w join placement q on q.id = w.placement_id
                  where q.iin = p.iin and (q.sealed_on is null or p.sealed_on is not null) order by w.valid_from, w.id desc) m) as means
    from placement p join known_child k on k.iin = p.iin left join family_money f on f.family_id = p.family_id
   where p.awaited_event is null and`;

const CARERS = `
  select c.id::text, c.family_id::text as family, c.valid_from as "validFrom", c.valid_to as "validTo", c.died_on as "diedOn", c.death_told_at is not null and c.death_told_at >= f.recorded_at as "deathIsNews"
    from carer c left join family_money f on f.family_id = c.family_id where`;

/** One person, by any of their keys as a carer: an IIN may be replaced. */
const SAME_PERSON = 'iin = (select iin from carer where id = ?)';

async function factsWhere(em: EntityManager, placements: string, carers: string, key: string, today: CivilDate): Promise<CareFactsKnown> {
  return {
    placements: await em.execute<PaidPlacement[]>(`${PLACEMENTS} ${placements} order by p.valid_from, p.id`, [today, key]),
    carers: await em.execute<PaidCarer[]>(`${CARERS} ${carers} order by c.valid_from, c.id`, [key]),
  };
}

/** What a family's keep follows from, in sight of the whole country. */
export const familyFacts = (em: EntityManager, familyId: string, today: CivilDate): Promise<CareFactsKnown> => factsWhere(em, 'p.family_id = ?', 'c.family_id = ?', familyId, today);

/** What a carer's pay follows from: placements in all families in which they are or were one. */
export const personFacts = (em: EntityManager, carer: string, today: CivilDate): Promise<CareFactsKnown> =>
  factsWhere(em, `p.family_id in (select family_id from carer where ${SAME_PERSON})`, `c.${SAME_PERSON}`, carer, today);

/** Families in which any of some children is placed, or ever was; in sight of the whole country. */
export const familiesOf = async (em: EntityManager, iins: readonly string[]): Promise<string[]> =>
  (await em.execute<{ id: string }[]>('select distinct family_id::text as id from placement where iin = any (?::text[]) and family_id is not null', [textArray(iins)])).map(({ id }) => id);

/** Everybody who is or was a carer of some families, each by their first key as a carer anywhere: it stays when their IIN is replaced. */
const PEOPLE = `
  select min(same.id)::text as id from carer c join carer same on same.iin = c.iin where c.family_id = any (?::bigint[]) group by c.iin order by min(same.id)`;

/** Whose money is computed together, held: nobody else computes it until the transaction ends. */
export interface Held {
  readonly families: readonly string[];
  /** Carers of theirs, by their first key as one. */
  readonly people: readonly string[];
}

const HOLD = `select pg_advisory_xact_lock(hashtextextended(?::text || ' ' || ?::text, 0))`;

/** Holds families and then their carers, in the one order in which everybody does: their children first, if at all. */
export async function holdMoney(em: EntityManager, some: readonly string[]): Promise<Held> {
  const families = [...new Set(some)].toSorted();
  for (const family of families) await em.execute(HOLD, ['care money', family]);
  const people = (await em.execute<{ id: string }[]>(PEOPLE, [textArray(families)])).map(({ id }) => id);
  for (const person of people) await em.execute(HOLD, ['care pay', person]);
  return { families, people };
}
