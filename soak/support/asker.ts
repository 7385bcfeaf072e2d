import { setTimeout as delay } from 'node:timers/promises';
import { exchange, type Exchange, type Question } from './exchange.js';

/** Asks the same question again and again, with a pause in between, and tells what came. */
export class Asker {
  #stopped = false;
  readonly #work: Promise<void>;

  constructor(
    private readonly question: Question,
    private readonly pauseMs: number,
    private readonly hears: (exchange: Exchange) => void,
    private readonly absent: ReadonlySet<string> = new Set(),
  ) {
    this.#work = this.#ask();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  async #ask(): Promise<void> {
    while (!this.#stopped) {
      this.hears(await exchange(this.question, this.absent));
      await delay(this.pauseMs);
    }
  }
}
