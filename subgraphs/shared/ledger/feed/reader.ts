import { Pool } from 'pg';
import { ACTORS, EFFECTS, OPERATIONS } from '../dictionaries.js';
import { sqlOn, type Sql } from '../sql.js';
import { readPage, type StoredRecord } from '../verify/records.js';
import { readSealed, SUBJECTS } from '../verify/sealed-rows.js';
import { LEDGER_PAGE, type EndsPage, type RecordsPage, type StatedBeginning, type StatedEnd, type StatedRecord } from './contract.js';

/** Where a ledger is read from. */
export interface LedgerSource {
  /** The ends of chains behind a number. */
  ends(after: number, abort: AbortSignal): Promise<EndsPage>;
  /** Records of a chain behind a number. */
  records(chain: number, seq: number, abort: AbortSignal): Promise<RecordsPage>;
}

const ENDS = `
  select c.id as chain, coalesce(r.seq, 0) as seq, encode(coalesce(r.hash, c.genesis), 'hex') as hash, encode(c.genesis, 'hex') as genesis
    from ledger_chain c left join lateral (select seq, hash from ledger_record where chain = c.id order by seq desc limit 1) r on true
   where c.id > ? order by c.id limit ?`;

const BEGINNING = `
  select kind, (extract(epoch from began_at) * 1000000)::bigint::text as at, predecessors, encode(genesis, 'hex') as genesis from ledger_chain where id = ?`;

const TIMEOUT_MS = 10_000;

const stated = (record: StoredRecord): StatedRecord => ({ ...record, hash: record.hash.toString('hex') });

const ids = (all: readonly (number | null)[]): number[] => [...new Set(all)].filter((id) => id !== null);

/** What records name. An actor's person is not told: the number alone is part of what is sealed. */
async function namedBy(sql: Sql, page: readonly StoredRecord[]): Promise<RecordsPage['named']> {
  return {
    subject: await readSealed(sql, SUBJECTS, ids(page.map(({ subject }) => subject))),
    actor: await readSealed(sql, ACTORS, ids(page.map(({ actor }) => actor))),
    operation: await readSealed(sql, OPERATIONS, ids(page.map(({ operation }) => operation))),
    effect: await readSealed(sql, EFFECTS, ids(page.map(({ effect }) => effect))),
  };
}

/**
 * Reads the ledger of this process's own database, for whoever audits it. One connection of its own, which can only read: what
 * serves the ledger can write none.
 */
export class LedgerReader implements LedgerSource {
  readonly #pool: Pool;

  constructor(url: string) {
    this.#pool = new Pool({
      connectionString: url,
      max: 1,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
      application_name: 'balagraph-ledger-feed',
      options: `-c app.ledger=open -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read -c statement_timeout=${TIMEOUT_MS}`,
    });
    // An idle connection that is cut leaves the pool by itself.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => void client.on('error', () => undefined));
  }

  ends(after: number): Promise<EndsPage> {
    return this.#reading(async (sql) => {
      const ends = await sql<StatedEnd>(ENDS, [after, LEDGER_PAGE + 1]);
      return { ends: ends.slice(0, LEDGER_PAGE), more: ends.length > LEDGER_PAGE };
    });
  }

  records(chain: number, seq: number): Promise<RecordsPage> {
    return this.#reading(async (sql) => {
      const [beginning = null] = seq === 0 ? await sql<StatedBeginning>(BEGINNING, [chain]) : [];
      const page = await readPage(sql, chain, seq, LEDGER_PAGE);
      return { beginning, named: await namedBy(sql, page), records: page.map(stated) };
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  /** In one snapshot, so that what a record names is there with it. */
  async #reading<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      const result = await work(sqlOn(client));
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}
