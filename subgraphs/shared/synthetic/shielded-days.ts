import type { CivilDate } from '../clock.js';
import { unionOf } from '../periods.js';
import type { SyntheticCare } from './household.js';

/** The days on which each of some children is shielded, as foster-families tells everybody: child, first day, first day after it. */
export function shieldedDays(cares: readonly SyntheticCare[]): [iin: string, from: CivilDate, to: CivilDate | null][] {
  const byChild = Map.groupBy(cares.filter(({ shielded }) => shielded), ({ child }) => child);
  return [...byChild].flatMap(([child, placements]) => unionOf(placements).map(({ from, to }): [string, CivilDate, CivilDate | null] => [child, from, to]));
}
