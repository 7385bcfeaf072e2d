/** The columns of a file, in their order. A file that is read needs the required ones, and may have the others. */
export type Columns = Readonly<Record<string, 'required' | 'optional'>>;

/** A row of a file: the line on which it ends, and its cells by column; what is empty is null. */
export interface FileRow<C extends string = string> {
  readonly line: number;
  readonly cells: Readonly<Record<C, string | null>>;
}

/** What is wrong with a row. The reason says what is allowed, and never what was given: it may be somebody's number. */
export interface Problem<C extends string = string> {
  readonly field: C;
  readonly reason: string;
  /** What a program goes by, of a kind of file whose rejects have codes. */
  readonly code?: string;
}

/** What becomes of a row: it is in, it was there already, or why it is not taken. */
export type Fate = 'ADDED' | 'KNOWN' | readonly Problem[];

/** The problem, where a condition does not hold. */
export const unless = <C extends string>(holds: boolean, field: C, reason: string): Problem<C>[] => (holds ? [] : [{ field, reason }]);

/** Each key once in a round: what a file says of one thing further down comes after what it said before. */
export function inRounds<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const rounds: T[][] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row);
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    (rounds[round] ??= []).push(row);
  }
  return rounds;
}
