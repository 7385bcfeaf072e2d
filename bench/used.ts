import { withClient } from '../local/bootstrap/connection.js';
import { usageOf } from './gateways/usage.js';

const CONNECTIONS = `select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`;

/** What this process and the connections of a database have used, in milliseconds. */
export const used = (adminUrl: string): Promise<number> =>
  withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ pid: number }>(CONNECTIONS);
    return [process.pid, ...rows.map(({ pid }) => pid)].reduce((sum, pid) => sum + usageOf(pid).cpuMs, 0);
  });
