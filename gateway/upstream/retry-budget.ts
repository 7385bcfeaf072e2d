/** Of the calls of a subgraph, how many may be repeated. */
const SHARE = 0.1;
/** What may be repeated however few calls there are: at once, and again for each second. */
const FLOOR = 10;
const FLOOR_PER_SECOND = 1;
/** What quiet times may save up: as many as can be under way on connections that a restart of the subgraph closes. */
const MOST = 500;

/**
 * Bounds the repetitions of calls of one subgraph. Each is harmless, but a subgraph that fails under its load would get all of
 * it twice.
 */
export class RetryBudget {
  #left = FLOOR;
  #filledAt = performance.now();

  /** A call was made. */
  earn(): void {
    if (this.#left < MOST) this.#left += SHARE;
  }

  /** Whether a call may be repeated; takes it from what is left. */
  take(): boolean {
    const now = performance.now();
    const seconds = (now - this.#filledAt) / 1000;
    this.#filledAt = now;
    if (this.#left < FLOOR) this.#left = Math.min(FLOOR, this.#left + seconds * FLOOR_PER_SECOND);
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
