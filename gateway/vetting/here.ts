import { Inspector } from './inspector.js';
import type { Outcome, Task } from './tasks.js';
import type { Threads } from './threads.js';

/** Does the work in this thread, where nobody is kept waiting by a document that takes its time. */
export class Here implements Pick<Threads, 'start' | 'perform' | 'close'> {
  readonly #inspector: Inspector;

  constructor(sdl: string) {
    this.#inspector = new Inspector(sdl);
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  // oxlint-disable-next-line require-await -- what it throws is a rejection
  async perform(task: Task): Promise<Outcome> {
    return this.#inspector.perform(task);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
