import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { stringify, type Stringifier } from 'csv-stringify';
import { BadLine, PAID_FILE_HEADER, readPaidLine, type PaidRow } from '../../subgraphs/benefits/modules/reconciliation/paid-file.js';
import { reconcile } from '../../subgraphs/benefits/modules/reconciliation/reconcile.js';
import type { JobSurroundings } from '../../subgraphs/benefits/modules/job/job.js';
import { civilDay } from '../../subgraphs/shared/clock.js';
import { reason, StartFailure } from '../failure.js';

/** Payments booked in one transaction. */
const BATCH = 2_000;

/** What became of a file's lines. */
export interface FileReport {
  applied: number;
  /** Reported before: nothing changed. */
  known: number;
  rejected: number;
}

interface Numbered {
  readonly line: number;
  readonly text: string;
  readonly row: PaidRow;
}

/** Lines that are not taken in, with their numbers and why; the file is there once it is whole, and only when there are any. */
class Rejects {
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

/** Books the rows of a batch, which are good as far as can be told from them alone. */
class Bookings {
  #batch: Numbered[] = [];
  #payments = new Set<string>();
  readonly report: FileReport = { applied: 0, known: 0, rejected: 0 };
  readonly #correlationId = randomUUID();

  constructor(
    private readonly surroundings: JobSurroundings,
    private readonly rejects: Rejects,
  ) {}

  /** A payment may stand in a file twice, first as paid and then as returned: each goes into a batch of its own, in their order. */
  async add(one: Numbered): Promise<void> {
    if (this.#batch.length === BATCH || this.#payments.has(one.row.payment)) await this.book();
    this.#batch.push(one);
    this.#payments.add(one.row.payment);
  }

  reject(line: number, why: string, text: string): void {
    this.report.rejected += 1;
    this.rejects.add(line, why, text);
  }

  async book(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#payments = new Set();
    if (batch.length === 0) return;
    const outcomes = await reconcile(this.surroundings, this.#correlationId, batch.map(({ row }) => row));
    for (const [i, { line, text }] of batch.entries()) {
      const { outcome, reason: why } = outcomes[i] ?? { outcome: 'REJECTED', reason: null };
      if (outcome === 'APPLIED') this.report.applied += 1;
      else if (outcome === 'KNOWN') this.report.known += 1;
      else this.reject(line, why ?? '', text);
    }
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

async function book(bookings: Bookings, file: string, today: string, watch: (line: number) => void): Promise<void> {
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (line === 1 && text.trim() !== PAID_FILE_HEADER) throw new StartFailure(`${file}: its first line must be ${PAID_FILE_HEADER}.`);
    if (line === 1 || text.trim() === '') continue;
    try {
      await bookings.add({ line, text, row: readPaidLine(text, today) });
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      bookings.reject(line, error.message, text);
    }
    watch(line);
  }
  if (line === 0) throw new StartFailure(`${file}: it is empty.`);
  await bookings.book();
}

/**
 * Books a paid file: good lines are in, bad ones go to `<file>.rejects.csv` with number and reason. Read again it changes nothing, be
 * it that it broke off in the middle.
 */
export async function bookPaidFile(surroundings: JobSurroundings, file: string, watch: (line: number) => void = () => undefined): Promise<FileReport> {
  const rejects = new Rejects(`${file}.rejects.csv`);
  const bookings = new Bookings(surroundings, rejects);
  try {
    await book(bookings, file, civilDay(surroundings.clock.now()), watch);
  } finally {
    await rejects.close();
  }
  return bookings.report;
}
