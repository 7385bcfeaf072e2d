import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import { onDuck, openDuck } from '../duck.js';
import type { PublishedView } from '../published.js';
import type { SnapshotSettings } from '../settings.js';
import { filesIn, freeMb, hiddenFolderOf } from '../snapshot-folder.js';
import { noteView, type SnapshotViewRow } from '../snapshot.repository.js';
import { failureAt } from './failure.js';
import { Pipes } from './pipe.js';
import { step } from './job.js';
import { deriveView } from './derive-view.js';
import { derivationOf, inputsOf } from './derivation.js';
import { checkColumns, onSource } from './source.js';
import { accessTo, type Keyed } from './sources.js';
import { viewRows, type Taking } from './taking.js';
import { writeView, type OnSource } from './view-file.js';

/** Views that are read at once, each over a connection of its own: one for each of two processors. */
const AT_ONCE = 2;

/** What DuckDB needs for compressing, and a share of it for whoever reads a snapshot at the same time. */
const shareOf = (settings: SnapshotSettings): number => Math.floor(settings.memoryMb / 2);

interface PendingView {
  readonly view: PublishedView;
  readonly row: SnapshotViewRow;
}

/** What all views of a snapshot are written with. */
interface Tools {
  readonly duck: DuckDBInstance;
  readonly pipes: Pipes;
}

/** One view into its files, which are noted when they are on the disk: what is noted is not read again. */
async function takeView(taking: Taking, keyed: Keyed, { duck, pipes }: Tools, { view, row }: PendingView): Promise<number> {
  const { surroundings, settings, snapshot, abort } = taking;
  const hidden = hiddenFolderOf(settings.folder, snapshot.id);
  const [name, begun, derivation] = [path.join(view.source, view.view), performance.now(), derivationOf(taking, view)];
  try {
    const access = accessTo(settings, view, keyed);
    const onView: OnSource = (work, other = view) => onSource(access, async (client) => {
      await checkColumns(client, other);
      return work(client);
    });
    const to = { wide: row.wide, target: path.join(hidden, name), pipes, abort };
    const { rows, wide } = await onDuck(duck, async (connection) => (derivation === null ? writeView(onView, connection, view, to) : deriveView(onView, connection, view, derivation, await inputsOf(taking, view, derivation), to)));
    const files = await filesIn(hidden, name);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    await step(surroundings, snapshot.id, false, (em) => noteView(em, { ...row, rows, bytes, files, wide, tookMs: Math.round(performance.now() - begun) }));
    return rows;
  } catch (error) {
    throw failureAt(`${view.source}.${view.view}`, error);
  }
}

/** How far a snapshot has come; told at the beginning and after each view. */
class Count {
  #views = 0;
  #rows = 0;

  constructor(private readonly of: number, private readonly watch: Taking['watch']) {}

  add(views: number, rows: number): void {
    this.#views += views;
    this.#rows += rows;
    this.watch(this.#views, this.of, this.#rows);
  }
}

async function pendingViews(taking: Taking): Promise<{ readonly pending: PendingView[]; readonly count: Count }> {
  const all = taking.published.flatMap(({ views }) => views);
  const rows = await viewRows(taking);
  const pending = all.flatMap((view) => rows.filter((row) => row.source === view.source && row.view === view.view && row.rows === null).map((row) => ({ view, row })));
  const count = new Count(all.length, taking.watch);
  const done = rows.filter((row) => row.rows !== null);
  count.add(done.length, done.reduce((sum, row) => sum + (row.rows ?? 0), 0));
  return { pending, count };
}

/** Some at once, each the next that is left; the first that fails ends the others, and is the reason. */
async function inTurns(pending: PendingView[], abort: AbortSignal, take: (next: PendingView, abort: AbortSignal) => Promise<void>): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([abort, failed.signal]);
  const work = async (): Promise<void> => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      either.throwIfAborted();
      await take(next, either);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, () => work().catch((error: unknown) => failed.abort(error)));
  await Promise.all(workers);
  failed.signal.throwIfAborted();
}

/** All views that are not written yet. */
export async function takeViews(taking: Taking, keyed: Keyed): Promise<void> {
  const { settings, snapshot, abort } = taking;
  const hidden = hiddenFolderOf(settings.folder, snapshot.id);
  const temporary = path.join(hidden, '.tmp');
  const { pending, count } = await pendingViews(taking);
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  const duck = await openDuck({ memoryMb: shareOf(settings), threads: settings.threads, folders: [hidden], temporary, temporaryMb: await freeMb(hidden) });
  try {
    const tools = { duck, pipes: new Pipes(temporary) };
    const take = async (next: PendingView, either: AbortSignal): Promise<void> => count.add(1, await takeView({ ...taking, abort: either }, keyed, tools, next));
    // What is derived is derived from what is written.
    const isRead = ({ view }: PendingView): boolean => derivationOf(taking, view) === null;
    await inTurns(pending.filter(isRead), abort, take);
    await inTurns(pending.filter((one) => !isRead(one)), abort, take);
  } finally {
    duck.closeSync();
    await rm(temporary, { recursive: true, force: true });
  }
}
