import type { Clock } from '../clock.js';

/** The nonces that one instance has let in by itself, until they expire. They are signed, so that nobody but the gateway can fill it. */
export class RecentNonces {
  readonly #known = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Whether it is the first time here. `expiresAt`: Unix time in milliseconds. */
  take(nonce: string, expiresAt: number): boolean {
    this.#forget();
    if (this.#known.has(nonce)) return false;
    this.#known.set(nonce, expiresAt);
    return true;
  }

  /** In the order in which they came, which is nearly that in which they expire: one may stay for as long as a call is good. */
  #forget(): void {
    const now = this.clock.now().getTime();
    for (const [nonce, expiresAt] of this.#known) {
      if (expiresAt > now) return;
      this.#known.delete(nonce);
    }
  }
}
