import { isPassing } from '../../../../shared/database/passing.js';

/** Why a snapshot was not taken, as far as somebody can do something about it. */
export const FAILURES = ['DISK_FULL', 'FOLDER_NOT_WRITABLE', 'OUT_OF_MEMORY', 'SOURCE_BUSY', 'SOURCE_DIFFERS', 'SOURCE_REFUSED', 'VALUE_DOES_NOT_FIT', 'ROWS_LOST', 'NO_KEY', 'FAULT'] as const;
export type FailureKind = (typeof FAILURES)[number];

/** A snapshot that cannot be taken. The message has names of views and codes, and nothing of what stands in a row. */
export class SnapshotFailure extends Error {
  constructor(readonly kind: FailureKind, readonly detail: string, options?: ErrorOptions) {
    super(`${kind}: ${detail}`, options);
  }
}

interface Coded {
  readonly code?: unknown;
  readonly syscall?: unknown;
}

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as Coded;
  return typeof code === 'string' ? code : '';
};

const NOT_WRITABLE = 'the folder of snapshots (SNAPSHOTS) cannot be written to by this process';

/** What messages of DuckDB and of the system begin with. What follows quotes values. */
const KNOWN: readonly (readonly [RegExp, FailureKind, string])[] = [
  [/No space left on device|ENOSPC|EDQUOT|Disk quota exceeded|max_temp_directory_size/i, 'DISK_FULL', 'no room is left on the disk of the snapshots'],
  [/^(IO Error|Command failed: mkfifo)[^]*(Permission denied|Operation not permitted|Read-only file system)/, 'FOLDER_NOT_WRITABLE', NOT_WRITABLE],
  [/^Out of Memory Error/, 'OUT_OF_MEMORY', 'DuckDB needs more memory than it is given (SNAPSHOT_MEMORY_MB)'],
  [/^(Conversion|Invalid Input) Error/, 'VALUE_DOES_NOT_FIT', 'a value is not of the type that schema/exports gives its column, or has more digits than the files keep'],
];

/** Codes of system errors begin with an E, as no class of SQLSTATE does. */
const SQLSTATE = /^(?!E)[0-9A-Z]{5}$/;

/** What the system says of a folder that is closed to a process, or is none; of a database's socket it says the same. */
const CLOSED = /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST)$/;

const isOfFolder = (error: unknown, code: string): boolean => CLOSED.test(code) && (error as Coded).syscall !== 'connect';

/** The cause in words that anybody may read. */
export function failureOf(error: unknown): SnapshotFailure {
  if (error instanceof SnapshotFailure) return error;
  const [message, code] = [error instanceof Error ? error.message : '', codeOf(error)];
  const known = KNOWN.find(([pattern]) => pattern.test(message) || pattern.test(code));
  if (known !== undefined) return new SnapshotFailure(known[1], known[2], { cause: error });
  if (isOfFolder(error, code)) return new SnapshotFailure('FOLDER_NOT_WRITABLE', `${NOT_WRITABLE}: ${code}`, { cause: error });
  if (SQLSTATE.test(code)) return new SnapshotFailure('SOURCE_REFUSED', `the database answered with SQLSTATE ${code}`, { cause: error });
  return new SnapshotFailure('FAULT', code === '' ? 'something that was not foreseen; the log has it' : code, { cause: error });
}

/** The same, said of the view that it happened at. */
export function failureAt(place: string, error: unknown): SnapshotFailure {
  const { kind, detail } = failureOf(error);
  return new SnapshotFailure(kind, `${place}: ${detail}`, { cause: error });
}

const underlying = (error: unknown): unknown => (error instanceof SnapshotFailure && error.cause !== undefined ? underlying(error.cause) : error);

/** Whether it passes by itself: a database that was away. The snapshot stays as far as it came, and is gone on with. */
export const passes = (error: unknown): boolean => {
  const cause = underlying(error);
  return !(cause instanceof SnapshotFailure) && codeOf(cause) !== '53100' && isPassing(cause);
};
