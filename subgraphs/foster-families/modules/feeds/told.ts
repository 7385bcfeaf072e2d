import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import { publish } from '../../../shared/feeds/publish.js';
import { unionOf, type Period } from '../../../shared/periods.js';
import type { KnownChild } from '../child/known-child.repository.js';
import { refreshChild, type RefreshDays } from '../entitlement/refresh-family.js';
import { readForms } from '../form/placement-form.repository.js';
import { guardianshipsOf, type Guardianship, type RepresentingPlacement } from '../guardianship/guardianships.js';

/** What others are told of a child: all of it, whichever region it is in. */
export interface Told {
  /** Of placements that took effect. */
  readonly guardianships: readonly Guardianship[];
  /** The days on which some placement is shielded, also one that waits for it. */
  readonly shielded: readonly Period[];
}

/** What adoption has sealed is told to nobody any more (art. 102). */
const PLACEMENTS = `
  select form, institution_bin as "institutionBin", body_bin as "bodyBin", act, valid_from as "validFrom", valid_to as "validTo",
         (select coalesce(json_agg(json_build_object('iin', c.iin, 'validFrom', c.valid_from, 'validTo', c.valid_to) order by c.valid_from, c.id), '[]')
            from carer c where c.family_id = p.family_id) as carers
    from placement p where iin = ? and sealed_on is null and awaited_event is null order by valid_from, id`;

const SHIELDINGS = `
  select s.valid_from as "from", s.valid_to as "to" from shielding s join placement p on p.id = s.placement_id
   where s.iin = ? and p.sealed_on is null`;

/** As things stand in this transaction. */
export const toldOf = (em: EntityManager, { iin, birthDate }: KnownChild): Promise<Told> =>
  nationwide(em, async () => ({
    guardianships: guardianshipsOf(await em.execute<RepresentingPlacement[]>(PLACEMENTS, [iin]), await readForms(em), birthDate),
    shielded: unionOf(await em.execute<Period[]>(SHIELDINGS, [iin])),
  }));

/** A change of a child's placements: the day on which it happened in the world, and the one on which it is recorded here. */
export interface ToldChange extends RefreshDays {
  readonly child: KnownChild;
}

/** Tells on which days a child is shielded; the event's id, by which it is known who has applied it. */
export const tellShielded = (em: EntityManager, { child: { iin }, occurredOn }: ToldChange, periods: readonly Period[]): Promise<string> =>
  publish(em, RESTRICTED, { type: 'RESTRICTION', subjects: [iin], occurredOn, data: { iin, periods: [...periods] } });

const tellGuardianships = (em: EntityManager, { child: { iin }, occurredOn }: ToldChange, guardianships: readonly Guardianship[]): Promise<string> =>
  publish(em, GUARDIANSHIPS, { type: 'GUARDIANSHIPS', subjects: [iin], occurredOn, data: { iin, guardianships: [...guardianships] } });

const differ = (a: object, b: object): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** Tells what has changed since `before`, and of what is due because of it, and nothing else: whoever hears that nothing is new hears that there is something. */
export async function tellChanges(em: EntityManager, change: ToldChange, before: Told): Promise<void> {
  const now = await toldOf(em, change.child);
  if (differ(before.guardianships, now.guardianships)) await tellGuardianships(em, change, now.guardianships);
  if (differ(before.shielded, now.shielded)) await tellShielded(em, change, now.shielded);
  await refreshChild(em, change.child.iin, change);
}
