import type { CivilDate } from '../../../shared/clock.js';
import type { KinLink } from './kin.repository.js';

/** The day on which adopters took the place of everybody who was a parent before; null where a parent by birth is one still. */
export function adoptionDay(iin: string, kin: readonly KinLink[]): CivilDate | null {
  const own = kin.filter((link) => link.iin === iin);
  if (own.some(({ basis, valid_to: to }) => basis === 'BIRTH' && to === null)) return null;
  return own.flatMap(({ sealed, valid_to: to }) => (sealed && to !== null ? [to] : [])).toSorted().at(-1) ?? null;
}
