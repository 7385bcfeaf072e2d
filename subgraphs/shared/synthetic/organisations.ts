import { withCheckDigit } from '../scalars/identifier.js';

/**
 * BINs of the organisations that synthetic facts name, the same in every subgraph because they depend on the district
 * (second-level KATO) alone. The fifth digit of a real BIN is 4, 5 or 6 (kind of entity); 9 can be nobody's.
 */

/** The guardianship body of a district: the education department of its akimat. */
export const guardianshipBody = (district: string): string => binOf('0', district);

/** The institution for children without parental care that serves a district. */
export const institution = (district: string): string => binOf('1', district);

/** The local executive body of a district. */
export const akimat = (district: string): string => binOf('2', district);

function binOf(kind: string, district: string): string {
  for (let month = 1; month <= 12; month += 1) {
    const bin = withCheckDigit(`12${String(month).padStart(2, '0')}9${kind}${district.slice(0, 5)}`);
    if (bin !== null) return bin;
  }
  throw new Error('No BIN with a valid check digit in twelve attempts.');
}
