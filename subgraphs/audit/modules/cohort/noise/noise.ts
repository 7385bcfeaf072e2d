import { createHmac, hkdfSync } from 'node:crypto';
import type { Cell, MoneyCell } from './cell.js';
import { THRESHOLD } from './noise-parameters.js';
import { drawn, noiseTable } from './noise-table.js';

/** A number from zero to one, never either end. */
const fraction = (bytes: Buffer, at: number): number => (bytes.readUInt32BE(at) + 0.5) / 2 ** 32;

const TABLE = noiseTable();

/** From how many children on it is told. */
function threshold(at: number): number {
  const { fewest, middle, spread, always } = THRESHOLD;
  return Math.min(always, Math.max(fewest, Math.round(middle + spread * Math.log(at / (1 - at)))));
}

/** Divides and rounds half up, whatever the sign. */
const rounded = (amount: bigint, unit: bigint): bigint => {
  const [doubled, twice] = [2n * amount + unit, 2n * unit];
  const quotient = doubled / twice;
  return (doubled < 0n && doubled % twice !== 0n ? quotient - 1n : quotient) * unit;
};

/** Perturbs figures, always in the same way for the same children. */
export interface Noise {
  /** Null for a group that is too small to be told, or empty: which of the two is not told either. */
  count(cell: Cell): number | null;
  /** In the unit of the cell, rounded to a multiple of `step`. */
  sum(cell: MoneyCell, step: bigint): bigint | null;
  /** What a question is known by, whatever its words: the cells of all its figures. */
  question(kind: string, cells: readonly Cell[]): string;
}

/**
 * The cell-key method. Keys of records are of no use without the secret, which is made of the snapshot's: whoever learnt some children's keys
 * could not work the noise out.
 */
export class CellKeyNoise implements Noise {
  readonly #secret: Buffer;

  /** The key of the snapshot, as it was opened. */
  constructor(snapshotKey: string) {
    this.#secret = Buffer.from(hkdfSync('sha256', Buffer.from(snapshotKey, 'hex'), '', 'balagraph cohort noise', 32));
  }

  count(cell: Cell): number | null {
    const perturbed = cell.children + this.#add('count', cell, cell.key);
    return this.#isTold(cell) && perturbed >= THRESHOLD.fewest ? perturbed : null;
  }

  sum(cell: MoneyCell, step: bigint): bigint | null {
    if (!this.#isTold(cell)) return null;
    const largest = cell.largest.reduce((sum, one) => sum + one, 0n) / BigInt(Math.max(1, cell.largest.length));
    const perturbed = rounded(cell.total + BigInt(this.#add('sum', cell, cell.key)) * largest, step);
    return perturbed > 0n ? perturbed : null;
  }

  question(kind: string, cells: readonly Cell[]): string {
    return this.#mac('question', kind, ...cells.map(({ children, key }) => `${children}:${key}`)).toString('hex');
  }

  #isTold(cell: Cell): boolean {
    return cell.children >= threshold(fraction(this.#mac('threshold', String(cell.children), String(cell.key)), 0));
  }

  /** Nobody stays nobody. */
  #add(kind: string, { children }: Cell, key: bigint): number {
    return children === 0 ? 0 : drawn(TABLE, fraction(this.#mac(kind, String(children), String(key)), 0));
  }

  #mac(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#secret).update(parts.join('|')).digest();
  }
}
