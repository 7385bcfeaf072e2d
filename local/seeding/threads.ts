import { Worker } from 'node:worker_threads';
import type { LocalFacts } from '../population/facts.js';
import type { Block } from '../population/population.js';
import type { Portion, SeedBasis } from './row-maker.js';
import type { PortionSource } from './source.js';

/** What a thread is given to make rows by. */
export interface ThreadTask {
  readonly facts: LocalFacts;
  readonly bases: readonly SeedBasis[];
}

/** Portions that a thread may have made and nobody has loaded yet: a block and a little more. */
export const AHEAD = 12;

/** One thread with the portions of the block it is making. */
class MakerThread {
  readonly #worker: Worker;
  readonly #made: Portion[] = [];
  #wake: () => void = () => undefined;
  #failure: Error | null = null;

  constructor(task: ThreadTask) {
    this.#worker = new Worker(new URL('./maker-thread.js', import.meta.url), { workerData: task });
    this.#worker.on('message', (portion: Portion) => {
      this.#made.push(portion);
      this.#wake();
    });
    this.#worker.on('error', (error) => this.#fail(error as Error));
    this.#worker.on('exit', () => this.#fail(new Error('A thread that makes rows has ended.')));
  }

  make(block: Block): void {
    this.#worker.postMessage({ make: block });
  }

  loaded(): void {
    this.#worker.postMessage('loaded');
  }

  async next(): Promise<Portion> {
    for (;;) {
      const portion = this.#made.shift();
      if (portion !== undefined) return portion;
      if (this.#failure !== null) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }
}

/**
 * Portions made by several threads, a block each in turn; they come in the order of the blocks. A thread is as far ahead of
 * the loading as `AHEAD` says, so memory stays bounded whatever the size of the population.
 */
export function threadedSource(task: ThreadTask, blocks: readonly Block[], count: number): PortionSource {
  const threads = Array.from({ length: Math.min(count, blocks.length) }, () => new MakerThread(task));
  const threadOf = (index: number): MakerThread => {
    const thread = threads[index % threads.length];
    if (thread === undefined) throw new RangeError('No thread.');
    return thread;
  };
  const places = new Map(blocks.map(({ number }, index) => [number, index]));
  async function* portions(): AsyncGenerator<Portion> {
    blocks.forEach((block, index) => threadOf(index).make(block));
    for (const [index] of blocks.entries()) {
      for (let last = false; !last; ) {
        const portion = await threadOf(index).next();
        last = portion.last;
        yield portion;
      }
    }
  }
  return {
    portions: portions(),
    loaded: ({ block }) => threadOf(places.get(block) ?? 0).loaded(),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
