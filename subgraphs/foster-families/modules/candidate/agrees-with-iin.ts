import type { CandidateRow } from './candidate.repository.js';

/** An IIN begins with the birth date, and a digit for century and sex; foreigners have a 0 there (Government resolution No. 406 of 22.05.2007). */
const CENTURIES: Readonly<Record<string, string>> = { 1: '18', 2: '18', 3: '19', 4: '19', 5: '20', 6: '20' };

/** Whether the birth date and sex on record are those that the IIN was given for; null where it tells neither. */
export function agreesWithIin({ iin, birthDate, sex }: Pick<CandidateRow, 'iin' | 'birthDate' | 'sex'>): boolean | null {
  const digit = iin.charAt(6);
  const century = CENTURIES[digit];
  if (century === undefined) return null;
  const born = `${century}${iin.slice(0, 2)}-${iin.slice(2, 4)}-${iin.slice(4, 6)}`;
  return born === birthDate && (Number(digit) % 2 === 1 ? 'MALE' : 'FEMALE') === sex;
}
