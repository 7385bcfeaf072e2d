import type { CivilDate } from '../../../shared/clock.js';
import type { EventDates } from '../../../shared/mutation/event-dates.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Named, PersonState } from '../person/person-state.repository.js';

/** Nothing happens to anybody before their birth. */
export function requireBorn({ birthDate }: PersonState, { occurredOn }: EventDates): void {
  if (occurredOn < birthDate) throw new Refused('BEFORE_BIRTH', 'input.occurredOn', 'The day must not lie before the person\'s birth.');
}

/** A fact that began on the day of death would hold on no day. */
export function requireLiving({ diedOn }: PersonState, day: CivilDate, field: string): void {
  if (diedOn !== null && day >= diedOn) throw new Refused('AFTER_DEATH', field, 'The day must lie before the day of the person\'s death.');
}

/** Asked before anybody is looked up: a newborn is not on record yet. */
export function requireOthers(parents: readonly Named[], childIin: string): void {
  const own = parents.find(({ iin }) => iin === childIin);
  if (own !== undefined) throw new Refused('OWN_PARENT', own.field, 'A parent must be somebody else than the child.');
}

/**
 * A parent is born before the child. No age beyond that is in the law for a birth; the sixteen years between adopter and
 * child (Code on Marriage and Family, 92) may be shortened by the court, whose decision is what is registered.
 */
export function requireOlder(parent: PersonState, { field }: Named, child: { readonly birthDate: CivilDate }): void {
  if (parent.birthDate >= child.birthDate) throw new Refused('PARENT_NOT_OLDER', field, 'A parent must be born before the child.');
}

/** A regional body records nobody's home in another region. It depends on the token and the input, on no record. */
export function requireRegion(viewer: Viewer, regionKato: string, field: string): void {
  const regions = registerRegions(viewer);
  if (!regions.includes('*') && !regions.includes(regionKato)) {
    throw new Refused('OUTSIDE_YOUR_REGIONS', field, 'The place must lie in a region that you act in; staff for the whole country may record any.');
  }
}
