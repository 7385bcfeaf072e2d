import type { EntityManager } from '@mikro-orm/postgresql';
import type { FamilyFacts, PaidCarer, PaidPlacement } from './entitlement.js';

/** Placements that took effect, those too that an adoption has sealed: what was due by them ends like any other. */
const PLACEMENTS = `
  select p.id::text, p.iin, p.form, p.body_bin as "bodyBin", p.act, p.region_kato as "regionKato", p.valid_from as "validFrom", p.valid_to as "validTo", p.end_reason as "endReason",
         k.birth_date as "birthDate", p.recorded_at < f.recorded_at as "paidBefore",
         (select coalesce(json_agg(json_build_object('from', m.valid_from, 'income', m.monthly_income::text) order by m.valid_from), '[]')
            from (select distinct on (valid_from) valid_from, monthly_income from ward_means where placement_id = p.id order by valid_from, id desc) m) as means
    from placement p join known_child k on k.iin = p.iin join family_money f on f.family_id = p.family_id
   where p.family_id = ? and p.awaited_event is null order by p.valid_from, p.id`;

const CARERS = `select id::text, valid_from as "validFrom", valid_to as "validTo" from carer where family_id = ? order by valid_from, id`;

/** Holds a family's money until the transaction ends: whoever else computes it waits. */
export const lockFamily = (em: EntityManager, familyId: string): Promise<unknown> => em.execute(`select pg_advisory_xact_lock(hashtextextended('care money ' || ?::text, 0))`, [familyId]);

/** What a family's money follows from, in sight of the whole country; none before it is noted as computed. */
export async function familyFacts(em: EntityManager, familyId: string): Promise<FamilyFacts> {
  const placements = await em.execute<PaidPlacement[]>(PLACEMENTS, [familyId]);
  return { placements, carers: await em.execute<PaidCarer[]>(CARERS, [familyId]) };
}

/** Families in which a child is placed, or ever was. */
export const familiesOf = async (em: EntityManager, iin: string): Promise<string[]> =>
  (await em.execute<{ id: string }[]>('select distinct family_id::text as id from placement where iin = ? and family_id is not null order by 1', [iin])).map(({ id }) => id);
