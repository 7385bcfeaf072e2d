import type { Ledger } from './ledger.js';

/** Pause between two tries while records can be written, and while they cannot. */
const CALM_MS = 1_000;
const ALARMED_MS = 100;

/**
 * Knows whether the ledger can be written, for requests that have nothing to record: without a ledger they are not answered
 * either. A record that failed is believed at once; a try every second finds out the rest.
 */
export class LedgerWatch {
  #writable = false;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(private readonly ledger: Pick<Ledger, 'onFailure' | 'tryOut'>) {
    ledger.onFailure = () => this.#flip();
  }

  get writable(): boolean {
    return this.#writable;
  }

  /** Tries once, and from then on by itself. Resolves when the first try is over, however it came out. */
  async start(): Promise<void> {
    this.#writable = await this.ledger.tryOut();
    if (!this.#stopped) this.#timer = setTimeout(() => void this.start(), this.#writable ? CALM_MS : ALARMED_MS).unref();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #flip(): void {
    if (this.#timer === null || !this.#writable) return;
    this.#writable = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.start(), ALARMED_MS).unref();
  }
}
