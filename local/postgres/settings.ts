import { totalmem } from 'node:os';

/** How much a server may lose in a crash: nothing in `kept` data; `throwaway` data is a test's. */
export type Durability = 'kept' | 'throwaway';

const MEBIBYTE = 1024 ** 2;

/** How much of its data a server keeps in memory: an eighth of what there is, since everything else runs beside it. */
const sharedBuffers = (): string => {
  const mebibytes = Math.min(totalmem(), process.constrainedMemory()) / MEBIBYTE;
  return `${Math.floor(Math.min(2048, Math.max(256, mebibytes / 8)))}MB`;
};

const COMMON: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * The log must not say who it was about. Statements carry their values as literals, and so may the very message of an error
 * ("invalid input syntax for type date: …"): nothing is logged of a statement that fails, which its process logs with the
 * SQLSTATE. `log` ranks above `error` here: the server's own messages (start, shutdown, crash) stay. A server that `local/`
 * does not start must have the same (see the README).
 */
export const LOG_PRIVACY: Readonly<Record<string, string>> = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  debug_print_parse: 'off',
  debug_print_rewritten: 'off',
  debug_print_plan: 'off',
};

/** What the server is started for. */
export type Purpose = 'serve' | 'populate';

/**
 * For the hours of a long load: checkpoints by the size of the log and not by the clock, no vacuum but the load's own. What
 * a crash may lose stays as it is.
 */
const POPULATE: Readonly<Record<string, string>> = {
  checkpoint_timeout: '30min',
  wal_buffers: '64MB',
  autovacuum: 'off',
};

const THROWAWAY: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

/** Settings of a small machine, as arguments of `postgres`, so that every start has those of its version. */
export function settings(port: number, durability: Durability, purpose: Purpose = 'serve'): string[] {
  const all = { ...COMMON, ...(durability === 'kept' ? { shared_buffers: sharedBuffers() } : {}), ...LOG_PRIVACY, ...(purpose === 'populate' ? POPULATE : {}), ...(durability === 'throwaway' ? THROWAWAY : {}), port: String(port) };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
