/** Types that auditors' files know. */
export type ExportType = 'uuid' | 'text' | 'date' | 'timestamp with time zone' | 'numeric' | 'integer' | 'boolean';

/** A column that auditors get, and how it is computed where the data is. */
export interface ExportColumn {
  readonly type: ExportType;
  /** Units, and when it is null. */
  readonly description: string;
  readonly sql: string;
}

/** How a snapshot computes a view's rows instead of reading them, and gets the same. */
export interface Derivation {
  /** Views of the same programme that are in the snapshot by then. */
  readonly from: readonly string[];
  /** Parts that are read for it, and are in no snapshot. */
  readonly parts: readonly string[];
  /** One SELECT of DuckDB over both by their names, with the view's columns by theirs. */
  readonly sql: string;
}

/** A view for auditors, one row of which is one fact about somebody. */
export interface ExportView {
  readonly description: string;
  readonly columns: Readonly<Record<string, ExportColumn>>;
  /** What follows `from`. */
  readonly from: string;
  /** Where a snapshot can do with less than all rows from the database, which has the view all the same. */
  readonly derived?: Derivation;
  /** True of what is read for a derivation alone. */
  readonly part?: boolean;
}

/** By name. */
export type ExportViews = Readonly<Record<string, ExportView>>;

export const column = (type: ExportType, description: string, sql: string): ExportColumn => ({ type, description, sql });

/** The columns that every view of every subgraph has: whom it is about, where, and since when the database knows. */
export const COMMON_COLUMNS = ['subject', 'region', 'recorded_at'] as const;

/** The settings of a snapshot, as whoever makes it says them in its session before it reads. */
export const EXPORT_SETTINGS = {
  'audit.key': 'The key of this snapshot, 64 hexadecimal digits: one for all subgraphs, so that a person is the same in each, and another one next time. Whoever makes the snapshot has it and nobody else.',
  'audit.as_of': 'The moment up to which recorded rows are shown, with its time zone; the same for all subgraphs, so that they agree.',
} as const;
