import type { Client } from 'pg';
import { lockOf, openLocks, together } from '../locks.js';
import type { SnapshotSettings } from '../settings.js';
import type { SnapshotRow } from '../snapshot.repository.js';
import { onDuck } from '../duck.js';
import { openSnapshot, type OpenSnapshot } from './open-snapshot.js';
import { inSession, type SnapshotSession } from './snapshot-session.js';
import { Spill } from './spilt.js';

/** Questions at once: each holds a thread of those that all files of the process go through, and shares the memory. */
const AT_ONCE = 2;

interface Opened {
  readonly id: string;
  readonly snapshot: OpenSnapshot;
  readonly spill: Spill;
}

async function closed(opened: Opened | null): Promise<void> {
  opened?.snapshot.duck.closeSync();
  await opened?.spill.remove();
}

/**
 * The snapshots that a process answers from. The one that was asked last stays open, so that its files are looked at once, and no other is
 * opened beside it, so that the memory is enough. Work with one holds it against deletion, in whatever process that is done.
 */
export class Snapshots {
  #opened: Opened | null = null;
  #locks: Promise<Client> | null = null;
  /** Which one those under way are about. */
  #asked: string | null = null;
  #running = 0;
  #left: PromiseWithResolvers<void> = Promise.withResolvers();
  #opening: Promise<unknown> = Promise.resolve();

  constructor(private readonly settings: SnapshotSettings) {}

  /** Null when it is not there any more: `still` says so, asked when it cannot be deleted. */
  use<T>(row: SnapshotRow, still: () => Promise<boolean>, deadlineMs: number, work: (session: SnapshotSession) => Promise<T>): Promise<T | null> {
    return this.#inTurn(row.id, async () => together(await this.#lockClient(), lockOf(row.id), async () => {
      if (!(await still())) return null;
      const { manifest, duck } = await this.#open(row);
      return onDuck(duck, (connection) => inSession(connection, manifest, AbortSignal.timeout(deadlineMs), work));
    }));
  }

  /** When all work has ended: what is closed under a question takes the process with it. */
  async close(): Promise<void> {
    while (this.#running > 0) await this.#left.promise;
    const locks = this.#locks;
    this.#locks = null;
    await this.#opening.catch(() => undefined);
    await closed(this.#opened);
    this.#opened = null;
    await locks?.then((client) => client.end(), () => undefined);
  }

  async #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    while (this.#running >= AT_ONCE || (this.#running > 0 && this.#asked !== id)) await this.#left.promise;
    [this.#asked, this.#running] = [id, this.#running + 1];
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#left.resolve();
      this.#left = Promise.withResolvers();
    }
  }

  /** Two who come at once look at the files once. */
  #open(row: SnapshotRow): Promise<OpenSnapshot> {
    const opening = this.#opening.catch(() => undefined).then(async () => {
      const locks = await this.#lockClient();
      if (this.#opened?.id === row.id) {
        await this.#opened.spill.heldBy(locks);
        return this.#opened.snapshot;
      }
      await closed(this.#opened);
      this.#opened = null;
      return this.#openAnew(row, locks);
    });
    this.#opening = opening;
    return opening;
  }

  async #openAnew(row: SnapshotRow, locks: Client): Promise<OpenSnapshot> {
    const spill = new Spill(this.settings.folder, row.id);
    try {
      await spill.heldBy(locks);
      const snapshot = await openSnapshot(this.settings, row, spill.folder);
      this.#opened = { id: row.id, snapshot, spill };
      return snapshot;
    } catch (error) {
      await spill.remove();
      throw error;
    }
  }

  /** A connection that was cut has lost its locks: the next to come has another. */
  #lockClient(): Promise<Client> {
    this.#locks ??= openLocks(this.settings.databaseUrl).then((client) => {
      client.on('end', () => (this.#locks = null));
      return client;
    }, (error: unknown) => {
      this.#locks = null;
      throw error;
    });
    return this.#locks;
  }
}

const known = new WeakMap<SnapshotSettings, Snapshots>();

/** Those of a process, by its settings. */
export function snapshotsOf(settings: SnapshotSettings): Snapshots {
  const found = known.get(settings) ?? new Snapshots(settings);
  known.set(settings, found);
  return found;
}
