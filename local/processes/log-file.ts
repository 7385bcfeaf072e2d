import { closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const LARGEST = 10 * 1024 * 1024;
/** How much of a log's end is read to find the line that matters. */
const TAIL = 64 * 1024;

/** What one run of a process writes: a service's output never reaches the terminal. */
export interface LogFile {
  readonly path: string;
  /** File descriptor for the process; close it once the process has it. */
  readonly descriptor: number;
  /** The lines of this run so far, at most the last few hundred. */
  lines(): string[];
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function readFrom(file: string, position: number): string {
  const buffer = Buffer.alloc(Math.max(0, sizeOf(file) - position));
  const descriptor = openSync(file, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, position));
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a log to append to; a large one is put aside first, one generation back. */
export function openLog(file: string): LogFile {
  if (sizeOf(file) > LARGEST) renameSync(file, `${file}.1`);
  const start = sizeOf(file);
  return {
    path: file,
    descriptor: openSync(file, 'a', 0o600),
    lines: () => readFrom(file, Math.max(start, sizeOf(file) - TAIL)).split('\n').filter((line) => line.trim() !== ''),
  };
}

const LEVEL_ERROR = 50;

/** The message of a JSON log line (pino) that tells of an error; null for any other line. */
function loggedError(line: string): string | null {
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } };
    return (level ?? 0) >= LEVEL_ERROR ? (err?.message ?? msg ?? null) : null;
  } catch {
    return null;
  }
}

/** Neither a stack's frame, nor an object's end, nor Node's farewell tells the reason. */
const tells = (line: string): boolean => !/^(\s|[{}]|Node\.js v)/.test(line);

/** Of a failed run: what it said last about the reason, in its own words or Node's. */
export function lastError(lines: readonly string[], start: string): string {
  const said = lines.findLast((line) => line.startsWith(start))?.slice(start.length);
  const logged = lines.map(loggedError).findLast((message) => message !== null);
  const thrown = lines.findLast((line) => /^\w*Error\b.*: /.test(line));
  return said ?? logged ?? thrown ?? lines.findLast(tells) ?? 'it said nothing';
}
