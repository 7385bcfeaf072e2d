import type { CivilDate } from '../../../shared/clock.js';
import { ageOn } from '../../../shared/dated.js';
import type { KnownChild } from '../child/known-child.repository.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { MAJORITY } from '../../reference/ages.js';

/** A placement of a child, as far as it says where the child is. */
export interface KinPlacement {
  readonly family: string | null;
  readonly form: PlacementFormCode;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly awaited: boolean;
  readonly reason: string | null;
}

/** A child who is looked for a family for, or a brother or sister: where it is, and whose brother or sister. */
export interface Kin extends KnownChild {
  /** In the order in which they began. */
  readonly placements: readonly KinPlacement[];
  /** The day on which it was found to be in need; null where no record is open. */
  readonly inNeedSince: CivilDate | null;
  readonly siblings: readonly string[];
}

/** A placement that lasts beyond a day, or is to. */
export const lastsFrom = ({ from, to, awaited }: KinPlacement, day: CivilDate): boolean => to === null || (!awaited && to > day && to > from);

const inInstitution = ({ placements }: Kin, day: CivilDate): boolean =>
  placements.some(({ form, from, to, awaited }) => form === 'INSTITUTION' && !awaited && from <= day && (to === null || to > day));

/** Whether the form can be recorded of where the child is: a guest stay is from an institution (137-1(1)). */
export const comesFrom = (kin: Kin, form: PlacementFormCode, day: CivilDate): boolean => form !== 'GUEST' || inInstitution(kin, day);

const isMinor = ({ birthDate }: Kin, day: CivilDate): boolean => ageOn(birthDate, day) < MAJORITY;

/** Where consent-rules.ts would find a brother or sister after a child came to a family. */
const isElsewhere = ({ placements, inNeedSince }: Kin, family: string, day: CivilDate): boolean =>
  (inNeedSince !== null && inNeedSince <= day) || placements.some((one) => one.form !== 'GUEST' && one.family !== family && lastsFrom(one, day));

const isThere = ({ placements }: Kin, family: string, form: PlacementFormCode): boolean =>
  placements.some((one) => one.family === family && one.to === null && (one.form !== 'GUEST' || form === 'GUEST'));

/** Whether children who come to a family together are parted from any other brother or sister. */
export const arePartedIn = (coming: readonly Kin[], kin: ReadonlyMap<string, Kin>, family: string, form: PlacementFormCode, day: CivilDate): boolean => {
  const others = new Set(coming.flatMap(({ siblings }) => siblings)).difference(new Set(coming.map(({ iin }) => iin)));
  return [...others].flatMap((iin) => kin.get(iin) ?? []).some((one) => isMinor(one, day) && isElsewhere(one, family, day) && !isThere(one, family, form));
};

/** Brothers and sisters who wait for a family themselves: in need, or in an institution, and with no family from that day on. */
export const waitingSiblings = (child: Kin, kin: ReadonlyMap<string, Kin>, day: CivilDate): Kin[] =>
  child.siblings.flatMap((iin) => kin.get(iin) ?? []).filter((one) =>
    isMinor(one, day) && one.birthDate <= day && (one.diedOn === null || one.diedOn > day)
    && ((one.inNeedSince !== null && one.inNeedSince <= day) || inInstitution(one, day))
    && !one.placements.some((placement) => placement.form !== 'INSTITUTION' && placement.form !== 'GUEST' && lastsFrom(placement, day)));

/** Families in which brothers and sisters live. */
export const siblingsFamilies = (child: Kin, kin: ReadonlyMap<string, Kin>): ReadonlySet<string> =>
  new Set(child.siblings.flatMap((iin) => kin.get(iin)?.placements ?? []).flatMap(({ form, family, to }) => (form !== 'GUEST' && family !== null && to === null ? [family] : [])));
