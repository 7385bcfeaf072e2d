import { MikroORM, type EntityManager, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import type { LedgerKey } from '../ledger/ledger-key.js';
import { bindLedger } from '../ledger/subjects.js';
import { endingOf, type Settle, type WriteEntry, type WriteLedger } from '../ledger/write-ledger.js';
import type { Metrics } from '../metrics/metrics.js';
import { NO_TRACING, type Tracing } from '../tracing/tracing.js';
import type { MigrationClass } from './migrate.js';
import { servingConnection } from './orm-connection.js';
import { DATABASE_PATIENCE, type DatabasePatience } from './patience.js';
import { observePools } from './pool-metrics.js';
import { DatabaseProbe } from './probe.js';
import { repeatLostReads } from './repeated-reads.js';
import { statementTracer } from './statement-tracer.js';

/** A subgraph's tables: its entities and the migrations that make them. */
export interface DatabaseDefinition {
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationClass[];
}

/** Watches the SQL that a process sends, for tests that count statements. */
export type QueryListener = (sql: string) => void;

/** Regions of the register path: KATO codes, or the whole country. */
export type RegionScope = readonly string[];

/** One request's ways into the database; see the two paths in the docs on access. */
export interface RequestDatabase {
  /**
   * Relation path: reads by a person's key, after registry's grant was checked; only repository functions that look
   * up keys use it.
   */
  readonly relation: EntityManager;
  /**
   * Register path: a programme's own lists, aggregates and writes, in one transaction in which row-level security
   * shows only the rows of these regions (`*`: all).
   */
  register<T>(regions: RegionScope, work: (em: EntityManager) => Promise<T>): Promise<T>;
  /**
   * A write on the register path: the work, the events it publishes and its record in the ledger are one transaction.
   * The work answers what it did or refused to do, or null for nothing worth a record (a repeated request).
   */
  write<T>(regions: RegionScope, work: (em: EntityManager) => Promise<Written<T>>): Promise<T>;
}

/** What a write answers, and what it did. */
export interface Written<T> {
  readonly result: T;
  readonly entry: WriteEntry | null;
}

const MAX_CONNECTIONS = 10;

/** A kept plan (kept-plans.ts) is used whatever the values are. Left to itself PostgreSQL plans for each of them anew where it expects little of a plan for all, which it judges by rows and not by what planning takes. */
const KEPT_PLANS = '-c plan_cache_mode=force_generic_plan';
const RELATION_PATH = `${KEPT_PLANS} -c app.path=relation`;

/** How a process goes about its database. */
export interface DatabaseOptions {
  /** Sees the statements. */
  readonly onQuery?: QueryListener | undefined;
  readonly tracing?: Tracing;
  readonly patience?: DatabasePatience;
}

function options({ entities }: DatabaseDefinition, url: string, settings: string, { onQuery, tracing = NO_TRACING, patience = DATABASE_PATIENCE }: DatabaseOptions): Options {
  return {
    ...servingConnection(url, { application_name: 'balagraph', options: settings }, patience),
    entities: [...entities],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: MAX_CONNECTIONS },
    timezone: 'UTC',
    metadataCache: { enabled: false },
    ensureDatabase: false,
    ...(tracing === NO_TRACING ? {} : { loggerFactory: statementTracer(tracing) }),
    ...(onQuery === undefined ? {} : { debug: ['query'], colors: false, logger: onQuery }),
  };
}

/**
 * A subgraph's connection to its own database as its `_app` role. Two pools, because policies read `app.path`: on the
 * relation pool it is set when a connection opens, on the other only inside a register transaction, so that a
 * forgotten transaction sees nothing.
 */
export class Database {
  private constructor(
    private readonly registerPool: MikroORM,
    private readonly relationPool: MikroORM,
    private readonly probe: DatabaseProbe,
  ) {}

  static async open(definition: DatabaseDefinition, url: string, ledgerKey: LedgerKey, how: DatabaseOptions = {}): Promise<Database> {
    // Not by `init`, which looks for extensions as well: it loads the one for migrations, and for that all of the ORM a second time, unbundled.
    const [register, relation] = [new MikroORM(options(definition, url, KEPT_PLANS, how)), new MikroORM(options(definition, url, RELATION_PATH, how))];
    repeatLostReads(relation);
    for (const { em } of [register, relation]) bindLedger(em, ledgerKey);
    return new Database(register, relation, new DatabaseProbe(url));
  }

  forRequest(ledger: WriteLedger): RequestDatabase {
    return {
      relation: this.relationPool.em.fork({ disableTransactions: true }),
      register: (regions, work) => this.#onRegister(regions, work),
      write: (regions, work) => this.#write(ledger, regions, work),
    };
  }

  /**
   * A transaction of the feeds: what they hold is open, and so are all rows of the country, since an event is applied
   * whatever region it is about. Nobody waits for it, so it waits for locks for as long as a statement may take: another
   * instance may be at the same page.
   */
  feeds<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#onRegister(['*'], work, { 'app.feeds': 'open', 'app.confidential': 'visible', lock_timeout: '0' });
  }

  #onRegister<T>(regions: RegionScope, work: (em: EntityManager) => Promise<T>, variables: Readonly<Record<string, string>> = {}): Promise<T> {
    const session = { variables: { 'app.path': 'register', 'app.regions': regions.join(','), ...variables } };
    return this.registerPool.em.fork({ session }).transactional(work);
  }

  /** The record is the last statement before the commit, because the next one of its chain waits for how that ends. */
  async #write<T>(ledger: WriteLedger, regions: RegionScope, work: (em: EntityManager) => Promise<Written<T>>): Promise<T> {
    let settle: Settle = () => undefined;
    try {
      const answer = await this.#onRegister(regions, async (em) => {
        const { result, entry } = await work(em);
        await em.flush();
        if (entry !== null) settle = await ledger.append(em, entry);
        return result;
      });
      settle('COMMITTED');
      return answer;
    } catch (error) {
      settle(endingOf(error));
      throw error;
    }
  }

  /** What every EntityManager of the register path has in common: the same object, in whatever transaction. */
  get configuration(): object {
    return this.registerPool.em.config;
  }

  /** True when the database answers within a second. */
  isReady(): Promise<boolean> {
    return this.probe.answers();
  }

  /** Shows how the pools are used. */
  observe(metrics: Metrics): void {
    observePools(metrics, { register: this.registerPool, relation: this.relationPool });
  }

  async close(): Promise<void> {
    await Promise.all([this.registerPool.close(true), this.relationPool.close(true), this.probe.close()]);
  }
}
