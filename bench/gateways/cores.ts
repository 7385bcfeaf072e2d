import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Who runs where, in the words of `taskset --cpu-list`. */
export interface Cores {
  readonly gateway: string;
  readonly others: string;
}

/** The processors that this process may use; none where that cannot be told. */
function allowed(): number[] {
  if (!existsSync('/proc/self/status')) return [];
  const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/**
 * Gives the last processor to the gateway that is measured and keeps this process, and whatever it starts from now on, on
 * the others. Null where that cannot be done: not Linux, no `taskset`, or one processor only.
 */
export function divideCores(): Cores | null {
  const cores = allowed();
  const [gateway, others] = [cores.at(-1), cores.slice(0, -1).join(',')];
  if (gateway === undefined || others === '') return null;
  const { status } = spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', others, String(process.pid)], { stdio: 'ignore' });
  return status === 0 ? { gateway: String(gateway), others } : null;
}
