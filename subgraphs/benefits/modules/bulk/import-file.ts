import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { checkedAward, type Cells, type Problem } from './award-checks.js';
import { COLUMNS, WRITTEN_ONLY, type Column } from './award-record.js';
import type { Clerk } from './clerk.js';
import { importAwards, type Candidate } from './import.repository.js';

/** What became of the rows of a file. */
export interface ImportCount {
  readonly added: number;
  /** Were there already. */
  readonly known: number;
  readonly rejected: number;
}

/** A file that is none of awards; nothing was read of it. */
export class NotAwards extends Error {}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number; readonly error?: unknown };
}

/** Rows of one transaction. */
const BATCH = 500;
/** Longer rows are nobody's: a quote that is never closed must not take the whole file into memory. */
const LONGEST_ROW = 100_000;

const REQUIRED = Object.entries(COLUMNS).filter(([, kind]) => kind === 'required').map(([column]) => column);

function checkHeader(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  const missing = REQUIRED.filter((column) => !names.includes(column));
  const unknown = names.filter((name) => !(name in COLUMNS) && !WRITTEN_ONLY.includes(name as never)).length;
  if (missing.length > 0) throw new NotAwards(`The first line must name the columns; these are missing: ${missing.join(', ')}.`);
  if (unknown > 0) throw new NotAwards(`The first line has ${unknown} columns that no award has. Known are ${Object.keys(COLUMNS).join(', ')}.`);
  return names;
}

const cellsOf = (record: Readonly<Record<string, string>>): Cells =>
  Object.fromEntries((Object.keys(COLUMNS) as Column[]).map((column) => [column, record[column]?.trim() || null])) as Cells;

/** Where bad rows go: line and reason, never what stood in them. */
class Rejects {
  count = 0;
  readonly #stream;

  constructor(file: string) {
    this.#stream = createWriteStream(file, { mode: 0o600 });
    this.#stream.write(stringify([['line', 'field', 'reason']]));
  }

  async add(line: number, problems: readonly Problem[]): Promise<void> {
    this.count += 1;
    const full = !this.#stream.write(stringify(problems.map(({ field, reason }) => [line, field, reason])));
    if (full) await once(this.#stream, 'drain');
  }

  async end(): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
  }
}

/** One batch: what passes its own checks is written in one transaction, with the record of whose awards were added. */
async function importBatch(clerk: Clerk, batch: readonly Parsed[], rejects: Rejects): Promise<Omit<ImportCount, 'rejected'>> {
  const checked = batch.map(({ record, info }) => ({ line: info.lines, award: checkedAward(cellsOf(record), { today: clerk.today, actsIn: (region) => clerk.actsIn(region) }) }));
  const candidates = checked.flatMap(({ line, award }): Candidate[] => ('amounts' in award ? [{ line, award }] : []));
  const fates = await clerk.write('awards', async (em) => {
    const result = await importAwards(em, candidates);
    const subjects = candidates.filter((one) => result.get(one) === 'ADDED').flatMap(({ award }) => [...award.children.map(({ iin }) => iin), ...(award.recipientIin === null ? [] : [award.recipientIin])]);
    return { result, entry: subjects.length === 0 ? null : { coordinate: 'BenefitAward', subjects } };
  });
  const bad = new Map(candidates.flatMap((one) => {
    const fate = fates.get(one);
    return typeof fate === 'object' ? [[one.line, [fate]] as const] : [];
  }));
  for (const { line, award } of checked) {
    const problems = 'amounts' in award ? bad.get(line) : award;
    if (problems !== undefined) await rejects.add(line, problems);
  }
  const of = (fate: 'ADDED' | 'KNOWN'): number => candidates.filter((one) => fates.get(one) === fate).length;
  return { added: of('ADDED'), known: of('KNOWN') };
}

const unreadable = (lines: number): { readonly line: number; readonly problems: readonly Problem[] } => ({ line: lines, problems: [{ field: '', reason: 'the line is no row of these columns.' }] });

/**
 * Reads awards from a file of comma-separated values. Good rows go in, bad ones to a file of rejects; a file that is read again adds
 * nothing. It may be interrupted between two batches, and started again.
 */
export async function importFile(clerk: Clerk, file: string, rejectFile: string, progress: (rows: number) => void = () => undefined): Promise<ImportCount> {
  const rejects = new Rejects(rejectFile);
  let [added, known, rows] = [0, 0, 0];
  let batch: Parsed[] = [];
  const flush = async (): Promise<void> => {
    const done = await importBatch(clerk, batch, rejects);
    [added, known, rows] = [added + done.added, known + done.known, rows + batch.length];
    batch = [];
    progress(rows);
  };
  const skipped: number[] = [];
  const parser = parse({
    bom: true, columns: checkHeader, info: true, skip_empty_lines: true, max_record_size: LONGEST_ROW, skip_records_with_error: true,
    on_skip: (error) => void skipped.push((error as { lines?: number } | undefined)?.lines ?? 0),
  });
  // What goes wrong with the file reaches whoever reads the rows.
  pipeline(createReadStream(file), parser, () => undefined);
  try {
    for await (const parsed of parser as AsyncIterable<Parsed>) {
      batch.push(parsed);
      if (batch.length === BATCH) await flush();
    }
    if (batch.length > 0) await flush();
    for (const { line, problems } of skipped.map(unreadable)) await rejects.add(line, problems);
  } finally {
    await rejects.end();
  }
  return { added, known, rejected: rejects.count };
}
