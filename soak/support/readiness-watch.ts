import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 100;
/** A busy machine is late, and late is not unready. */
const PATIENCE_MS = 5_000;

/** Asks several processes again and again whether they are ready. */
export class ReadinessWatch {
  readonly #ready = new Map<string, boolean>();
  readonly #gone = new Set<string>();
  #stopped = false;
  readonly #work: Promise<unknown>;

  /** Base URLs by name. */
  constructor(private readonly urls: Readonly<Record<string, string>>) {
    this.#work = Promise.all(this.watched.map((name) => this.#watch(name)));
  }

  /** Those that were not ready at some time since the last call. */
  takeGone(): Set<string> {
    const gone = new Set(this.#gone);
    this.#gone.clear();
    return gone;
  }

  /** The same, without forgetting them. */
  get gone(): ReadonlySet<string> {
    return this.#gone;
  }

  get watched(): string[] {
    return Object.keys(this.urls);
  }

  get allReady(): boolean {
    return this.watched.every((name) => this.#ready.get(name) === true);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  async #watch(name: string): Promise<void> {
    while (!this.#stopped) {
      const ready = await fetch(`${this.urls[name]}/health/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(({ ok }) => ok, () => false);
      this.#ready.set(name, ready);
      if (!ready) this.#gone.add(name);
      await delay(POLL_MS);
    }
  }
}
