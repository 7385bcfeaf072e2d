import { SingleBar } from 'cli-progress';

/** Hears how far a command has come, of how much. */
export interface Progress {
  at(done: number, of: number): void;
  end(): void;
}

/** Of what somebody reads in a log or a pipe a line comes every five seconds. */
const LINE_EVERY_MS = 5_000;

/** A bar on a terminal, lines anywhere else. */
export function progressOf(what: string, stream: NodeJS.WritableStream): Progress {
  const format = `${what}  {bar} {percentage} % | {value} of {total} | {duration_formatted}`;
  const bar = new SingleBar({ format, stream, fps: 4, hideCursor: true, gracefulExit: false, noTTYOutput: true, notTTYSchedule: LINE_EVERY_MS, formatValue: (value) => value.toLocaleString('en') });
  let begun = false;
  return {
    at: (done, of) => {
      if (!begun) bar.start(of, done);
      begun = true;
      bar.setTotal(of);
      bar.update(done);
    },
    end: () => {
      if (begun) bar.stop();
    },
  };
}

/** Says how far it has come, at most once in five seconds. */
export function said(what: string): (count: number) => void {
  let last = performance.now();
  return (count) => {
    if (performance.now() - last < LINE_EVERY_MS) return;
    last = performance.now();
    process.stderr.write(`${count.toLocaleString('en')} ${what}\n`);
  };
}
