import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hasCode, StartFailure } from '../failure.js';
import { identify, isRunning, type ProcessIdentity } from '../processes/identity.js';

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const holderOf = (text: string | null): ProcessIdentity | null => (text === null ? null : (JSON.parse(text) as ProcessIdentity));

/** `link` fails when the name exists, and what it makes is complete from the first moment. */
function tryLink(file: string, own: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Takes a dead holder's lock out of the way. Between reading and moving it somebody else may have replaced it, so
 * what was moved is looked at again, and put back when it is not what was meant.
 */
function clearStale(file: string, stale: string | null, own: string): void {
  const aside = `${own}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if (read(aside) !== stale) tryLink(file, aside);
  rmSync(aside);
}

/**
 * Holds a folder for this process alone; the returned function lets go. A lock whose holder has died, be it by
 * SIGKILL, counts for nothing.
 */
export function lock(file: string, refusal: (holder: number) => string): () => void {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    while (!tryLink(file, own)) {
      const text = read(file);
      const holder = holderOf(text);
      if (holder !== null && isRunning(holder)) throw new StartFailure(refusal(holder.pid));
      clearStale(file, text, own);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(file, { force: true });
}
