import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { stringify, type Stringifier } from 'csv-stringify';
import { reason, StartFailure } from './failure.js';

/*
 * Files of comma-separated values that are taken in line by line.
 */

/** Lines that are not taken in, with their numbers and why; the file is there once it is whole, and only when there are any. */
export class Rejects {
  readonly #partial: string;
  readonly #csv: Stringifier;
  readonly #written: Promise<void>;
  count = 0;

  constructor(private readonly file: string) {
    this.#partial = `${file}.${process.pid}`;
    this.#csv = stringify({ header: true, columns: ['line', 'reason', 'record'] });
    const output = createWriteStream(this.#partial, { mode: 0o600 });
    this.#written = finished(this.#csv.pipe(output));
    this.#written.catch(() => undefined);
  }

  add(line: number, why: string, text: string): void {
    this.count += 1;
    this.#csv.write([line, why, text]);
  }

  async close(): Promise<void> {
    this.#csv.end();
    await this.#written;
    rmSync(this.file, { force: true });
    if (this.count === 0) rmSync(this.#partial);
    else renameSync(this.#partial, this.file);
  }
}

/** The lines of a file, from the first; a byte order mark is no part of it. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, 'utf8');
  let first = true;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield first ? line.replace(/^\uFEFF/, '') : line;
      first = false;
    }
  } catch (error) {
    throw new StartFailure(`${file}: ${reason(error)}`);
  }
}

/** The records of a file with their line numbers; blank lines are none. Throws `StartFailure` where the first line is another than this. */
export async function* recordsOf(file: string, header: string): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (line === 1 && text.trim() !== header) throw new StartFailure(`${file}: its first line must be ${header}.`);
    if (line > 1 && text.trim() !== '') yield { line, text };
  }
  if (line === 0) throw new StartFailure(`${file}: it is empty.`);
}
