import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { Problem } from './row.js';

/** Where bad rows go: line, code where the kind of file has codes, field and reason, never what stood in them. The file is there once it is whole, and only when there are any. */
export class Rejects {
  count = 0;
  readonly #partial: string;
  readonly #stream;

  constructor(private readonly file: string, private readonly coded = false) {
    this.#partial = `${file}.${process.pid}`;
    this.#stream = createWriteStream(this.#partial, { mode: 0o600 });
    this.#stream.write(stringify([this.#cells('line', 'code', 'field', 'reason')]));
  }

  async add(line: number, problems: readonly Problem[]): Promise<void> {
    this.count += 1;
    const full = !this.#stream.write(stringify(problems.map(({ code = '', field, reason }) => this.#cells(line, code, field, reason))));
    if (full) await once(this.#stream, 'drain');
  }

  #cells(line: number | string, code: string, field: string, reason: string): (number | string)[] {
    return this.coded ? [line, code, field, reason] : [line, field, reason];
  }

  /** Leaves the file, or none; that of an earlier reading goes. */
  async end(): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
    rmSync(this.file, { force: true });
    if (this.count === 0) rmSync(this.#partial);
    else renameSync(this.#partial, this.file);
  }
}
