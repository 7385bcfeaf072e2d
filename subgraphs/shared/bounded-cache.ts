/** A map that forgets what was used least recently once it is full. */
export class BoundedCache<V> {
  readonly #entries = new Map<string, V>();

  constructor(private readonly capacity: number) {}

  /** The kept value of a key. */
  get(key: string): V | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, found);
    return found;
  }

  /** The kept value of a key, or the one that `make` returns; a `make` that throws leaves nothing behind. */
  getOrMake(key: string, make: () => V): V {
    const value = this.#entries.get(key) ?? make();
    this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#trim();
  }

  /** What is kept, what was used last first. */
  recent(): [key: string, value: V][] {
    return [...this.#entries].toReversed();
  }

  /** A Map keeps the order of insertion, and every use inserts anew: the first is the oldest. */
  #trim(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) return;
      this.#entries.delete(key);
    }
  }
}
