import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process that cannot be mistaken for a later one under the same number: process ids are used again, the time at
 * which a process started is not.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly started: string;
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

const BOOT = readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? null;

/** proc(5): after the command in brackets come the state and, 19 fields on, the start time since boot. */
function startedOnLinux(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ended = fields[0] === 'Z' || fields[0] === 'X';
  return ended ? null : `${BOOT}:${fields[19]}`;
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** The identity of a process that runs now; null when there is none under this number. */
export function identify(pid: number): ProcessIdentity | null {
  const started = BOOT === null ? ps(pid, 'lstart') : startedOnLinux(pid);
  return started === null ? null : { pid, started };
}

/** True while this very process runs. */
export const isRunning = ({ pid, started }: ProcessIdentity): boolean => identify(pid)?.started === started;

/** The command line of a running process; empty when it cannot be read. */
export const commandLine = (pid: number): string =>
  (BOOT === null ? ps(pid, 'command') : readOrNull(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ')) ?? '';
