import type { CivilDate } from '../../../shared/clock.js';
import type { ExternalFacts } from '../child/child-facts.type.js';
import { holds, lived } from './days.js';

/** Whether a citizen lives in the country; null of a foreigner who does, whose right rests on a permit or a treaty. */
export function residentOn({ citizenships, inCountry, deathDate }: ExternalFacts, day: CivilDate): boolean | null {
  const at = lived(day, deathDate);
  if (!inCountry.some((period) => holds(period, at))) return false;
  return citizenships.some((one) => one.country === 'KZ' && holds(one, at)) ? true : null;
}

export const citizenshipOn = ({ citizenships, deathDate }: ExternalFacts, day: CivilDate): string | null =>
  citizenships.filter((one) => holds(one, lived(day, deathDate))).map(({ country }) => country).join(' ') || null;

/** The day on which adopters took the place of all parents: who the child was before is a secret (Code on Marriage and Family, 102). */
export function adoptedOn({ parents }: ExternalFacts): CivilDate | null {
  const now = parents.filter(({ parentage }) => parentage.to === null);
  return now.length > 0 && now.every(({ basis }) => basis === 'ADOPTION') ? (now.map(({ parentage }) => parentage.from).toSorted().at(-1) ?? null) : null;
}

/** When the child became a citizen after birth: a kandas has no right before (81(4)3). */
export function citizenSince({ birthDate, citizenships }: ExternalFacts): CivilDate | null {
  const from = citizenships.find(({ country }) => country === 'KZ')?.from;
  return from === undefined || from <= birthDate ? null : from;
}
