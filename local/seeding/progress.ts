import { SingleBar } from 'cli-progress';
import type { Dropped } from '../bootstrap/state.js';

/** Hears how the making of a population goes on. */
export interface SeedWatcher {
  /** So many children are in every database. */
  loaded(children: number): void;
  /** So many indexes and constraints are still to be made in all databases; the one that was just made. */
  restoring(left: number, one: Dropped | null): void;
  /** Nothing more will come, whether it went well or not. */
  end(): void;
}

export const UNWATCHED: SeedWatcher = { loaded: () => undefined, restoring: () => undefined, end: () => undefined };

const EVERY_MS = 5_000;

const thousands = (count: number): string => count.toLocaleString('en');

/** When a line may come: of what somebody waits for the first at once, of anything else nothing that takes less than five seconds. */
type First = 'AT_ONCE' | 'LATER';

function seldom(first: First, report: (line: string) => void): (line: () => string) => void {
  let last = first === 'AT_ONCE' ? -Infinity : performance.now();
  return (line) => {
    if (performance.now() - last < EVERY_MS) return;
    last = performance.now();
    report(line());
  };
}

/** Lines, at most one every five seconds, for a log or a pipe. */
export function progressLines(total: number, first: First, report: (line: string) => void): SeedWatcher {
  const say = seldom(first, report);
  let most = 0;
  return {
    loaded: (children) => say(() => `${thousands(children)} of ${thousands(total)} children (${Math.floor((100 * children) / total)} %)`),
    restoring: (left, one) => {
      most = Math.max(most, left);
      say(() => `${most - left} of ${most} indexes and constraints${one === null ? '' : `, the last on ${one.table}`}`);
    },
    end: () => undefined,
  };
}

/** A bar that is drawn over and over, for a terminal: one for the children, then one for what is made after them. */
export function progressBar(total: number, stream: NodeJS.WritableStream): SeedWatcher {
  const bar = (format: string, until: number): SingleBar => {
    const made = new SingleBar({ format, stream, fps: 4, etaBuffer: 200, hideCursor: true, gracefulExit: false, formatValue: (value) => thousands(value) });
    made.start(until, 0, { last: '' });
    return made;
  };
  let current: SingleBar | null = null;
  let most = 0;
  return {
    loaded: (children) => {
      current ??= bar('children  {bar} {percentage} % | {value} of {total} | {duration_formatted}, {eta_formatted} to go', total);
      current.update(children);
    },
    restoring: (left, one) => {
      if (left > most) {
        current?.stop();
        current = bar('indexes   {bar} {percentage} % | {value} of {total} | {duration_formatted} {last}', left);
        most = left;
      }
      current?.update(most - left, { last: one === null ? '' : `| ${one.table}` });
    },
    end: () => current?.stop(),
  };
}

/** A bar on a terminal, lines anywhere else. */
export const progressOn = (stream: NodeJS.WriteStream, total: number): SeedWatcher =>
  stream.isTTY ? progressBar(total, stream) : progressLines(total, 'AT_ONCE', (line) => void stream.write(`${line}\n`));
