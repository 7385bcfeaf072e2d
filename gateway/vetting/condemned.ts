import { BoundedCache } from '../../subgraphs/shared/bounded-cache.js';

const CAPACITY = 10_000;
/** A machine that stood still must not condemn a document for good; a bomb costs one thread in that time. */
const REMEMBERED_MS = 10 * 60_000;

/** The documents, by hash, that threads did not outlive. */
export class Condemned {
  readonly #until = new BoundedCache<number>(CAPACITY);

  add(digest: string): void {
    this.#until.set(digest, performance.now() + REMEMBERED_MS);
  }

  has(digest: string): boolean {
    return performance.now() < (this.#until.get(digest) ?? 0);
  }
}
