import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hasCode, StartFailure } from '../failure.js';

/** Writes a file that only its owner can read, all of it or not at all. */
export function writePrivate(file: string, text: string): void {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, file);
}

export const writePrivateJson = (file: string, value: unknown): void => writePrivate(file, `${JSON.stringify(value, null, 2)}\n`);

/** What a JSON file says; null when there is none. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    if (error instanceof SyntaxError) throw new StartFailure(`${file} is damaged: it is no JSON.`);
    throw error;
  }
}
