import type { Client } from 'pg';
import { addRate } from '../../subgraphs/savings/modules/rate/import-rates.js';
import { RATE_FILE_HEADER, readRateLine } from '../../subgraphs/savings/modules/rate/rate-file.js';
import { BadLine } from '../../subgraphs/shared/csv/line.js';
import { recordsOf, Rejects } from '../line-file.js';

/** What became of a file's lines. */
export interface RateReport {
  readonly added: number;
  readonly known: number;
  readonly rejected: number;
}

const OTHER_RATE = 'another rate is on record for this day';

/**
 * Puts the rates of a file on record: good lines are in, bad ones go to `<file>.rejects.csv` with number and reason. Read again it
 * changes nothing, be it that it broke off in the middle.
 */
export async function importRates(client: Client, file: string, today: string): Promise<RateReport> {
  const rejects = new Rejects(`${file}.rejects.csv`);
  const count = { ADDED: 0, KNOWN: 0 };
  try {
    for await (const { line, text } of recordsOf(file, RATE_FILE_HEADER)) {
      const fate = await take(client, text, today);
      if (fate === 'ADDED' || fate === 'KNOWN') count[fate] += 1;
      else rejects.add(line, fate, text);
    }
  } finally {
    await rejects.close();
  }
  return { added: count.ADDED, known: count.KNOWN, rejected: rejects.count };
}

/** Whether a line was taken, or why not. */
async function take(client: Client, text: string, today: string): Promise<string> {
  try {
    const fate = await addRate(client, readRateLine(text, today));
    return fate === 'OTHER_RATE' ? OTHER_RATE : fate;
  } catch (error) {
    if (error instanceof BadLine) return error.message;
    throw error;
  }
}
