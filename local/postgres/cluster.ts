import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../failure.js';
import { program } from './binaries.js';
import type { Placement } from './placement.js';
import { asUser } from './system-user.js';

/** PostgreSQL's own name for the superuser of a cluster. */
export const SUPERUSER = 'postgres';

/** Refuses a cluster of another major version: its files cannot be read by this one. */
function checkVersion({ cluster, binaries }: Placement): void {
  const version = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== binaries.major) {
    throw new StartFailure(
      `${cluster} was made by PostgreSQL ${version}; this version of Balagraph runs PostgreSQL ${binaries.major}. Set BALAGRAPH_DATA to another folder.`,
    );
  }
}

const initdbArguments = (cluster: string, passwordFile: string): string[] => [
  `--pgdata=${cluster}`,
  `--username=${SUPERUSER}`,
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  // The same order and letter case on every machine, whatever locales it has.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-sync',
  '--no-instructions',
];

/** Runs a command to its end; what it wrote on stderr when it failed, null when it did not. */
function run(command: string, args: readonly string[], placement: Placement, abort: AbortSignal): Promise<string | null> {
  const child = spawn(command, args, { ...asUser(placement.user), stdio: ['ignore', 'ignore', 'pipe'], detached: true, signal: abort });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.once('error', (error) => (stderr ||= error.message));
    child.once('close', (code) => resolve(code === 0 ? null : stderr.trim().replaceAll('\n', ' ')));
  });
}

/**
 * A new folder of PostgreSQL's user beside the cluster's place. Never the one of an earlier start that was killed:
 * its initdb may still be writing there. What earlier ones left is removed.
 */
function makeWorkFolder({ cluster, user }: Placement): string {
  const [parent, prefix] = [path.dirname(cluster), `${path.basename(cluster)}.new-`];
  for (const left of readdirSync(parent).filter((name) => name.startsWith(prefix))) rmSync(path.join(parent, left), { recursive: true, force: true });
  const folder = mkdtempSync(path.join(parent, prefix));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** Makes the cluster under another name first, so that a half-made one is never taken for one. */
async function initialise(placement: Placement, password: string, abort: AbortSignal): Promise<void> {
  const work = makeWorkFolder(placement);
  const passwordFile = path.join(work, 'password');
  const cluster = path.join(work, 'cluster');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (placement.user !== null) chownSync(passwordFile, placement.user.uid, placement.user.gid);
  try {
    const problem = await run(program(placement.binaries, 'initdb'), initdbArguments(cluster, passwordFile), placement, abort);
    if (problem !== null) throw new StartFailure(`PostgreSQL's cluster could not be made in ${placement.cluster}: ${problem}`);
    renameSync(cluster, placement.cluster);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Sees to it that there is a cluster that this PostgreSQL can run. */
export async function prepareCluster(placement: Placement, password: string, abort: AbortSignal): Promise<void> {
  if (existsSync(placement.cluster)) checkVersion(placement);
  else await initialise(placement, password, abort);
}
