import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { hasCode, reason, StartFailure } from '../failure.js';
import { readJson, writePrivateJson } from './files.js';
import { lock } from './lock.js';
import { readRunState } from './run-state.js';

/** Grows when a version of this project cannot use the folders of the one before. */
const LAYOUT = 1;

/** Everything that one machine keeps between starts; held by one launcher at a time. */
export interface DataFolder {
  readonly path: string;
  /** The path of something in it. */
  file(...names: readonly string[]): string;
  /** Lets the next launcher in. */
  release(): void;
}

/**
 * When root runs the launcher, PostgreSQL runs as another user and its cluster lies in here: others may pass
 * through, but neither list nor read.
 */
function make(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined && process.getuid?.() === 0) chmodSync(folder, 0o711);
}

function checkLayout(folder: string): void {
  const layoutFile = path.join(folder, 'layout.json');
  const layout = readJson(layoutFile) as { version?: unknown } | null;
  if (layout === null) {
    const foreign = readdirSync(folder).filter((name) => !name.startsWith('layout.json'));
    if (foreign.length > 0) throw new StartFailure(`BALAGRAPH_DATA: ${folder} holds other things (${foreign[0]}). Name an empty or a new folder.`);
    writePrivateJson(layoutFile, { version: LAYOUT });
  } else if (layout.version !== LAYOUT) {
    throw new StartFailure(
      `BALAGRAPH_DATA: ${folder} has data layout ${String(layout.version)}; this version of Balagraph reads layout ${LAYOUT}. Set BALAGRAPH_DATA to another folder.`,
    );
  }
}

const inUse = (folder: string) => (holder: number): string => {
  const url = readRunState(folder)?.url;
  return `BALAGRAPH_DATA: ${folder} is in use by process ${holder}${url === undefined ? '' : ` (${url})`}. Stop it, or set BALAGRAPH_DATA to another folder.`;
};

/** Opens the folder, makes it when it is not there, and refuses one that is in use or of another layout. */
export function openDataFolder(folder: string): DataFolder {
  try {
    make(folder);
    checkLayout(folder);
    mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o700 });
    const release = lock(path.join(folder, 'lock'), inUse(folder));
    return { path: folder, file: (...names) => path.join(folder, ...names), release };
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EROFS', 'ENOSPC')) throw error;
    throw new StartFailure(`BALAGRAPH_DATA: ${folder} cannot be used: ${reason(error)}`);
  }
}
