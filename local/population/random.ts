/**
 * A small seeded generator (mulberry32). Every household, and every concern in it, draws from a stream of its own: a
 * concern that starts to draw more does not change what the others tell. Integer arithmetic and divisions by powers
 * of two only, so that every machine draws the same; `Math.log` and its like may differ in the last digit.
 */
export class Random {
  private state: number;

  constructor(seed: number, household: number, topic: string) {
    let hash = avalanche(seed ^ 0x9e3779b9);
    hash = avalanche(hash ^ household);
    for (let i = 0; i < topic.length; i += 1) hash = Math.imul(hash ^ topic.charCodeAt(i), 0x01000193);
    this.state = avalanche(hash);
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number between two bounds, both included; the lower one when they are the wrong way round. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * Math.max(1, high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    return at(list, this.between(0, list.length - 1));
  }

  /** An element of a list, each as likely as its weight. */
  weighted<T>(list: Weighted<T>): T {
    const target = this.next() * list.total;
    let low = 0;
    let high = list.upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(list.upTo, middle) > target) high = middle;
      else low = middle + 1;
    }
    return at(list.items, low);
  }
}

export interface Weighted<T> {
  readonly items: readonly T[];
  readonly upTo: readonly number[];
  readonly total: number;
}

export function weights<T>(pairs: readonly (readonly [T, number])[]): Weighted<T> {
  let total = 0;
  const upTo = pairs.map(([, weight]) => (total += weight));
  return { items: pairs.map(([item]) => item), upTo, total };
}

/** An element that must be there. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`No element ${index} in a list of ${list.length}.`);
  return item;
}

function avalanche(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
