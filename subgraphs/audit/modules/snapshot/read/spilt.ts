import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import { alone, hold, letGo } from '../locks.js';

/*
 * What does not fit into a process's memory while it reads a snapshot is spilt into a folder of its own. Whose process is gone is told by a
 * lock of its session in the database, as of all that several processes do: numbers of processes mean nothing in another container, where
 * each is 1.
 */

const PREFIX = '.reading-';

const lockOf = (name: string): string => `spilt ${name}`;

/** A folder that nobody sweeps away while a session holds it. */
export class Spill {
  readonly folder: string;
  readonly #name: string;
  #locks: Client | null = null;

  constructor(root: string, snapshot: string) {
    this.#name = `${PREFIX}${snapshot}-${randomUUID()}`;
    this.folder = path.join(root, this.#name);
  }

  /** Holds it by a session; by another one where that was cut, after which it may have been swept away. */
  async heldBy(locks: Client): Promise<void> {
    if (this.#locks === locks) return;
    await hold(locks, lockOf(this.#name));
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    this.#locks = locks;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    if (this.#locks !== null) await letGo(this.#locks, lockOf(this.#name));
  }
}

/** Takes away what readers left that are gone: it has rows. `locks` is a session that reads nothing itself. */
export async function sweepSpilt(root: string, locks: Client): Promise<void> {
  const left = (await readdir(root).catch(() => [])).filter((name) => name.startsWith(PREFIX));
  for (const name of left) await alone(locks, lockOf(name), () => rm(path.join(root, name), { recursive: true, force: true }));
}
