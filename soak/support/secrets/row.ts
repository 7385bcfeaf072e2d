/** A row as JSON, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows that one table has of the people on the stage, in whatever state it is. */
export interface TableRows {
  readonly table: string;
  /** SQL that finds every row of the table that is the stage's: those of another state, and what was written meanwhile. */
  readonly own: string;
  readonly rows: readonly Row[];
}

/** What is secret, and which of its two values is the case. */
export interface Secret {
  /** Where the shielded child lives, goes to school, and with whom. */
  readonly where: 'A' | 'B';
  /** Whether the adopted child had another record before. */
  readonly replaced: boolean;
}

/** Keys from here on are the stage's: no register comes this far. */
export const FIRST_KEY = 900_000_000_000;

export const key = (n: number): number => FIRST_KEY + n;

/** A public id that is the same in every state. */
export const publicId = (n: number): string => `5ec4e700-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const RECORDED = '2026-01-01T06:00:00Z';
