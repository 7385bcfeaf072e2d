import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { EventData } from '../../../shared/feeds/contract.js';
import { DUE_ENTITLEMENTS } from '../../../shared/feeds/contracts/due-entitlements.js';
import { publish } from '../../../shared/feeds/publish.js';

type Told = EventData<typeof DUE_ENTITLEMENTS, 'DUE_ENTITLEMENT'>;

/** As others are told of it: which child a sealed placement was of is nobody's to know (art. 102), but for what is due to the adopter. */
const TOLD = `
  select e.public_id::text as entitlement, e.version, e.programme, e.component, coalesce(c.iin, e.adopter_iin) as "payeeIin", case when e.carer_id is null and e.adopter_iin is null then e.body_bin end as "payeeBin",
         (select coalesce(json_agg(json_build_object('iin', p.iin, 'from', t.valid_from, 'to', t.valid_to) order by t.valid_from, t.placement_id), '[]')
            from care_entitlement_part t join placement p on p.id = t.placement_id where t.entitlement_id = e.id and (p.sealed_on is null or p.id = e.adopted_placement_id)) as children,
         e.body_bin as "bodyBin", e.act, e.region_kato as "regionKato", e.valid_from as "from", e.valid_to as "to", e.end_reason as "endReason",
         (select coalesce(json_agg(json_build_object('from', a.valid_from, 'to', a.valid_to, 'tier', a.tier, 'exact', trim_scale(a.exact)::text, 'amount', trim_scale(a.amount)::text, 'ruleVersion', a.rule_version) order by a.valid_from), '[]')
            from care_entitlement_amount a where a.entitlement_id = e.id) as amounts
    from care_entitlement e left join carer c on c.id = e.carer_id where e.id = ?`;

/** Tells of an entitlement as it is now. */
export async function tellEntitlement(em: EntityManager, id: string, occurredOn: CivilDate): Promise<void> {
  const [data] = await em.execute<Told[]>(TOLD, [id]);
  if (data === undefined) throw new Error('An entitlement is gone.');
  await publish(em, DUE_ENTITLEMENTS, { type: 'DUE_ENTITLEMENT', subjects: [], occurredOn, data });
}
