import type { Exchange } from '../support/exchange.js';

/** What came of all requests around one fault. */
export class Tally {
  whole = 0;
  unavailable = 0;
  slowestMs = 0;
  /** How often a request ended in any other way, by what was said. */
  readonly otherwise = new Map<string, number>();
  /** Requests that were answered with data although both they and their answer fell into the fault. */
  unsilenced = 0;
  #harmedAt = Infinity;
  #healedAt = Infinity;
  readonly #well = new Set<string>();

  get requests(): number {
    return this.whole + this.unavailable + this.failed;
  }

  get failed(): number {
    return [...this.otherwise.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The fault is at work from now on. */
  harmed(): void {
    this.#harmedAt = performance.now();
  }

  /** The fault begins to be undone now. */
  healing(): void {
    this.#harmedAt = Infinity;
  }

  /** The fault is undone. */
  healed(): void {
    this.#healedAt = performance.now();
  }

  hear(kind: string, { ending, began, milliseconds, what }: Exchange): void {
    this.slowestMs = Math.max(this.slowestMs, milliseconds);
    if (ending === 'UNAVAILABLE') this.unavailable += 1;
    else if (ending === 'OTHERWISE') this.otherwise.set(`${kind}: ${what}`, (this.otherwise.get(`${kind}: ${what}`) ?? 0) + 1);
    else this.#answered(kind, began);
  }

  /** Whether every kind of request was answered that was sent after the fault was undone. */
  isWell(kinds: readonly string[]): boolean {
    return kinds.every((kind) => this.#well.has(kind));
  }

  #answered(kind: string, began: number): void {
    this.whole += 1;
    if (began > this.#harmedAt) this.unsilenced += 1;
    if (began > this.#healedAt) this.#well.add(kind);
  }
}
