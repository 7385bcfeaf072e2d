import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DataFolder } from '../data/data-folder.js';
import { readJson, writePrivateJson } from '../data/files.js';
import { hasCode, StartFailure } from '../failure.js';
import { linkLibraries, packagedBinaries, program, type Binaries } from './binaries.js';
import { asUser, canEnter, postgresUser, type SystemUser } from './system-user.js';

/** Where PostgreSQL's files are, and as whom it runs. */
export interface Placement {
  readonly user: SystemUser | null;
  /** The cluster's folder (PGDATA); not there before the first start. */
  readonly cluster: string;
  readonly binaries: Binaries;
}

/** For what must lie outside of a folder closed to PostgreSQL's user; only root ever needs it. */
const ELSEWHERE = '/var/lib/balagraph';

const POINTER = 'postgres.json';

/** The cluster that a data folder has, in it or, by its pointer file, elsewhere. */
export function clusterOf(data: Pick<DataFolder, 'file'>): string {
  const pointer = readJson(data.file(POINTER)) as { cluster: string } | null;
  return pointer?.cluster ?? data.file('postgres');
}

/** Lets a data folder have its cluster elsewhere. */
export const pointTo = (data: Pick<DataFolder, 'file'>, cluster: string): void => writePrivateJson(data.file(POINTER), { cluster });

function makeElsewhere(...names: readonly string[]): string {
  const folder = path.join(ELSEWHERE, ...names);
  for (const made of [ELSEWHERE, folder]) {
    mkdirSync(made, { recursive: true });
    chmodSync(made, 0o711);
  }
  return folder;
}

/** Moves a folder, across file systems too, with owners and modes. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    const copy = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
    if (copy.status !== 0) throw new StartFailure(`${from} could not be moved to ${to}: ${copy.stderr.trim()}`);
    rmSync(from, { recursive: true });
  }
}

/**
 * The cluster goes where its user can enter. What lies there already without a pointer to it is left over from a data
 * folder that was deleted, with the only password to it.
 */
function placeCluster(data: DataFolder, user: SystemUser | null): string {
  const cluster = clusterOf(data);
  if (user === null || canEnter(user, path.dirname(cluster))) return cluster;
  const hash = createHash('sha256').update(realpathSync(data.path)).digest('hex').slice(0, 16);
  const elsewhere = path.join(makeElsewhere(hash), 'postgres');
  rmSync(elsewhere, { recursive: true, force: true });
  if (existsSync(cluster)) move(cluster, elsewhere);
  pointTo(data, elsewhere);
  return elsewhere;
}

/** Why PostgreSQL does not run from here as this user; null when it does. */
function problemWith(binaries: Binaries, user: SystemUser | null): string | null {
  const { status, stderr, error } = spawnSync(program(binaries, 'postgres'), ['--version'], { ...asUser(user), encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr.trim().split('\n', 1)[0] ?? 'it does not run');
}

/** What root unpacked under a strict umask is root's alone. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(at);
    else if (entry.isFile()) chmodSync(at, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

/** Complete or not there: made under another name. Somebody else may have made the same one meanwhile. */
function copyBinaries(packaged: Binaries, folder: string): Binaries {
  const copy = { ...packaged, folder: path.join(folder, 'native') };
  if (existsSync(copy.folder)) return copy;
  const unfinished = `${folder}.${process.pid}`;
  const native = path.join(unfinished, 'native');
  cpSync(packaged.folder, native, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith('.a') });
  openToAll(unfinished);
  linkLibraries({ ...packaged, folder: native });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return copy;
}

/** In place where they run there; else one copy, made once. */
function placeBinaries(data: DataFolder, user: SystemUser | null): Binaries {
  const packaged = packagedBinaries();
  try {
    linkLibraries(packaged);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
  }
  if (problemWith(packaged, user) === null) return packaged;
  const name = `postgresql-${packaged.version}`;
  const copy = copyBinaries(packaged, user === null ? data.file(name) : path.join(makeElsewhere(), name));
  const problem = problemWith(copy, user);
  if (problem === null) return copy;
  throw new StartFailure(`PostgreSQL does not run from ${copy.folder}: ${problem}. Set DATABASE_URL to use another server.`);
}

/** Decides where PostgreSQL's data and binaries lie; copies or moves what lies where its user cannot enter. */
export function place(data: DataFolder): Placement {
  const user = postgresUser(clusterOf(data));
  return { user, cluster: placeCluster(data, user), binaries: placeBinaries(data, user) };
}

/** Removes what a data folder keeps elsewhere; for folders that are thrown away. */
export function removeElsewhere(data: Pick<DataFolder, 'file'>): void {
  const cluster = clusterOf(data);
  if (cluster.startsWith(`${ELSEWHERE}/`)) rmSync(path.dirname(cluster), { recursive: true, force: true });
}
