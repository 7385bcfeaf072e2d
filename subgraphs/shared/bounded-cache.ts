interface Entry<V> {
  value: V;
  /** When it was used last, counted in uses. */
  used: number;
}

/** A map that forgets what was used least recently once it is full. To look something up changes nothing but a number. */
export class BoundedCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  #uses = 0;

  constructor(private readonly capacity: number) {}

  /** The kept value of a key. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.used = this.#uses += 1;
    return entry.value;
  }

  /** The kept value of a key, or the one that `make` returns; a `make` that throws leaves nothing behind. */
  getOrMake(key: string, make: () => V): V {
    const found = this.get(key);
    if (found !== undefined) return found;
    const value = make();
    this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.set(key, { value, used: this.#uses += 1 });
    if (this.#entries.size > this.capacity) this.#forget();
  }

  /** What is kept, what was used last first. */
  recent(): [key: string, value: V][] {
    return [...this.#entries].sort(([, one], [, other]) => other.used - one.used).map(([key, { value }]) => [key, value]);
  }

  #forget(): void {
    let [oldest, least] = ['', Infinity];
    for (const [key, { used }] of this.#entries) if (used < least) [oldest, least] = [key, used];
    this.#entries.delete(oldest);
  }
}
