import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import { clientError } from '../../../shared/errors.js';
import type { Publication } from './published.js';

/** How much of a machine DuckDB may take. */
export interface DuckBounds {
  /** MiB; of taking and of reading together. */
  readonly memoryMb: number;
  readonly threads: number;
}

/** What a process takes snapshots with, and answers from them. */
export interface SnapshotSettings extends DuckBounds {
  /** The folder of all snapshots, this process's alone to write to. */
  readonly folder: string;
  /** The secret that snapshots' keys are sealed under, in hexadecimal. */
  readonly sealingSecret: string;
  /** Audit's own database, as its `_app` role: who takes or reads a snapshot holds a lock there. */
  readonly databaseUrl: string;
  /** Each programme's database, as its `_audit` role. */
  readonly sources: Readonly<Partial<Record<ProgrammeName, string>>>;
  /** How many complete ones are kept. */
  readonly retain: number;
  /** What is published; all that stands beside the schema by default. */
  readonly published?: readonly Publication[];
}

export const SNAPSHOT_DEFAULTS = { memoryMb: 3_072, threads: 2, retain: 4 } as const;

/** Those of each pool of connections; a request's EntityManager has the pool's configuration. */
const known = new WeakMap<object, SnapshotSettings>();

/** Says how the snapshots of a database are taken. */
export const bindSnapshots = (configuration: object, settings: SnapshotSettings): void => void known.set(configuration, settings);

/** Those of a process; throws `UNAVAILABLE` in one that was given no folder for snapshots. */
export function snapshotSettings(configuration: object): SnapshotSettings {
  const settings = known.get(configuration);
  if (settings === undefined) throw clientError('UNAVAILABLE', 'This process takes and reads no snapshots.');
  return settings;
}

export const snapshotsIn = (em: Pick<EntityManager, 'config'>): SnapshotSettings => snapshotSettings(em.config);
