import { setTimeout as delay } from 'node:timers/promises';

/** What is pulled again and again. */
export interface Pulling {
  /** Pause between two pulls when there is nothing new, milliseconds. */
  readonly intervalMs: number;
  /** Pulls once; whether there is more at once. */
  pull(): Promise<boolean>;
  /** Hears why a pull came to nothing. Must not reject. */
  failed(error: unknown): Promise<void>;
}

/** Longest pause while an owner or the database does not answer. */
const LONGEST_PAUSE_MS = 15_000;

/** How often "caught up" is written down while nothing happens. */
export const TOUCH_MS = 5_000;

/** A pause that differs between consumers, so that those of an owner that comes back do not all knock at once. */
const jittered = (milliseconds: number): number => milliseconds * (0.75 + Math.random() / 2);

/** Pulls until it is stopped, less often while that fails. */
export class Puller {
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly pulling: Pulling) {}

  /** Aborted when it is stopped. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Gives up what is on its way; resolves when what had come is dealt with. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { intervalMs } = this.pulling;
    let pause = intervalMs;
    while (!this.signal.aborted) {
      try {
        const more = await this.pulling.pull();
        pause = intervalMs;
        if (more) continue;
      } catch (error) {
        if (!this.signal.aborted) await this.pulling.failed(error);
        pause = Math.min(pause * 2, Math.max(LONGEST_PAUSE_MS, intervalMs));
      }
      await delay(jittered(pause), undefined, { signal: this.signal }).catch(() => undefined);
    }
  }
}
