import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { Rejects } from './rejects.js';
import type { Columns, Fate, FileRow } from './row.js';

/** What became of the rows of a file. */
export interface ImportCount {
  readonly added: number;
  /** Were there already. */
  readonly known: number;
  readonly rejected: number;
}

/** A kind of file: what a row of it is called, its columns, and those that are passed over. */
export interface FileKind<C extends string> {
  readonly row: string;
  readonly columns: Readonly<Record<C, Columns[string]>>;
  readonly passedOver?: readonly string[];
  /** Whether its rejects have codes. */
  readonly coded?: true;
}

/** How a file is taken in. */
export interface Intake<C extends string> {
  /** Takes a batch in, in one transaction of its own or several; what becomes of each row, in their order. */
  readonly take: (rows: readonly FileRow<C>[]) => Promise<readonly Fate[]>;
  /** Hears how many rows have been through. */
  readonly progress?: ((rows: number) => void) | undefined;
}

/** A file that has not the columns of its kind; nothing was read of it. */
export class WrongFile extends Error {}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Rows that are taken in at once. */
const BATCH = 1_000;
/** Longer rows are nobody's: a quote that is never closed must not take the whole file into memory. */
const LONGEST_ROW = 100_000;

const requiredOf = (columns: Columns): string[] => Object.keys(columns).filter((column) => columns[column] === 'required');

function checkHeader({ row, columns, passedOver = [] }: FileKind<string>, header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  const missing = requiredOf(columns).filter((column) => !names.includes(column));
  const unknown = names.filter((name) => !(name in columns) && !passedOver.includes(name)).length;
  if (missing.length > 0) throw new WrongFile(`The first line must name the columns; these are missing: ${missing.join(', ')}.`);
  if (unknown > 0) throw new WrongFile(`The first line has ${unknown} columns that no ${row} has. Known are ${Object.keys(columns).join(', ')}.`);
  return names;
}

/**
 * Reads a file of comma-separated values. Good rows go in, bad ones to a file of rejects with line, field and reason. It may be
 * interrupted between two batches and started again, as far as `take` knows what is there already.
 */
export async function importCsv<C extends string>(file: string, rejectFile: string, kind: FileKind<C>, { take, progress = () => undefined }: Intake<C>): Promise<ImportCount> {
  const names = Object.keys(kind.columns) as C[];
  const rowOf = ({ record, info }: Parsed): FileRow<C> => ({ line: info.lines, cells: Object.fromEntries(names.map((name) => [name, record[name]?.trim() || null])) as FileRow<C>['cells'] });
  const rejects = new Rejects(rejectFile, kind.coded);
  const count = { added: 0, known: 0 };
  let [batch, rows, begun] = [[] as FileRow<C>[], 0, false];
  const flush = async (): Promise<void> => {
    const fates = await take(batch);
    for (const [i, { line }] of batch.entries()) {
      const fate = fates[i] ?? [];
      if (fate === 'ADDED') count.added += 1;
      else if (fate === 'KNOWN') count.known += 1;
      else await rejects.add(line, fate);
    }
    rows += batch.length;
    batch = [];
    progress(rows);
  };
  const skipped: number[] = [];
  const header = (found: readonly string[]): string[] => {
    begun = true;
    return checkHeader(kind, found);
  };
  const parser = parse({
    bom: true, columns: header, info: true, skip_empty_lines: true, max_record_size: LONGEST_ROW, skip_records_with_error: true,
    on_skip: (error) => void skipped.push((error as { lines?: number } | undefined)?.lines ?? 0),
  });
  // What goes wrong with the file reaches whoever reads the rows.
  pipeline(createReadStream(file), parser, () => undefined);
  try {
    for await (const parsed of parser as AsyncIterable<Parsed>) {
      batch.push(rowOf(parsed));
      if (batch.length === BATCH) await flush();
    }
    if (!begun) throw new WrongFile('It is empty: the first line must name the columns.');
    if (batch.length > 0) await flush();
    for (const line of skipped) await rejects.add(line, [{ field: '', code: 'MALFORMED', reason: 'the line is no row of these columns.' }]);
  } finally {
    await rejects.end();
  }
  return { ...count, rejected: rejects.count };
}
