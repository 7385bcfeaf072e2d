import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/** Polls until a condition holds; false when it does not within the time. */
export async function holdsWithin(milliseconds: number, condition: () => boolean): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}
