import { StartFailure } from '../../local/failure.js';
import { within } from '../../local/processes/process.js';
import { HttpConnection } from './http-connection.js';
import type { HttpMessage } from './http-reader.js';

export interface LoadOptions {
  readonly port: number;
  /** Each asks again as soon as it has been answered. */
  readonly connections: number;
  readonly seconds: number;
  /** Goes on until there were so many, also when the time is over. */
  readonly atLeast?: number;
  readonly request: (i: number) => Buffer;
  /** Throws when the answer is not right. */
  readonly check: (answer: HttpMessage, i: number) => void;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** In ascending order. */
  readonly milliseconds: readonly number[];
}

/** How long an answer may take that nobody waits for any more. */
const PATIENCE_MS = 60_000;

/** No request of a run has the number of an earlier one. */
let next = 0;

async function ask(connection: HttpConnection, until: number, { request, check, atLeast = 0 }: LoadOptions, times: number[]): Promise<void> {
  while (performance.now() < until || times.length < atLeast) {
    const i = next;
    next += 1;
    const bytes = request(i);
    const began = performance.now();
    const answer = await connection.request(bytes);
    times.push(performance.now() - began);
    check(answer, i);
  }
}

/** Sends requests for so long. Rejects with the first answer that is not right. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { port, connections, seconds } = options;
  const open = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(port)));
  const times: number[] = [];
  try {
    const began = performance.now();
    const until = began + seconds * 1000;
    const asking = Promise.all(open.map((connection) => ask(connection, until, options, times)));
    if (!(await within(seconds * 1000 + PATIENCE_MS, asking))) throw new StartFailure('it does not answer any more');
    await asking;
    return { requests: times.length, seconds: (performance.now() - began) / 1000, milliseconds: times.sort((a, b) => a - b) };
  } finally {
    for (const connection of open) connection.close();
  }
}
