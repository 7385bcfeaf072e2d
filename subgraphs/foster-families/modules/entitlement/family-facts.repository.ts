import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { FamilyFacts, PaidCarer, PaidPlacement } from './entitlement.js';

/**
 * Placements that took effect, those too that an adoption has sealed: what was due by them ends like any other. A ward's means are the
 * child's, whichever placement they were recorded with; those from before an adoption count for nothing after it.
 */
const PLACEMENTS = `
  select p.id::text, p.iin, p.form, p.body_bin as "bodyBin", p.act, p.region_kato as "regionKato", p.valid_from as "validFrom", p.valid_to as "validTo", p.planned_until as "plannedUntil", p.end_reason as "endReason",
         k.birth_date as "birthDate", p.recorded_at < f.recorded_at as "paidBefore",
         (select coalesce(json_agg(json_build_object('from', m.valid_from, 'income', m.monthly_income::text) order by m.valid_from), '[]')
            from (select distinct on (w.valid_from) w.valid_from, w.monthly_income from ward_means w join placement q on q.id = w.placement_id
                  where q.iin = p.iin and (q.sealed_on is null or p.sealed_on is not null) order by w.valid_from, w.id desc) m) as means
    from placement p join known_child k on k.iin = p.iin join family_money f on f.family_id = p.family_id
   where p.family_id = ? and p.awaited_event is null order by p.valid_from, p.id`;

const CARERS = `select id::text, valid_from as "validFrom", valid_to as "validTo", died_on as "diedOn" from carer where family_id = ? order by valid_from, id`;

/** Holds a family's money until the transaction ends: whoever else computes it waits. */
export const lockFamily = (em: EntityManager, familyId: string): Promise<unknown> => em.execute(`select pg_advisory_xact_lock(hashtextextended('care money ' || ?::text, 0))`, [familyId]);

/** What a family's money follows from, in sight of the whole country; none before it is noted as computed. */
export async function familyFacts(em: EntityManager, familyId: string): Promise<FamilyFacts> {
  const placements = await em.execute<PaidPlacement[]>(PLACEMENTS, [familyId]);
  return { placements, carers: await em.execute<PaidCarer[]>(CARERS, [familyId]) };
}

/** Families in which any of some children is placed, or ever was; in sight of the whole country. */
export const familiesOf = async (em: EntityManager, iins: readonly string[]): Promise<string[]> =>
  (await em.execute<{ id: string }[]>('select distinct family_id::text as id from placement where iin = any (?::text[]) and family_id is not null', [textArray(iins)])).map(({ id }) => id);

/** Holds families, in the one order in which everybody does who holds several: their children first, if at all. */
export async function lockFamilies(em: EntityManager, families: readonly string[]): Promise<void> {
  for (const family of [...new Set(families)].toSorted()) await lockFamily(em, family);
}
