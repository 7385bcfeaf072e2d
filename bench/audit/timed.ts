import { median } from '../benchmark.js';

/** Something that was asked, and what it took. */
export interface Asked {
  readonly name: string;
  readonly what: string;
  /** The middle of some rounds, milliseconds. */
  readonly ms: number;
}

const ROUNDS = 3;

/** Asks so often that one slow round says nothing. */
export async function timed(name: string, what: string, ask: () => Promise<unknown>): Promise<Asked> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await ask();
    took.push(performance.now() - begun);
  }
  return { name, what, ms: median(took) };
}
