import { readFileSync } from 'node:fs';
import { withClient } from '../../local/bootstrap/connection.js';

/** Seconds of processor, which others on the machine change less than those of the clock. */
export interface ProcessorSeconds {
  /** This process, DuckDB included. */
  readonly own: number;
  /** PostgreSQL's connections; not a number where there is no `/proc`. */
  readonly postgres: number;
}

const TICKS_PER_SECOND = 100;
const [PARENT, USER_OF_CHILDREN, SYSTEM_OF_CHILDREN] = [1, 13, 14];

/** What stands in `/proc/<pid>/stat` behind the name, which may have blanks: state, parent … */
const statOf = (pid: number): number[] => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').map(Number);

const ofEnded = (pid: number): number => {
  const stat = statOf(pid);
  return ((stat[USER_OF_CHILDREN] ?? Number.NaN) + (stat[SYSTEM_OF_CHILDREN] ?? Number.NaN)) / TICKS_PER_SECOND;
};

/** The server's first process, which knows what its ended connections took. */
async function serverPid(adminUrl: string): Promise<number> {
  const rows = await withClient(adminUrl, async (admin) => {
    const { rows: [row] } = await admin.query<{ pid: number }>('select pg_backend_pid() as pid');
    return statOf(row?.pid ?? 0)[PARENT];
  });
  return rows ?? Number.NaN;
}

/** Works, and says what that took. */
export async function measured<T>(adminUrl: string, work: () => Promise<T>): Promise<{ readonly result: T; readonly processor: ProcessorSeconds }> {
  const server = await serverPid(adminUrl).catch(() => null);
  const [before, own] = [server === null ? Number.NaN : ofEnded(server), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(own);
  return { result, processor: { own: (user + system) / 1e6, postgres: (server === null ? Number.NaN : ofEnded(server)) - before } };
}
