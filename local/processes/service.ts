import { setTimeout as delay } from 'node:timers/promises';
import { reason } from '../failure.js';
import { within, type RunningProcess } from './process.js';

/** Something that is started again when it ends by itself. */
export interface ServiceOptions {
  readonly name: string;
  /** Starts the process and waits until it serves; the signal says that nobody waits any more. */
  readonly launch: (abort: AbortSignal) => Promise<RunningProcess>;
  /** One line for the operator. */
  readonly report: (line: string) => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A process that ran this long was well: its next end counts as a first one. */
const WELL_AFTER_MS = 30_000;

/** A process that is kept running: whatever ends it, it is started again, at growing intervals while that fails. */
export class Service {
  readonly #abort = new AbortController();
  #process: RunningProcess | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly options: ServiceOptions) {}

  /** Starts it once; a failure of the first start is the caller's. */
  async start(): Promise<void> {
    const first = this.#launch();
    this.#work = first.then(() => this.#watch(), () => undefined);
    await first;
  }

  /** Ends it for good, in whatever state it is. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#process?.stop();
    await this.#work;
  }

  async #launch(): Promise<void> {
    const process = await this.options.launch(this.#abort.signal);
    this.#process = process;
    if (this.#abort.signal.aborted) await process.stop();
  }

  async #watch(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (this.#process !== null) {
      const well = !(await within(WELL_AFTER_MS, this.#process.ended));
      const how = await this.#process.ended;
      this.#process = null;
      if (well) pause = FIRST_PAUSE_MS;
      pause = await this.#revive(how, pause);
    }
  }

  /** Tries until it runs again or is to be stopped; the pause that the next end is to be followed by. */
  async #revive(how: string, firstPause: number): Promise<number> {
    let pause = firstPause;
    let problem = `ended (${how})`;
    while (!this.#abort.signal.aborted && this.#process === null) {
      this.options.report(`${this.options.name} ${problem}; starting it again in ${pause / 1000} s.`);
      await delay(pause, undefined, { signal: this.#abort.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      if (!this.#abort.signal.aborted) await this.#launch().catch((error: unknown) => (problem = `cannot be started: ${reason(error)}`));
    }
    return pause;
  }
}
