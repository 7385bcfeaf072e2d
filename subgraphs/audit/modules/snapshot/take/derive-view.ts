import type { DuckDBConnection } from '@duckdb/node-api';
import type { Derivation } from '../../../../shared/export/export-view.js';
import { duckType } from '../column-types.js';
import { named } from '../duck.js';
import type { ManifestView } from '../manifest.js';
import type { PublishedColumn, PublishedView } from '../published.js';
import { rowsInFiles } from '../view-rows.js';
import { SnapshotFailure } from './failure.js';
import { emptyFolder, intoFiles, narrowFirst, stream, type OnSource, type ViewTarget, type WrittenView } from './view-file.js';

/** What a view is derived from. */
export interface DerivationInputs {
  /** Views that are written, and their folder. */
  readonly written: readonly ManifestView[];
  readonly folder: string;
  readonly parts: readonly PublishedView[];
}

/** What would be rounded fails. */
const exactly = ({ name, type }: PublishedColumn, wide: boolean): string => {
  const [column, stored] = [named(name), duckType({ type }, wide)];
  const cast = `cast(${column} as ${stored})`;
  return `${type === 'numeric' ? `case when ${cast} is distinct from ${column} then error('more decimals than are kept') else ${cast} end` : cast} as ${column}`;
};

const derivedRows = ({ columns }: PublishedView, { sql }: Derivation, wide: boolean): string => `select ${columns.map((column) => exactly(column, wide)).join(', ')} from (${sql})`;

/** The views by their names, and as many rows in them as were noted. */
async function showWritten(duck: DuckDBConnection, { written, folder }: DerivationInputs): Promise<void> {
  for (const view of written) {
    await duck.run(`create or replace temp view ${named(view.view)} as ${rowsInFiles(folder, view)}`);
    const [[count] = []] = (await duck.runAndReadAll(`select count(*) from ${named(view.view)}`)).getRows();
    if (Number(count) !== view.rows) throw new SnapshotFailure('ROWS_LOST', `${view.rows} rows of ${view.name} were noted and ${String(count)} are there`);
  }
}

/** The parts as tables of this connection, gone with it: in memory, or where DuckDB puts what does not fit there. */
async function readParts(onSource: OnSource, duck: DuckDBConnection, { parts }: DerivationInputs, to: ViewTarget): Promise<void> {
  for (const part of parts) {
    await duck.run(`create or replace temp table ${named(part.view)} (${part.columns.map((column) => `${named(column.name)} ${duckType(column, to.wide)}`).join(', ')})`);
    await onSource((client) => stream(client, duck, part, to, (rows) => `insert into ${named(part.view)} ${rows}`), part);
  }
}

/** Writes a view that is computed from others: the same rows, and most of them never leave the database. */
export function deriveView(onSource: OnSource, duck: DuckDBConnection, view: PublishedView, derivation: Derivation, inputs: DerivationInputs, to: ViewTarget): Promise<WrittenView> {
  return narrowFirst(view, to, async (attempt) => {
    await showWritten(duck, inputs);
    await readParts(onSource, duck, inputs, attempt);
    await emptyFolder(attempt.target);
    const interrupt = (): void => duck.interrupt();
    attempt.abort.throwIfAborted();
    attempt.abort.addEventListener('abort', interrupt, { once: true });
    try {
      return (await duck.run(intoFiles(derivedRows(view, derivation, attempt.wide), attempt.target))).rowsChanged;
    } finally {
      attempt.abort.removeEventListener('abort', interrupt);
    }
  });
}
