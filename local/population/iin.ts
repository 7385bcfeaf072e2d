import { dateOf, type Day } from './calendar.js';

/** Households that share one range of serial numbers. */
export const BLOCK = 8192;

/** Serial numbers of one birth date that a block may use. */
const WIDTH = 25;

/**
 * Issues IINs (YYMMDD, 9, four digits, check digit) that are unique over the whole population without remembering the
 * population. Households come in blocks; block n owns the serials from 25n to 25n + 24 of every date, and only a
 * counter per date (37,200 bytes) is kept while a block is told. So any block can be told alone, and any household
 * at the price of its block. The counters know a date by its six digits: 1906 and 2006 share them.
 *
 * Capacity: 400 blocks, 3,276,800 households or about 8.3 million children. A block's 8,192 households put 2 to 4
 * people on a date, so a 26th is less likely than one in 10^11 per date; it would be refused, not repeated.
 */
export class IinIssuer {
  private readonly used = new Uint8Array(100 * 372);
  private block = -1;

  /** Must be called for each household, in order from the first of its block. */
  enter(household: number): void {
    const block = Math.floor(household / BLOCK);
    if (block === this.block) return;
    if ((block + 1) * WIDTH > 10_000) throw new RangeError(`The synthetic population is limited to ${400 * BLOCK} households.`);
    this.block = block;
    this.used.fill(0);
  }

  issue(born: Day): string {
    const date = dateOf(born);
    const digits = `${date.slice(2, 4)}${date.slice(5, 7)}${date.slice(8)}`;
    const cell = Number(date.slice(2, 4)) * 372 + Number(date.slice(5, 7)) * 31 + Number(date.slice(8)) - 32;
    for (let serial = this.used[cell] ?? 0; serial < WIDTH; serial += 1) {
      const base = `${digits}9${String(this.block * WIDTH + serial).padStart(4, '0')}`;
      const check = checkDigit(base);
      if (check === null) continue;
      this.used[cell] = serial + 1;
      return base + check;
    }
    throw new RangeError(`More than ${WIDTH} people of one block are born on ${date}.`);
  }
}

/**
 * The rule of `withCheckDigit` in subgraphs/shared/scalars/identifier.ts, which is the reference and is compared with
 * it in the tests: solved here instead of tried digit by digit, since a nation needs twelve million.
 */
export function checkDigit(base: string): number | null {
  let first = 0;
  let second = 0;
  for (let i = 0; i < 11; i += 1) {
    const digit = base.charCodeAt(i) - 48;
    first += digit * (i + 1);
    second += digit * (((i + 2) % 11) + 1);
  }
  const check = first % 11 === 10 ? second % 11 : first % 11;
  return check === 10 ? null : check;
}
