import { viewHash } from './manifest.js';
import { schemaOf } from './published.js';
import type { SnapshotRow, SnapshotViewRow } from './snapshot.repository.js';
import { Snapshot, SnapshotSource, SnapshotView } from './snapshot.type.js';

const toView = ({ source, view, rows, bytes, files }: SnapshotViewRow): SnapshotView =>
  Object.assign(new SnapshotView(), {
    name: `${schemaOf(source)}.${view}`,
    rows,
    bytes: bytes === null ? null : String(bytes),
    files: files === null ? null : files.length,
    checksum: files === null ? null : viewHash(files),
  });

const sum = (numbers: readonly (number | null)[]): string => String(numbers.reduce<number>((all, one) => all + (one ?? 0), 0));

/** A snapshot as the graph has it. */
export const toSnapshot = (row: SnapshotRow, views: readonly SnapshotViewRow[]): Snapshot =>
  Object.assign(new Snapshot(), {
    ...row,
    viewsWritten: views.filter(({ rows }) => rows !== null).length,
    viewsInAll: views.length,
    rows: sum(views.map(({ rows }) => rows)),
    bytes: sum(views.map(({ bytes }) => bytes)),
    sources: row.sources.map(({ source, ...facts }) => Object.assign(new SnapshotSource(), { name: source, ...facts })),
    views: views.map(toView),
  });
