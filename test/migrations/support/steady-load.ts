import { setTimeout as delay } from 'node:timers/promises';

/** What became of requests that came without a pause. */
export interface LoadResult {
  readonly requests: number;
  /** Why requests failed. */
  readonly failures: readonly string[];
  readonly slowestMs: number;
}

/** Sends requests one after the other from several callers until it is stopped; a request fails by rejecting. */
export class SteadyLoad {
  #stopped = false;
  #requests = 0;
  #slowestMs = 0;
  readonly #failures: string[] = [];
  readonly #callers: readonly Promise<void>[];

  constructor(callers: number, private readonly request: () => Promise<void>) {
    this.#callers = Array.from({ length: callers }, () => this.#call());
  }

  /** Waits until so many more requests are over. */
  async more(count: number): Promise<void> {
    const until = this.#requests + count;
    while (this.#requests < until) await delay(5);
  }

  async stop(): Promise<LoadResult> {
    this.#stopped = true;
    await Promise.all(this.#callers);
    return { requests: this.#requests, failures: this.#failures, slowestMs: this.#slowestMs };
  }

  async #call(): Promise<void> {
    while (!this.#stopped) {
      const began = performance.now();
      await this.request().catch((error: unknown) => void this.#failures.push(String(error)));
      this.#requests += 1;
      this.#slowestMs = Math.max(this.#slowestMs, performance.now() - began);
    }
  }
}
