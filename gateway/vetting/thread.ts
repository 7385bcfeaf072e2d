import { Worker } from 'node:worker_threads';
import { builtModule } from '../../subgraphs/shared/project.js';
import type { ThreadData } from './inspector-thread.js';
import type { Outcome, Task } from './tasks.js';

/** Compiled, also where the code around it is not (ADR 3). */
const ENTRY = builtModule('gateway/vetting/inspector-thread.js');

/** The thread ended, by itself or because it was told to. */
export class ThreadEnded extends Error {}

/** One thread that has loaded a supergraph, and does one task at a time. */
export class Thread {
  /** Rejects when the supergraph cannot be loaded there. */
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  #settle: PromiseWithResolvers<Outcome> | null = null;
  #ended = false;

  constructor(sdl: string, heapMb: number) {
    // It has nothing of the environment: no secret is where documents of strangers are worked on.
    this.#worker = new Worker(ENTRY, { workerData: { sdl } satisfies ThreadData, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    const started = Promise.withResolvers<void>();
    this.ready = started.promise;
    this.ready.catch(() => undefined);
    let failure: Error | null = null;
    this.#worker.on('message', (message: 'ready' | Outcome) => {
      if (message === 'ready') return started.resolve();
      this.#settle?.resolve(message);
      this.#settle = null;
    });
    this.#worker.on('error', (error) => (failure = error as Error));
    this.#worker.on('exit', () => {
      this.#ended = true;
      const reason = new ThreadEnded('The thread has ended.', { cause: failure });
      started.reject(failure ?? reason);
      this.#settle?.reject(reason);
      this.#settle = null;
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Rejects with `ThreadEnded` when the thread does not outlive the task. */
  perform(task: Task): Promise<Outcome> {
    if (this.#ended) return Promise.reject(new ThreadEnded('The thread has ended.'));
    this.#settle = Promise.withResolvers<Outcome>();
    this.#worker.postMessage(task);
    return this.#settle.promise;
  }

  /** The processor time that it has had, in milliseconds; answered also while it works. Rejects when it has ended. */
  async cpuMs(): Promise<number> {
    const { user, system } = await this.#worker.cpuUsage();
    return (user + system) / 1000;
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }
}
