import { chmod, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { named, onDuck, openDuck, quoted } from '../snapshot/duck.js';
import { sha256Of } from '../snapshot/snapshot-folder.js';
import { EVIDENCE_COLUMNS } from './evidence-rows.js';

/** A file of an export, as its manifest lists it. */
export interface EvidenceFile {
  readonly name: string;
  readonly bytes: number;
  /** In hexadecimal; of all of it, with the line that says whom it is for. */
  readonly sha256: string;
}

export async function fileOf(file: string): Promise<EvidenceFile> {
  const { size: bytes } = await stat(file);
  return { name: path.basename(file), bytes, sha256: await sha256Of(file, bytes) };
}

const MEMORY_MB = 512;
const SPILL_MB = 4_096;

/** All else is text. */
const TYPES: Readonly<Partial<Record<(typeof EVIDENCE_COLUMNS)[number], string>>> = { rule_version: 'INTEGER', month: 'DATE', amount: 'DECIMAL(38,18)' };

/** What a Parquet file is made of, and where. */
export interface ParquetOrder {
  readonly folder: string;
  /** A CSV that begins with its head line: a mark before it would take part in quoting, and whatever it names could swallow the rows. */
  readonly csv: string;
  readonly parquet: string;
  readonly mark: string;
  /** How many rows it must have. */
  readonly rows: number;
}

async function requireRows(connection: DuckDBConnection, { parquet, rows }: ParquetOrder): Promise<void> {
  const [there] = (await connection.runAndReadAll(`select count(*)::integer from read_parquet(${quoted(parquet)})`)).getRows();
  if (there?.[0] !== rows) throw new Error(`The Parquet file has ${String(there?.[0])} rows, and not ${rows}.`);
}

/** The rows of a CSV once more, with its mark in the file's metadata; by one thread, so that equal rows are equal bytes. */
export async function writeParquet(order: ParquetOrder): Promise<void> {
  const { folder, csv, parquet, mark } = order;
  const columns = EVIDENCE_COLUMNS.map((column) => `${quoted(column)}: ${quoted(TYPES[column] ?? 'VARCHAR')}`).join(', ');
  const temporary = path.join(folder, '.tmp');
  const duck = await openDuck({ memoryMb: MEMORY_MB, threads: 1, folders: [folder], temporary, temporaryMb: SPILL_MB });
  try {
    await onDuck(duck, async (connection) => {
      await connection.run(
        `copy (select ${EVIDENCE_COLUMNS.map(named).join(', ')} from read_csv(${quoted(csv)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, columns = {${columns}}))
         to ${quoted(parquet)} (format parquet, compression zstd, kv_metadata {balagraph: ${quoted(mark)}})`);
      await requireRows(connection, order);
    });
    await chmod(parquet, 0o600);
  } finally {
    duck.closeSync();
    await rm(temporary, { recursive: true, force: true });
  }
}
