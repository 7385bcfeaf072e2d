import { hasValidCheckDigit } from './identifier.js';

/** What people write between the digits of a number: blanks, dashes, dots, strokes, and characters that nobody sees. A comma begins another number. */
const DIGITS = /\d+(?:[\s\p{Pd}\p{Cf}\u2212._/]{1,3}\d+)+/gu;

/** An IIN begins with a day of birth, of either century. */
function beginsWithDay(digits: string): boolean {
  const [year, month, day] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
  const date = new Date(Date.UTC(2000 + year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Twelve digits from a group on, which begins and ends with groups; null where there are none. */
function twelveFrom(groups: readonly string[], first: number): string | null {
  let digits = '';
  for (let i = first; i < groups.length && digits.length < 12; i += 1) digits += groups[i] ?? '';
  return digits.length === 12 ? digits : null;
}

/**
 * Whether a text has in it an IIN whose digits stand apart (`850101 300 012`). Of other numbers that are written so (telephones, contracts,
 * sums) one in three hundred of twelve digits begins with a day and ends with the right check digit.
 */
export const hasIinApart = (text: string): boolean =>
  (text.normalize('NFKC').match(DIGITS) ?? []).some((written) => {
    const groups = written.match(/\d+/g) ?? [];
    return groups.some((_group, i) => {
      const digits = twelveFrom(groups, i);
      return digits !== null && beginsWithDay(digits) && hasValidCheckDigit(digits);
    });
  });
