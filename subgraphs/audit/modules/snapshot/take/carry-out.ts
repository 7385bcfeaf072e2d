import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { version as duckVersion } from '@duckdb/node-api';
import type { JobSurroundings } from '../../../../shared/job/job.js';
import { alone, openLocks, TAKING } from '../locks.js';
import { FORMAT, manifestHash, manifestText, manifestView, type Manifest } from '../manifest.js';
import { publications } from '../published.js';
import type { SnapshotSettings } from '../settings.js';
import { folderOf, isThere, MANIFEST, publish, removeSnapshot } from '../snapshot-folder.js';
import { sweepSpilt } from '../read/spilt.js';
import { noteComplete, noteFailed, snapshotById } from '../snapshot.repository.js';
import { derivationOf } from './derivation.js';
import { failureOf, passes } from './failure.js';
import { ofSnapshots, step } from './job.js';
import { retain } from './retention.js';
import { takeViews } from './take-views.js';
import { begin, keyedOf, sweep, viewRows, type SnapshotWatcher, type Taking } from './taking.js';

async function manifestOf(taking: Taking): Promise<string> {
  const { surroundings, snapshot, published } = taking;
  const rows = await viewRows(taking);
  const views = published.flatMap(({ views: all }) => all).map((view) => {
    const row = rows.find((one) => one.source === view.source && one.view === view.view);
    if (row?.rows == null || row.files === null) throw new Error('A view is not written.');
    return manifestView(view, { rows: row.rows, wide: row.wide, files: row.files }, derivationOf(taking, view));
  });
  const { id, asOf, keyFingerprint, checkpoint, checkpointHash, packageVersion, sources } = snapshot;
  const manifest: Manifest = {
    format: FORMAT, id, asOf, keyFingerprint, sources, views,
    takenAt: surroundings.clock.now().toISOString(),
    checkpoint: checkpoint === null || checkpointHash === null ? null : { number: checkpoint, hash: checkpointHash },
    tools: { balagraph: packageVersion, duckdb: duckVersion(), node: process.versions.node },
  };
  return manifestText(manifest);
}

/** A process may be killed between giving a snapshot its name and noting that it has one. */
async function complete(taking: Taking): Promise<void> {
  const { surroundings, settings, snapshot } = taking;
  const folder = folderOf(settings.folder, snapshot.id);
  if (!(await isThere(folder))) {
    const running = await begin(taking, keyedOf(taking));
    await takeViews(running, keyedOf(running));
    await publish(settings.folder, snapshot.id, await manifestOf(running));
  }
  const hash = manifestHash(await readFile(path.join(folder, MANIFEST), 'utf8'));
  await step(surroundings, snapshot.id, true, (em) => noteComplete(em, snapshot, hash, surroundings.clock.now().toISOString()));
}

/** What does not pass by itself ends the snapshot, and leaves the reason where auditors see it. */
async function failed(taking: Taking, error: unknown): Promise<never> {
  const { surroundings, settings, snapshot, abort } = taking;
  if (abort.aborted || passes(error)) throw error;
  const failure = failureOf(error);
  // A folder that cannot be written to cannot be emptied, either; what stays there the next snapshot sweeps.
  await removeSnapshot(settings.folder, snapshot.id).catch(() => undefined);
  await step(surroundings, snapshot.id, true, (em) => noteFailed(em, snapshot, failure.message, surroundings.clock.now().toISOString()));
  throw failure;
}

/**
 * Takes a snapshot from wherever it stands, and deletes those that are beyond the number kept. False when another process is at it. A
 * failure that passes leaves it as far as it came.
 */
export async function carryOut(surroundings: JobSurroundings, settings: SnapshotSettings, id: string, watch: SnapshotWatcher = () => undefined, abort: AbortSignal = new AbortController().signal): Promise<boolean> {
  const locks = await openLocks(settings.databaseUrl);
  // Whose connection is cut has no lock any more, and another process may be at it.
  const lost = new AbortController();
  locks.once('end', () => lost.abort());
  const either = AbortSignal.any([abort, lost.signal]);
  try {
    const done = await alone(locks, TAKING, async () => {
      const snapshot = await ofSnapshots(surroundings, (em) => snapshotById(em, id));
      if (snapshot === null) throw new Error('A snapshot is gone.');
      if (snapshot.state !== 'TAKING') return true;
      const taking: Taking = { surroundings, settings, snapshot, published: settings.published ?? publications(), watch, abort: either };
      try {
        await sweep(taking);
        await sweepSpilt(settings.folder, locks);
        await complete(taking);
      } catch (error) {
        await failed(taking, error);
      }
      await retain(surroundings, settings, locks);
      return true;
    });
    return done ?? false;
  } finally {
    await locks.end();
  }
}
