import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { PlacementBreakdown, PlacementEndReason, PlacementReason, SiblingsApart } from './placement-reason.type.js';

/** A placement as a change finds it. */
export interface PlacementState {
  /** Internal key. */
  readonly id: string;
  readonly iin: string;
  readonly form: PlacementFormCode;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  /** The event for whose effect it waits; null once it took effect. */
  readonly awaitedEvent: string | null;
  readonly version: number;
  readonly extensions: number;
  readonly breakdown: PlacementBreakdown | null;
  /** The review that has begun and is not decided: its internal key and first day; null where none is. */
  readonly reviewId: string | null;
  readonly reviewSince: CivilDate | null;
  /** Carers of the family, whenever they were. */
  readonly carers: readonly string[];
  /** First day of the shielding that is on; null where none is. */
  readonly shieldedFrom: CivilDate | null;
  /** First day after the last shielding that was lifted; null where none was. */
  readonly shieldedUntil: CivilDate | null;
}

const STATE = `
  select p.id::text, p.iin, p.form, p.valid_from as "validFrom", p.valid_to as "validTo", p.awaited_event::text as "awaitedEvent", p.version, p.extensions, p.breakdown, review.id::text as "reviewId", review.began_on as "reviewSince",
         to_json(array(select c.iin from carer c where c.family_id = p.family_id order by c.iin)) as carers,
         (select s.valid_from from shielding s where s.placement_id = p.id and s.valid_to is null) as "shieldedFrom",
         (select max(s.valid_to) from shielding s where s.placement_id = p.id) as "shieldedUntil"
    from placement p left join placement_review review on review.placement_id = p.id and review.decided_on is null`;

/** Placements by a condition on `placement p`, in sight of this transaction, oldest first. */
export const placementsWhere = (em: EntityManager, condition: string, parameters: readonly unknown[]): Promise<PlacementState[]> =>
  em.execute<PlacementState[]>(`${STATE} where ${condition} order by p.valid_from, p.id`, [...parameters]);

/** What a new placement says of itself. */
export interface NewPlacement {
  readonly iin: string;
  readonly form: PlacementFormCode;
  readonly familyId: string | null;
  readonly institutionBin: string | null;
  readonly bodyBin: string;
  readonly act: string;
  readonly reason: PlacementReason;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly validFrom: CivilDate;
  readonly plannedUntil: CivilDate | null;
  readonly awaitedEvent: string | null;
  readonly source: string;
  readonly childConsent: boolean | null;
  readonly siblingsApart: SiblingsApart | null;
}

/** Adds a placement; its internal key. */
export async function insertPlacement(em: EntityManager, one: NewPlacement): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into placement (iin, form, family_id, institution_bin, body_bin, act, reason, region_kato, district_kato, valid_from, planned_until, awaited_event, source, child_consent, siblings_apart)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id::text`,
    [one.iin, one.form, one.familyId, one.institutionBin, one.bodyBin, one.act, one.reason, one.regionKato, one.districtKato, one.validFrom, one.plannedUntil, one.awaitedEvent, one.source, one.childConsent, one.siblingsApart]);
  if (row === undefined) throw new Error('The register took a placement and gave it no key.');
  return row.id;
}

/** Ends a placement; one that was to begin later holds on no day. */
export const closePlacement = (em: EntityManager, placement: string, day: CivilDate, reason: PlacementEndReason, breakdown: PlacementBreakdown | null = null): Promise<unknown> =>
  em.execute('update placement set valid_to = greatest(valid_from, ?::date), end_reason = ?, breakdown = ? where id = ?', [day, reason, breakdown, placement]);

/** Adoption seals everything up to it, wherever it was (art. 102); in sight of the whole country. */
export const sealPlacements = (em: EntityManager, iin: string, day: CivilDate): Promise<unknown> =>
  em.execute('update placement set sealed_on = ? where iin = ? and valid_from <= ? and sealed_on is null', [day, iin, day]);

/** Lets a placement that waited take effect. */
export const putIntoEffect = (em: EntityManager, placement: string): Promise<unknown> =>
  em.execute('update placement set awaited_event = null where id = ? and valid_to is null', [placement]);

/** Begins a shielding of a placement. */
export const beginShielding = (em: EntityManager, { id, iin }: Pick<PlacementState, 'id' | 'iin'>, from: CivilDate, source: string): Promise<unknown> =>
  em.execute('insert into shielding (iin, placement_id, valid_from, source) values (?, ?, ?, ?)', [iin, id, from, source]);

/** Ends the shieldings of a placement: none reaches beyond the day. */
export const endShielding = (em: EntityManager, placement: string, day: CivilDate): Promise<unknown> =>
  em.execute('update shielding set valid_to = greatest(valid_from, ?::date) where placement_id = ? and (valid_to is null or valid_to > ?)', [day, placement, day]);

/** Ended placements of a child whose shielding is still on, in sight of the whole country. */
export const stillShielded = (em: EntityManager, iin: string): Promise<PlacementState[]> =>
  placementsWhere(em, 'p.iin = ? and p.valid_to is not null and exists (select 1 from shielding s where s.placement_id = p.id and s.valid_to is null)', [iin]);
