import path from 'node:path';
import { named, quoted } from './duck.js';
import type { ManifestView } from './manifest.js';

/** SELECT of a view's rows as its source has them, columns in their order; one without a row has no file. */
export function rowsInFiles(folder: string, { files, columns }: Pick<ManifestView, 'files' | 'columns'>): string {
  const selected = columns.map((column) => `cast(${files.length === 0 ? 'null' : named(column.name)} as ${column.stored}) as ${named(column.name)}`).join(', ');
  if (files.length === 0) return `select ${selected} where false`;
  const list = files.map((file) => quoted(path.join(folder, file.path))).join(', ');
  return `select ${selected} from read_parquet([${list}], hive_partitioning = true, hive_types = {'region': VARCHAR})`;
}
