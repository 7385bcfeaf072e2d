import { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import type { LedgerEntry } from '../../subgraphs/shared/ledger/entry.js';
import type { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { systemClock } from '../../subgraphs/shared/clock.js';
import { median } from '../benchmark.js';
import { sampleEntries } from '../ledger-sample.js';

/** Longer than anything here takes: what is measured is how fast it is, not when it gives up. */
const PATIENCE_MS = 60_000;

export const openLedgerOf = (url: string, key: LedgerKey): Ledger => new Ledger({ url, key, clock: systemClock, kind: 'READ', patienceMs: PATIENCE_MS });

/** Records of one request, as in the sample. */
const PER_REQUEST = 4;

function* requests(entries: readonly LedgerEntry[]): Generator<readonly LedgerEntry[]> {
  for (let i = 0; ; i = (i + PER_REQUEST) % entries.length) yield entries.slice(i, i + PER_REQUEST);
}

export interface AppendRate {
  readonly recordsPerSecond: number;
  /** Milliseconds that a request waits for its records, in the middle. */
  readonly waitMs: number;
}

/** How fast so many requests at once get their records, each asking again as soon as it has them. */
export async function appendRate(ledger: Ledger, concurrency: number, seconds: number): Promise<AppendRate> {
  const next = requests(sampleEntries(40_000));
  const waits: number[] = [];
  const began = performance.now();
  const end = began + seconds * 1000;
  await Promise.all(Array.from({ length: concurrency }, async () => {
    for (let at = performance.now(); at < end; at = performance.now()) {
      await ledger.record(next.next().value ?? []);
      waits.push(performance.now() - at);
    }
  }));
  return { recordsPerSecond: (waits.length * PER_REQUEST) / ((performance.now() - began) / 1000), waitMs: median(waits) };
}
