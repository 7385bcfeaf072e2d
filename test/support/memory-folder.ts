import { statfsSync } from 'node:fs';
import { temporaryFolder } from '../../local/temporary-run.js';

/** Linux's file system in memory. Containers often have a small one. */
const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

function freeBytes(): number {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

/**
 * Has all temporary files of a test run made in memory, where there is room and nobody chose a place (`TMPDIR`): hundreds of
 * databases of hundreds of files each come and go, which took a disk a tenth of a second a database. Undoes it when called.
 */
export function temporaryFilesInMemory(): () => void {
  if (process.env['TMPDIR'] !== undefined || freeBytes() < ENOUGH_BYTES) return () => undefined;
  process.env['TMPDIR'] = IN_MEMORY;
  const folder = temporaryFolder('tests');
  process.env['TMPDIR'] = folder.path;
  return () => {
    delete process.env['TMPDIR'];
    folder.remove();
  };
}
