import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copiedColumns, type TableShape } from './table-shape.js';
import type { TableRows } from './table-writer.js';

/** Binary COPY begins with a signature, flags and the length of an extension, and ends with a row of -1 columns. */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);

const statement = (shape: TableShape): string => {
  const columns = copiedColumns(shape).map((column) => `"${column}"`).join(', ');
  return `copy ${shape.name} (${columns}) from stdin (format binary)`;
};

/** Copies rows into their table; an error unless the server took as many as were made. */
export async function copyRows(client: Client, shape: TableShape, { rows, pieces }: TableRows): Promise<void> {
  const copy = client.query(copyFrom(statement(shape)));
  await pipeline(Readable.from([HEADER, ...pieces, TRAILER]), copy);
  if (copy.rowCount !== rows) throw new Error(`${shape.name}: ${rows} rows were made and ${copy.rowCount} taken.`);
}
