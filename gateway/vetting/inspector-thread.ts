import { parentPort, workerData } from 'node:worker_threads';
import { loadGraph } from '../schema/graph.js';
import { Inspector } from './inspector.js';
import type { Outcome, Task } from './tasks.js';

/** What a thread is given when it starts. */
export interface ThreadData {
  /** Text of the supergraph. */
  readonly sdl: string;
}

const inspector = new Inspector(loadGraph((workerData as ThreadData).sdl));

function outcomeOf(task: Task): Outcome {
  try {
    return inspector.perform(task);
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error : new Error('Something that is no error was thrown.') };
  }
}

parentPort?.on('message', (task: Task) => parentPort?.postMessage(outcomeOf(task)));
parentPort?.postMessage('ready');
