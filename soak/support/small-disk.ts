import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { hasCode } from '../../local/failure.js';

const CHUNKS = [8 * 1024 * 1024, 4096];

/** A file system of its own, small enough to be filled to the last byte. */
export class SmallDisk {
  readonly #ballast: string;
  #removed = false;

  private constructor(readonly path: string) {
    this.#ballast = `${path}/ballast`;
    // Also where a signal ends the process.
    process.once('exit', () => this.remove());
  }

  /** Mounts one of so many megabytes in memory; why not, where that is not permitted: it takes root on Linux, and containers forbid it mostly. */
  static mount(megabytes: number): SmallDisk | string {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a file system can be mounted by root on Linux only';
    const folder = mkdtempSync(`${tmpdir()}/balagraph-disk-`);
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], { encoding: 'utf8' });
    if (status === 0) return new SmallDisk(folder);
    rmdirSync(folder);
    return `no file system can be mounted here (${(stderr ?? '').trim() || 'no mount'})`;
  }

  /** Leaves no byte free. */
  async fill(): Promise<void> {
    const file = await open(this.#ballast, 'a');
    try {
      for (const size of CHUNKS) {
        const chunk = Buffer.alloc(size);
        await untilFull(() => file.write(chunk));
      }
    } finally {
      await file.close();
    }
  }

  free(): void {
    rmSync(this.#ballast, { force: true });
  }

  /** Lets go of it, once nobody uses it any more. */
  remove(): void {
    if (this.#removed) return;
    this.#removed = true;
    spawnSync('umount', ['--lazy', this.path]);
    rmSync(this.path, { recursive: true, force: true });
  }
}

async function untilFull(write: () => Promise<unknown>): Promise<void> {
  try {
    for (;;) await write();
  } catch (error) {
    if (!hasCode(error, 'ENOSPC')) throw error;
  }
}
