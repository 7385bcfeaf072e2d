import { createHash } from 'node:crypto';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import type { Derivation } from '../../../shared/export/export-view.js';
import { duckType } from './column-types.js';
import { schemaOf, type PublishedView } from './published.js';
import type { SnapshotFile } from './snapshot-folder.js';

/** Grows when what is in a folder is not read by the version before. */
export const FORMAT = 1;

/** What a programme's rows were taken from. */
export interface SnapshotSourceFacts {
  readonly source: ProgrammeName;
  /** SHA-256 of the file that says which views there are. */
  readonly exportFile: string;
  /** SHA-256 of the views' text in the database. */
  readonly definition: string;
  /** Version of the database's server. */
  readonly server: string;
}

export interface ManifestColumn {
  readonly name: string;
  /** As the source publishes it. */
  readonly type: string;
  /** As DuckDB has it. */
  readonly stored: string;
  readonly description: string;
}

export interface ManifestView {
  /** As rules name it, e.g. `benefits.benefit_award`. */
  readonly name: string;
  readonly source: ProgrammeName;
  readonly view: string;
  readonly description: string;
  /** Views of the snapshot, and parts that were read for it, that its rows were computed from; not there where they were read. */
  readonly derivedFrom?: readonly string[];
  readonly columns: readonly ManifestColumn[];
  readonly rows: number;
  readonly bytes: number;
  readonly files: readonly SnapshotFile[];
}

/** What `manifest.json` of a snapshot says. */
export interface Manifest {
  readonly format: number;
  readonly id: string;
  /** ISO 8601, UTC: what was recorded up to then. */
  readonly asOf: string;
  readonly takenAt: string;
  /** Which key the pseudonyms were made with: never the key. */
  readonly keyFingerprint: string;
  /** The ledgers' checkpoint: how far they had come when it was asked for; null where none was ever signed. */
  readonly checkpoint: { readonly number: number; readonly hash: string } | null;
  readonly tools: Readonly<Record<'balagraph' | 'duckdb' | 'node', string>>;
  readonly sources: readonly SnapshotSourceFacts[];
  readonly views: readonly ManifestView[];
}

/** How a view was written. */
export interface WrittenFiles {
  readonly rows: number;
  readonly wide: boolean;
  readonly files: readonly SnapshotFile[];
}

export const manifestView = ({ source, view, description, columns }: PublishedView, { rows, wide, files }: WrittenFiles, derivation: Derivation | null = null): ManifestView => ({
  name: `${schemaOf(source)}.${view}`,
  source,
  view,
  description,
  ...(derivation === null ? {} : { derivedFrom: [...derivation.from, ...derivation.parts] }),
  columns: columns.map((column) => ({ name: column.name, type: column.type, stored: duckType(column, wide), description: column.description })),
  rows,
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  files,
});

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 1)}\n`;

export const manifestHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Over a view's files, in their order: the checksum that is told of it. */
export const viewHash = (files: readonly SnapshotFile[]): string => createHash('sha256').update(files.map(({ path, sha256 }) => `${sha256} ${path}\n`).join('')).digest('hex');
