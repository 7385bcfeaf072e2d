import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeElsewhere } from './postgres/placement.js';

/** A data folder for one run, under the system's folder for such things. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes it and everything that belongs to it. */
  remove(): void;
}

/** Makes a folder that PostgreSQL's user can pass through, as root's data folders are (see data-folder.ts). */
export function temporaryFolder(purpose: string): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), `balagraph-${purpose}-`));
  if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  return {
    path: folder,
    remove: () => {
      removeElsewhere({ file: (...names) => path.join(folder, ...names) });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
