import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { StartFailure } from '../failure.js';

/** An operating-system user as which PostgreSQL runs; null stands for whoever runs the launcher. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** Users that will do, best first; the last is made when none is there. */
const NAMES = ['postgres', 'balagraph'] as const;

/** passwd(5): name, password, uid, gid, … */
function findUser(name: string): SystemUser | null {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

/** One spelling for most Linux systems, one for those with BusyBox. */
const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', 'balagraph'],
  ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', 'balagraph'],
];

function createUser(): SystemUser | null {
  for (const [command, ...args] of COMMANDS) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) break;
  }
  return findUser('balagraph');
}

function ownerOf(folder: string): SystemUser | null {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? null : { uid: stat.uid, gid: stat.gid };
}

/**
 * PostgreSQL refuses to run as root. An existing cluster belongs to a user already, for instance to one who started
 * it without root; otherwise it is a system user's.
 */
export function postgresUser(cluster: string): SystemUser | null {
  if (!isRoot()) return null;
  const user = ownerOf(cluster) ?? NAMES.map(findUser).find((found) => found !== null) ?? createUser();
  if (user === null) {
    throw new StartFailure('PostgreSQL does not run as root, and no user for it could be made. Create a user named postgres, or set DATABASE_URL.');
  }
  return user;
}

/** Options of `spawn` that make a command run as this user; `/` is a working folder that anybody can be in. */
export const asUser = (user: SystemUser | null): { cwd: string; uid?: number; gid?: number } => ({ cwd: '/', ...user });

/** True when the user can pass through all folders on the way to this one and enter it: asked, not worked out. */
export const canEnter = (user: SystemUser | null, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...asUser(user), stdio: 'ignore' }).status === 0;
