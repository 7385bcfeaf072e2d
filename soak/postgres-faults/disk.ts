import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../../local/failure.js';
import type { Fault, Site } from './fault.js';

const filled = async ({ disk }: Site): Promise<void> => {
  if (typeof disk !== 'string') await disk.fill();
};

const freed = ({ disk }: Site): Promise<void> => {
  if (typeof disk !== 'string') disk.free();
  return Promise.resolve();
};

/** What is freed meanwhile, old log for instance, is taken away, too. */
const keptFull = async (site: Site): Promise<void> => {
  await filled(site);
  await delay(250);
};

const noDisk = ({ disk }: Site): string | null => (typeof disk === 'string' ? disk : null);

/** Whether the server has no room for a few rows; true also when it is gone altogether. */
async function isFull(site: Site): Promise<boolean> {
  try {
    await site.asAdmin('registry', (client) => client.query(`begin; create temporary table filler as select repeat('x', 500) from generate_series(1, 5000); rollback`));
    return false;
  } catch (error) {
    if (hasCode(error, '53100', 'ECONNREFUSED', '57P03')) return true;
    throw error;
  }
}

/** Tables cannot grow; what there is of the log's files lasts for a while. */
export function fullDisk(): Fault {
  let full = false;
  return {
    name: 'disk full: tables',
    unready: [],
    felt: true,
    impossible: noDisk,
    harm: filled,
    again: async (site) => {
      await keptFull(site);
      full ||= await isFull(site);
    },
    heal: freed,
    doubt: () => Promise.resolve(full ? null : 'the server still had room'),
  };
}

const logOf = ({ federation }: Site): string => readFileSync(path.join(federation.folder, 'logs', 'postgres.log'), 'utf8');
const panics = (site: Site): number => logOf(site).split('PANIC:').length - 1;

/** A file of the log is 16 MB; with more of them the server has what it keeps in store, too. */
const SWITCHES = 200;

/** Goes on to the next file of the log until there is none. */
async function useUpLog(site: Site): Promise<void> {
  try {
    await site.asAdmin('postgres', async (client) => {
      for (let i = 0; i < SWITCHES; i += 1) await client.query(`select pg_logical_emit_message(false, 'filler', 'x'), pg_switch_wal()`);
    });
  } catch {
    // The server has died of it, as it must: what it cannot log it may not do.
  }
}

/** There is no room for the write-ahead log: the server dies, and comes back when there is. */
export function fullLog(): Fault {
  let before = 0;
  return {
    name: 'disk full: write-ahead log',
    unready: ['subgraphs', 'gateway'],
    felt: true,
    impossible: noDisk,
    harm: async (site) => {
      before = panics(site);
      await filled(site);
      await useUpLog(site);
    },
    again: async (site) => {
      await keptFull(site);
      await useUpLog(site);
    },
    heal: freed,
    doubt: (site) => Promise.resolve(panics(site) > before ? null : 'the server did not run out of log'),
  };
}
