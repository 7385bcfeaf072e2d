import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Outcome, Task } from './tasks.js';
import { Thread } from './thread.js';

export interface ThreadSettings {
  /** How long one task may take, from when a thread starts on it: in time of the processor, and at most four times that by the clock. */
  readonly limitMs: number;
  /** How long a task waits for a thread. */
  readonly patienceMs: number;
  /** Heap of a thread. */
  readonly heapMb: number;
  /** How many tasks wait, of each rank. */
  readonly waiting: readonly [first: number, second: number];
}

export const THREAD_SETTINGS: ThreadSettings = { limitMs: 500, patienceMs: 5_000, heapMb: 256, waiting: [200, 20] };

/** Why a task was not done: it took too long or the thread's memory; or there was no thread for it in time. */
export class NotDone extends Error {
  constructor(readonly reason: 'TOO_COSTLY' | 'BUSY') {
    super(reason);
  }
}

/** Tasks of the first rank come before all of the second. */
export type Rank = 0 | 1;

interface Waiting {
  readonly task: Task;
  readonly settle: PromiseWithResolvers<Outcome>;
  readonly patience: NodeJS.Timeout;
}

const RESTART_PAUSE_MS = 1_000;
/** While a machine starts everything at once, what is not needed yet can wait. */
const SPARE_PAUSE_MS = 15_000;
/** A machine that is busy with other things makes no document costly; but nobody waits for ever. */
const STRETCH = 4;
const SHORTEST_WAIT_MS = 5;

/**
 * One thread that works and one that is ready to take its place. A task that takes too long, or all memory, costs the
 * thread that does it, and nothing else: tasks that wait are done by the next.
 */
export class Threads {
  readonly #queues: readonly [Waiting[], Waiting[]] = [[], []];
  #active: Thread;
  #spare: Thread | null = null;
  #soon: NodeJS.Timeout | undefined;
  #working = false;
  #closed = false;

  constructor(
    private readonly sdl: string,
    private readonly log: FastifyBaseLogger,
    private readonly settings: ThreadSettings = THREAD_SETTINGS,
  ) {
    this.#active = this.#start();
  }

  /** Resolves when there is a thread to work with; rejects when the supergraph cannot be loaded in one. The spare one is started afterwards. */
  async start(): Promise<void> {
    await this.#active.ready;
    this.#soon = setTimeout(() => (this.#spare ??= this.#start()), SPARE_PAUSE_MS).unref();
  }

  /** Rejects with `NotDone`. */
  perform(task: Task, rank: Rank): Promise<Outcome> {
    const queue = this.#queues[rank];
    if (this.#closed || queue.length >= this.settings.waiting[rank]) return Promise.reject(new NotDone('BUSY'));
    const settle = Promise.withResolvers<Outcome>();
    const patience = setTimeout(() => {
      queue.splice(queue.indexOf(waiting), 1);
      settle.reject(new NotDone('BUSY'));
    }, this.settings.patienceMs);
    const waiting: Waiting = { task, settle, patience };
    queue.push(waiting);
    void this.#work();
    return settle.promise;
  }

  /** Ends the threads, whatever they are doing; what waits is not done. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#soon);
    for (const { patience, settle } of this.#queues.flatMap((queue) => queue.splice(0))) {
      clearTimeout(patience);
      settle.reject(new NotDone('BUSY'));
    }
    await Promise.all([this.#active.terminate(), this.#spare?.terminate()]);
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (await this.#isReady()) {
      const next = this.#queues[0].shift() ?? this.#queues[1].shift();
      if (next === undefined) break;
      clearTimeout(next.patience);
      await this.#perform(next);
    }
    this.#working = false;
  }

  async #perform({ task, settle }: Waiting): Promise<void> {
    const thread = this.#active;
    const done = new AbortController();
    void this.#watch(thread, done.signal);
    try {
      settle.resolve(await thread.perform(task));
    } catch {
      if (!this.#closed) this.log.warn({ task: task.kind }, 'a document took a thread its time or memory');
      settle.reject(new NotDone(this.#closed ? 'BUSY' : 'TOO_COSTLY'));
    } finally {
      done.abort();
    }
  }

  /** Ends the thread when its task has had its time. */
  async #watch(thread: Thread, done: AbortSignal): Promise<void> {
    const { limitMs } = this.settings;
    const latest = performance.now() + STRETCH * limitMs;
    try {
      const before = await thread.cpuMs();
      for (let left = limitMs; left > 0 && performance.now() < latest; left = limitMs - (await thread.cpuMs()) + before) {
        await sleep(Math.max(left, SHORTEST_WAIT_MS), undefined, { signal: done });
      }
      if (!done.aborted) await thread.terminate();
    } catch {
      // The task is done, or the thread has ended by itself.
    }
  }

  /** Whether there is a thread to work with: waits for the next one where the last has ended. */
  async #isReady(): Promise<boolean> {
    while (!this.#closed) {
      if (this.#active.ended) this.#replace();
      try {
        await this.#active.ready;
        if (!this.#active.ended) return true;
      } catch (error) {
        this.log.error({ err: error }, 'a thread for documents did not start');
        await new Promise((resolve) => setTimeout(resolve, RESTART_PAUSE_MS).unref());
      }
    }
    return false;
  }

  #replace(): void {
    clearTimeout(this.#soon);
    this.#active = this.#spare?.ended === false ? this.#spare : this.#start();
    this.#spare = this.#start();
  }

  #start(): Thread {
    return new Thread(this.sdl, this.settings.heapMb);
  }
}
