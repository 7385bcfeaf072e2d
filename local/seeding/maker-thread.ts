import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { blockHouseholds, type Block } from '../population/population.js';
import { RowMaker, type Portion } from './row-maker.js';
import { AHEAD, type ThreadTask } from './threads.js';

/*
 * A thread that makes rows: told which blocks, in order; each portion goes out as soon as it is made, unless enough of
 * them are waiting to be loaded.
 */

type Message = { readonly make: Block } | 'loaded';

class Thread {
  readonly #blocks: Block[] = [];
  #waiting = 0;
  #wake: () => void = () => undefined;

  constructor(
    private readonly port: MessagePort,
    private readonly task: ThreadTask,
  ) {
    port.on('message', (message: Message) => {
      if (message === 'loaded') this.#waiting -= 1;
      else this.#blocks.push(message.make);
      this.#wake();
    });
  }

  async run(): Promise<never> {
    const maker = await RowMaker.of(this.task.facts, this.task.bases);
    for (;;) {
      const block = await this.#next();
      for (const portion of maker.block(block.number, blockHouseholds(this.task.facts, block))) await this.#send(portion);
    }
  }

  async #next(): Promise<Block> {
    for (;;) {
      const block = this.#blocks.shift();
      if (block !== undefined) return block;
      await this.#change();
    }
  }

  async #send(portion: Portion): Promise<void> {
    while (this.#waiting >= AHEAD) await this.#change();
    this.#waiting += 1;
    const tables = Object.values(portion.parts).flatMap((part) => part.tables);
    this.port.postMessage(portion, tables.flatMap(({ pieces }) => pieces.map(({ buffer }) => buffer)));
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

if (parentPort === null) throw new Error('This module runs as a thread.');
await new Thread(parentPort, workerData as ThreadTask).run();
