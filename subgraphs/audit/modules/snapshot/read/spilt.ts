import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Where a process puts what does not fit into its memory while it reads a snapshot. */
export const spillFolderOf = (root: string, snapshot: string): string => path.join(root, `.reading-${snapshot}-${process.pid}`);

function isGone(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: unknown }).code === 'ESRCH';
  }
}

/** Whether it is what a reader spilt, and the process that it was is no more. */
export function isAbandoned(name: string): boolean {
  const pid = /^\.reading-.*-(?<pid>\d+)$/.exec(name)?.groups?.['pid'];
  return pid !== undefined && isGone(Number(pid));
}

/** Takes away what readers left that were killed: it has rows, and a snapshot that sweeps may be far off. */
export async function sweepSpilt(root: string): Promise<void> {
  const left = (await readdir(root).catch(() => [])).filter(isAbandoned);
  await Promise.all(left.map((name) => rm(path.join(root, name), { recursive: true, force: true })));
}
