import type { Graph } from '../schema/graph.js';
import { Inspector } from './inspector.js';
import type { Outcome, Task } from './tasks.js';
import type { Threads } from './threads.js';

/** Does the work in this thread, where nobody is kept waiting by a document that takes its time. */
export class Here implements Pick<Threads, 'start' | 'perform' | 'close'> {
  readonly #inspector: Inspector;

  constructor(graph: Graph) {
    this.#inspector = new Inspector(graph);
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
