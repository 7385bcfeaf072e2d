import path from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import { onDuck, openDuck } from '../../../../subgraphs/audit/modules/snapshot/duck.js';
import type { Manifest } from '../../../../subgraphs/audit/modules/snapshot/manifest.js';
import { schemaOf } from '../../../../subgraphs/audit/modules/snapshot/published.js';
import { inSession, type SnapshotSession } from '../../../../subgraphs/audit/modules/snapshot/read/snapshot-session.js';
import type { SnapshotSettings } from '../../../../subgraphs/audit/modules/snapshot/settings.js';
import { rowsInFiles } from '../../../../subgraphs/audit/modules/snapshot/view-rows.js';

const NOBODY_HURRIES_MS = 60_000;

/** A snapshot's rows, read into memory once: of a question about few people, hundreds of small files take most of the time. It is asked as files are. */
export class MemorySnapshot {
  private constructor(private readonly manifest: Manifest, private readonly duck: DuckDBInstance) {}

  static async of(settings: Pick<SnapshotSettings, 'folder' | 'memoryMb' | 'threads'>, manifest: Manifest): Promise<MemorySnapshot> {
    const folder = path.join(settings.folder, manifest.id);
    const duck = await openDuck({ ...settings, folders: [folder], temporary: path.join(settings.folder, `.in-memory-${manifest.id}`), temporaryMb: 0 });
    await onDuck(duck, async (connection) => {
      for (const schema of new Set(manifest.views.map(({ source }) => schemaOf(source)))) await connection.run(`create schema ${schema}`);
      for (const view of manifest.views) await connection.run(`create table ${schemaOf(view.source)}.${view.view} as ${rowsInFiles(folder, view)}`);
    });
    return new MemorySnapshot(manifest, duck);
  }

  use<T>(work: (session: SnapshotSession) => Promise<T>): Promise<T> {
    return onDuck(this.duck, (connection) => inSession(connection, this.manifest, AbortSignal.timeout(NOBODY_HURRIES_MS), work));
  }

  close(): void {
    this.duck.closeSync();
  }
}
