import type { EntityManager } from '@mikro-orm/postgresql';
import { Pool, type PoolClient } from 'pg';
import type { Clock } from '../clock.js';
import { Chain, withSubjects, type ChainKind } from './chain.js';
import { Dictionaries, type NamedEntry } from './dictionaries.js';
import type { LedgerEntry } from './entry.js';
import { GroupedLedger, ledgerUnavailable } from './grouped-ledger.js';
import { LedgerKey } from './ledger-key.js';
import { sqlIn, sqlOn } from './sql.js';
import { openLedgerFor, subjectIds } from './subjects.js';
import type { AccessJournal } from './journal.js';
import type { Settle, WriteLedger } from './write-ledger.js';

export interface LedgerOptions {
  /** The database, as its `_app` role. */
  readonly url: string;
  readonly key: LedgerKey;
  readonly clock: Clock;
  /** What the records are about that are not changes. */
  readonly kind: Exclude<ChainKind, 'WRITE'>;
}

/** A seam for tests. */
export interface LedgerTiming {
  /** How long a request waits for its records. */
  readonly patienceMs?: number;
}

/** The gateway waits for a subgraph a little longer. */
const PATIENCE_MS = 1_000;

/** One group of records under way, and what a write looks up meanwhile. */
const CONNECTIONS = 2;

/**
 * The ledger of one process: who did what with whose data. The records of reads, or of refusals at the gateway, are one chain.
 * A record of a change is committed with the change and keeps its chain until then; so there are as many chains of changes as
 * were ever under way at once, and no transaction waits for another. It has connections of its own, so that records do not
 * wait behind reads.
 */
export class Ledger {
  readonly #pool: Pool;
  readonly #grouped: GroupedLedger;
  readonly #dictionaries: Dictionaries;
  /** Chains of changes that no transaction has at the moment. */
  readonly #free: Chain[] = [];
  readonly #patienceMs: number;
  /** Hears of every record that could not be written. */
  onFailure: () => void = () => undefined;

  constructor(private readonly options: LedgerOptions & LedgerTiming) {
    const { url, key, kind, patienceMs = PATIENCE_MS } = options;
    this.#patienceMs = patienceMs;
    this.#pool = poolOf(url, patienceMs);
    this.#dictionaries = new Dictionaries(key);
    this.#grouped = new GroupedLedger((work) => onConnection(this.#pool, work), this.#newChain(kind), this.#dictionaries, key, patienceMs);
  }

  /** Records what was done; resolves when it is committed and the answer may leave, rejects with `UNAVAILABLE`. */
  async record(entries: readonly LedgerEntry[]): Promise<void> {
    try {
      await this.#grouped.append(this.options.kind === 'DOOR' ? entries.map(withoutPeople) : entries);
    } catch (error) {
      this.onFailure();
      throw error;
    }
  }

  /** Whether a record could be written now: one is, and is taken back. Never throws. */
  async tryOut(): Promise<boolean> {
    try {
      await onConnection(this.#pool, (client) => client.query(TRY_OUT));
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Records changes in the transaction that makes them, as its last statement. Their chain is theirs until `settle` tells how
   * that ended, because the next record is chained to these. Rejects with `UNAVAILABLE`, which rolls the changes back.
   */
  async recordIn(em: EntityManager, entries: readonly LedgerEntry[]): Promise<Settle> {
    if (entries.length === 0) return () => undefined;
    try {
      const named = await this.#name(entries);
      return await this.#appendIn(em, named);
    } catch (error) {
      throw ledgerUnavailable(error);
    }
  }

  /** Where the changes of one request leave their records. */
  changesOf(journal: AccessJournal): WriteLedger {
    return { append: (em, entry) => this.recordIn(em, journal.changes(entry, this.options.clock.now().getTime())) };
  }

  async close(): Promise<void> {
    await this.#grouped.idle();
    await this.#pool.end();
  }

  #name(entries: readonly LedgerEntry[]): Promise<NamedEntry[]> {
    return onConnection(this.#pool, async (client) => {
      const sql = sqlOn(client);
      const people = await subjectIds(sql, this.options.key, entries.flatMap(({ actor }) => actor?.iin ?? []));
      return this.#dictionaries.name(sql, entries, people);
    });
  }

  async #appendIn(em: EntityManager, named: readonly NamedEntry[]): Promise<Settle> {
    const sql = sqlIn(em);
    await openLedgerFor(sql, this.#patienceMs);
    const people = await subjectIds(sql, this.options.key, named.flatMap(({ entry }) => entry.subject ?? []));
    const chain = this.#free.pop() ?? this.#newChain('WRITE');
    try {
      const end = await chain.append(sql, withSubjects(named, people));
      return (ending) => {
        if (ending === 'COMMITTED') chain.advance(end);
        else if (ending === 'UNKNOWN') chain.lose();
        this.#free.push(chain);
      };
    } catch (error) {
      // The transaction cannot be committed any more, so the chain ends where it did.
      this.#free.push(chain);
      throw error;
    }
  }

  #newChain(kind: ChainKind): Chain {
    return new Chain(kind, this.options.key, () => this.options.clock.now().getTime());
  }
}

/** The gateway hears of no replaced IIN, so that nobody's may stand in its database; whose an account is the programmes' records tell. */
const withoutPeople = (entry: LedgerEntry): LedgerEntry => ({ ...entry, subject: null, actor: entry.actor && { ...entry.actor, iin: null } });

/** A record that breaks no chain, because it is never committed. No two tries may wait for each other's number. */
const TRY_OUT = `
  begin;
  insert into ledger_record (at, chain, seq, operation, effect, hash) values (now(), 0, (random() * 2147483646)::int + 1, 0, 0, '');
  rollback`;

/** A connection on which anything went wrong is closed: nobody knows what it is still doing. */
async function onConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Connections for which the ledger is open. What was acknowledged must survive a crash, whatever the server's default says. */
function poolOf(url: string, patienceMs: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    application_name: 'balagraph-ledger',
    options: `-c app.ledger=open -c synchronous_commit=on -c statement_timeout=${patienceMs}`,
  });
  // A connection that is cut leaves the pool by itself, and fails the statement under way; the next group opens another. Without
  // a listener it would end the process: the pool's is for idle ones only.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}
