import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';

/** The n-th made-up person born on a day of the IIN's digits (yymmdd): the seventh digit is 9. Nobody of the population has these serial numbers. */
function iinOf(born: string, n: number): string {
  for (let serial = 9_000 + n * 20; ; serial += 1) {
    const iin = withCheckDigit(`${born}9${serial}`);
    if (iin !== null) return iin;
  }
}

/** One of the two answers to where the child is. */
export type Where = 'A' | 'B';

/** A region with one district of it. */
export interface Place {
  readonly region: string;
  readonly district: string;
}

/** Where the child came from, and the two places where they may be. */
export const HOME: Place = { region: '110000000', district: '111000000' };
export const PLACES: Readonly<Record<Where, Place>> = {
  A: { region: '610000000', district: '611000000' },
  B: { region: '100000000', district: '101000000' },
};

/** Bodies that say by their number whose they are. */
export const BODIES: Readonly<Record<Where, string>> = { A: '000000000061', B: '000000000010' };

/** Everybody on the stage. */
export const PEOPLE = {
  /** The shielded child, of sixteen. */
  child: iinOf('100203', 1),
  mother: iinOf('850405', 2),
  sibling: iinOf('140607', 3),
  /** Who takes children in: a couple in one place, somebody alone in the other. */
  carers: { A: [iinOf('800809', 4), iinOf('811011', 5)], B: [iinOf('821213', 6)] },
  /** Another child of each family. */
  wards: { A: iinOf('150101', 7), B: iinOf('150202', 8) },
  /** The adopted child; `earlier` is who they were. */
  adopted: iinOf('190303', 9),
  earlier: iinOf('190304', 10),
  adopters: [iinOf('880404', 11), iinOf('870505', 12)],
  birthMother: iinOf('990606', 13),
  /** On no record. */
  nobody: iinOf('190305', 14),
} as const;

/** Whose rows the stage sets up. */
export const EVERYBODY: readonly string[] = Object.values(PEOPLE).flatMap((one) => (typeof one === 'string' ? [one] : 'A' in one ? [one.A, one.B].flat() : one));

/** Days: of the birth of the child, of the placement with its shielding, of the adoption. */
export const BORN = '2010-02-03';
export const PLACED = '2025-03-01';
export const ADOPTED = '2021-05-05';
