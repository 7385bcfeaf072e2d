import type { Client } from 'pg';
import { readRunState } from '../../local/data/run-state.js';
import type { ThrowawayFederation } from '../../local/throwaway-federation.js';
import { asAdmin } from '../support/admin.js';
import type { SmallDisk } from '../support/small-disk.js';

/** Where harm is done. */
export class Site {
  constructor(
    readonly federation: ThrowawayFederation,
    /** What the cluster lies on; why it does not lie on one that could be filled. */
    readonly disk: SmallDisk | string,
  ) {}

  /** Process id of PostgreSQL now; null for a server that was not started by us. */
  get postmaster(): number | null {
    return readRunState(this.federation.folder)?.processes['postgres'] ?? null;
  }

  asAdmin<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
    return asAdmin(this.federation, database, work);
  }
}

/** Those whose readiness goes when a fault is at work. */
export type Unready = 'subgraphs' | 'gateway';

/** One way in which PostgreSQL fails. What it holds while it is at work is its own. */
export interface Fault {
  readonly name: string;
  /** Empty for faults that leave the database to whoever comes first: to be unready for those would pass the load on. */
  readonly unready: readonly Unready[];
  /** True when nobody may be answered with any data from `harm` to `heal`. */
  readonly silent?: boolean;
  /** True when some request at least has to be refused; others may pass unnoticed. */
  readonly felt: boolean;
  /** Why it cannot be done here; null when it can. */
  impossible?(site: Site): string | null;
  /** Resolves when the fault is at work. */
  harm?(site: Site): Promise<void>;
  /** Repeated for as long as the fault is to last. */
  again?(site: Site): Promise<void>;
  heal?(site: Site): Promise<void>;
  /** Why it must be doubted that anything has happened; null when it has. */
  doubt?(site: Site): Promise<string | null>;
}

/** For faults of the server's process: it must be ours. */
export const ownServer = ({ postmaster }: Site): string | null => (postmaster === null ? 'DATABASE_URL names a server that is not ours to stop' : null);
