import { randomUUID } from 'node:crypto';
import { PAID_FILE_HEADER, readPaidLine, type PaidRow } from '../../subgraphs/benefits/modules/reconciliation/paid-file.js';
import { reconcile } from '../../subgraphs/benefits/modules/reconciliation/reconcile.js';
import type { JobSurroundings } from '../../subgraphs/benefits/modules/job/job.js';
import { civilDay } from '../../subgraphs/shared/clock.js';
import { BadLine } from '../../subgraphs/shared/csv/line.js';
import { recordsOf, Rejects } from '../line-file.js';

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

async function book(bookings: Bookings, file: string, today: string, watch: (line: number) => void): Promise<void> {
  for await (const { line, text } of recordsOf(file, PAID_FILE_HEADER)) {
    try {
      await bookings.add({ line, text, row: readPaidLine(text, today) });
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      bookings.reject(line, error.message, text);
    }
    watch(line);
  }
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
