import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { withClient } from '../support/kept-connections.js';
import { definitionOf } from '../../local/bootstrap/subgraph-modules.js';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { fixedClock } from '../../subgraphs/shared/clock.js';
import { Database } from '../../subgraphs/shared/database/database.js';
import { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { freshDatabase, UNHURRIED, type FreshDatabase } from '../support/database.js';

/** A subgraph's database and ledger without the subgraph. */
export class LedgerLab {
  private constructor(
    readonly fresh: FreshDatabase,
    readonly database: Database,
    readonly key: LedgerKey,
  ) {}

  static async open(name: SubgraphName): Promise<LedgerLab> {
    const [fresh, key] = [await freshDatabase(name), new LedgerKey(randomBytes(32).toString('hex'))];
    return new LedgerLab(fresh, await Database.open(await definitionOf(name), fresh.appUrl, key, { patience: UNHURRIED }), key);
  }

  /** The ledger of one life of the process. */
  ledger(): Ledger {
    return new Ledger({ url: this.fresh.appUrl, key: this.key, clock: fixedClock('2026-10-01T07:00:00Z'), kind: 'READ', patienceMs: 15_000 });
  }

  /** Past every grant and policy. */
  admin<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(this.fresh.adminUrl, work);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.fresh.drop();
  }
}
