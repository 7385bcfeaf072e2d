import { withCheckDigit } from '../../shared/scalars/identifier.js';

/*
 * BINs of the bodies that decide on benefits and have none of the population's own. The fifth digit is 9, so that none can
 * be a real body's (see shared/synthetic/organisations.ts, which has kinds 0 to 2).
 */

function binOf(kind: string, place: string): string {
  for (let month = 1; month <= 12; month += 1) {
    const bin = withCheckDigit(`12${String(month).padStart(2, '0')}9${kind}${place}`);
    if (bin !== null) return bin;
  }
  throw new Error('No BIN with a valid check digit in twelve attempts.');
}

const departments = new Map<string, string>();

/** Territorial department of the ministry in a region. */
export function ministryDepartment(regionKato: string): string {
  const bin = departments.get(regionKato) ?? binOf('7', regionKato.slice(0, 5));
  departments.set(regionKato, bin);
  return bin;
}

/** The State Social Insurance Fund. */
export const SOCIAL_INSURANCE_FUND = binOf('8', '00001');
