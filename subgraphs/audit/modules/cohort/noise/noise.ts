import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Cell, MoneyCell } from './cell.js';
import { TOLD_FROM } from './noise-parameters.js';
import { drawn, noiseTable } from './noise-table.js';

/** A number from zero to one, never either end. */
const fraction = (bytes: Buffer, at: number): number => (bytes.readUInt32BE(at) + 0.5) / 2 ** 32;

const TABLE = noiseTable();

/** Divides and rounds half up, whatever the sign. */
const rounded = (amount: bigint, unit: bigint): bigint => {
  const [doubled, twice] = [2n * amount + unit, 2n * unit];
  const quotient = doubled / twice;
  return (doubled < 0n && doubled % twice !== 0n ? quotient - 1n : quotient) * unit;
};

/** Perturbs figures, always in the same way for the same children in the same words, and for other words anew. */
export interface Noise {
  /** Null for a group that is too small to be told, or empty: which of the two is not told either. */
  count(words: string, cell: Cell): number | null;
  /** In the unit of the cell, rounded to a multiple of `step`. */
  sum(words: string, cell: MoneyCell, step: bigint): bigint | null;
  /** What a question is known by: its words alone. */
  question(words: string): string;
}

/** Noise of a sum is drawn finer than whole multiples, whose remainders would tell what is in it. */
const FINE = 1_000_000;

/**
 * The cell-key method, with the question's words in the key. Keys of records are of no use without the secret, which is made of the snapshot's:
 * whoever learnt some children's keys could not work the noise out.
 */
export class CellKeyNoise implements Noise {
  readonly #secret: KeyObject;

  /** The key of the snapshot, as it was opened. */
  constructor(snapshotKey: string) {
    this.#secret = createSecretKey(Buffer.from(hkdfSync('sha256', Buffer.from(snapshotKey, 'hex'), '', 'balagraph cohort noise', 32)));
  }

  count(words: string, cell: Cell): number | null {
    const perturbed = cell.children + drawn(TABLE, fraction(this.#draw('count', words, cell), 0));
    return perturbed >= TOLD_FROM ? perturbed : null;
  }

  sum(words: string, cell: MoneyCell, step: bigint): bigint | null {
    if (this.count(words, cell) === null) return null;
    const draw = this.#draw('sum', words, cell);
    const times = BigInt(Math.round((drawn(TABLE, fraction(draw, 0)) + fraction(draw, 4) - 0.5) * FINE));
    const perturbed = rounded(cell.total + (times * cell.most) / BigInt(FINE), step);
    return perturbed > 0n ? perturbed : null;
  }

  question(words: string): string {
    return this.#mac('question', words).toString('hex');
  }

  #draw(kind: string, words: string, { children, key }: Cell): Buffer {
    return this.#mac(kind, words, String(children), String(key));
  }

  #mac(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#secret).update(JSON.stringify(parts)).digest();
  }
}
