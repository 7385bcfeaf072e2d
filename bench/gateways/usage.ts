import { readFileSync } from 'node:fs';

/** What a process has used, its threads included; not a number where the system does not tell. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssMiB: number;
}

/** The unit of CPU times in /proc: a hundredth of a second on every system that Node runs on. */
const TICK_MS = 10;
/** `utime` and `stime`, counted behind the name, which may hold anything. */
const [UTIME, STIME] = [11, 12];

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

export function usageOf(pid: number): Usage {
  const [stat, status] = [read(`/proc/${pid}/stat`), read(`/proc/${pid}/status`)];
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const rss = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1];
  return { cpuMs: (Number(fields[UTIME]) + Number(fields[STIME])) * TICK_MS, rssMiB: Number(rss) / 1024 };
}
