import { setTimeout as delay } from 'node:timers/promises';
import type { Life } from './registrar.js';
import type { Registers } from './registers.js';

/** What is found when all is over. */
export interface Aftermath {
  /** Until the feeds had told everybody everything, milliseconds. */
  readonly settlingMs: number;
  readonly failures: readonly string[];
}

const SETTLING_MS = 90_000;

/** Waits until the feeds have told everybody everything; milliseconds, or null when they have not. */
async function settled(registers: Registers): Promise<number | null> {
  const began = performance.now();
  while (performance.now() < began + SETTLING_MS) {
    if (await registers.caughtUp().catch(() => false)) return performance.now() - began;
    await delay(200);
  }
  return null;
}

/** Whether what was acknowledged is there, once, with its events, at everybody whom they are for, and its records in the ledger. */
export async function aftermathOf(registers: Registers, lives: readonly Life[]): Promise<Aftermath> {
  const settling = await settled(registers);
  const failures = [
    ...(settling === null ? [`the feeds have not caught up in ${SETTLING_MS / 1000} s`] : []),
    ...(await registers.differences(lives)),
    ...(await registers.inboxProblems()),
    ...(await registers.ledgerFaults()),
  ];
  return { settlingMs: Math.round(settling ?? SETTLING_MS), failures };
}
