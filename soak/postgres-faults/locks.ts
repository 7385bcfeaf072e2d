import type { Client } from 'pg';
import { keptAdmin } from '../support/admin.js';
import type { Fault } from './fault.js';

/** A transaction that locks everybody's record and does not end: each change holds a connection of the pool and waits, until there is none left. */
export function heldLocks(): Fault {
  let holder: Client | null = null;
  return {
    name: 'all connections of a pool wait for locks',
    unready: [],
    felt: true,
    harm: async ({ federation }) => {
      holder = await keptAdmin(federation, 'registry');
      await holder.query('begin; lock table person in exclusive mode');
    },
    heal: async () => holder?.end(),
  };
}
