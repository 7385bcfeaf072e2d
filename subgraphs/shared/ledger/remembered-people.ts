import { BoundedCache } from '../bounded-cache.js';
import type { SubjectIds } from './subjects.js';

/** People kept in memory; the others are looked up again. */
const CAPACITY = 20_000;

/**
 * The ids under which people stood in records when they were last looked up. A replaced IIN changes what an id means, so they
 * are good for a statement only that checks them itself (`Chain.appendIfStill`).
 */
export class RememberedPeople {
  readonly #ids = new BoundedCache<number>(CAPACITY);

  /** The ids of all these people; null when one of them is not remembered. */
  of(iins: readonly string[]): SubjectIds | null {
    const found = new Map<string, number>();
    for (const iin of iins) {
      const id = this.#ids.get(iin);
      if (id === undefined) return null;
      found.set(iin, id);
    }
    return found;
  }

  keep(ids: SubjectIds): void {
    for (const [iin, id] of ids) this.#ids.set(iin, id);
  }
}
