import { escapeIdentifier, type Client } from 'pg';
import type { ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import type { AnySeed } from '../../subgraphs/shared/synthetic/seed.js';
import { readState, writeState, type Dropped, type SeedState } from '../bootstrap/state.js';
import { seedOf } from '../bootstrap/subgraph-modules.js';
import type { DemoFamily } from '../data/run-state.js';
import { blaming, StartFailure } from '../failure.js';
import type { LocalFacts } from '../population/facts.js';
import { dropForBulk } from './bulk/drop.js';
import { restore } from './bulk/restore.js';
import { countChildren } from './child-count.js';
import { copyRows } from './copy.js';
import { asOwner, OwnerTransaction } from './owner-transaction.js';
import { addCounts, countRows, setSequences, type RowCounts } from './row-counts.js';
import type { Portion, SeedBasis } from './row-maker.js';
import { readShapes, type TableShape } from './table-shape.js';
import { createTruth, keepTruth } from './truth-table.js';

/** Which people, and whom the demo is about. */
export interface PopulationId {
  readonly facts: LocalFacts;
  readonly demo: DemoFamily;
}

/** Memory to sort the entries of an index in. The usual setting is made for many sessions at once; these are few. */
const SORTING = `set maintenance_work_mem = '512MB'`;

/** Blocks after which a long load is vacuumed: while their pages are in memory, so that each is written once. */
const VACUUM_EVERY = 4;

/**
 * Loads one database, as its owner, block by block. A block and the record of it are one transaction, so whoever comes
 * after a kill goes on with the block that was under way.
 */
export class Loader {
  #state: SeedState;
  #dropped: readonly Dropped[];
  #transaction: OwnerTransaction | null = null;
  /** The state that the block under way will leave. */
  #next: SeedState;
  #queue: Promise<void> = Promise.resolve();

  private constructor(
    readonly name: ProgrammeName,
    private readonly client: Client,
    readonly seed: AnySeed,
    readonly shapes: readonly TableShape[],
    state: SeedState,
    dropped: readonly Dropped[] | null,
  ) {
    this.#state = state;
    this.#next = state;
    this.#dropped = dropped ?? [];
  }

  /** Loads with a connection, from wherever the database was left. */
  static async on(client: Client, name: ProgrammeName, { facts, demo }: PopulationId): Promise<Loader> {
    const seed = await seedOf(name);
    const { seed: known, dropped } = await readState(client);
    if (known !== null && !known.done && typeof known.blocks !== 'number') {
      throw new StartFailure(`${name}: its population was begun by an earlier version and not finished. Set BALAGRAPH_DATA to another folder.`);
    }
    const state = known ?? { facts, demo, blocks: -1, children: 0, known: 0, rows: {}, before: {}, done: false };
    return new Loader(name, client, seed, await readShapes(client, seed.tables), state, dropped);
  }

  get state(): SeedState {
    return this.#state;
  }

  /** Children loaded so far, with those of the block under way. */
  get children(): number {
    return this.#next.children;
  }

  get dropped(): readonly Dropped[] {
    return this.#dropped;
  }

  get tables(): string[] {
    return this.shapes.map(({ name }) => name);
  }

  /** What the rows are made by. */
  async basis(): Promise<SeedBasis> {
    return { name: this.name, shapes: this.shapes, reference: await this.seed.readReference(this.client) };
  }

  /** Rows that stand before any household, and a count of those that were there before; nothing when that was done. */
  async begin(first: Portion): Promise<void> {
    if (this.#state.blocks >= 0) return;
    await asOwner(this.client, this.tables, async () => {
      const before = await countRows(this.client, this.tables);
      if (this.#state.facts.anomaliesPerMillion !== undefined) await createTruth(this.client);
      await this.#record({ ...this.#state, blocks: 0, before, rows: await this.#copy(first) });
    });
  }

  /** Makes a long load quick; the database is of use to nobody until `finish`. */
  async hurry(): Promise<void> {
    if (this.#dropped.length === 0) this.#dropped = await dropForBulk(this.client, this.tables);
  }

  /** Loads the rows of a portion after those before it; portions that the database has are left out. */
  take(portion: Portion): Promise<void> {
    this.#queue = this.#queue.then(() => this.#load(portion));
    return this.#queue;
  }

  /** Makes the database whole: everything that was dropped, key sequences, statistics. Fails when a row is missing. */
  async finish(restored: (one: Dropped) => void): Promise<void> {
    await this.client.query(SORTING);
    if (this.#hurried) await this.#vacuum();
    await restore(this.client, this.#dropped, restored);
    this.#dropped = [];
    await asOwner(this.client, this.tables, async () => {
      await this.#check();
      await setSequences(this.client, this.shapes.filter(({ keyed }) => keyed).map(({ name }) => name));
      await this.client.query(`analyze ${this.#tableList()}`);
      await this.#record({ ...this.#state, done: true });
    });
  }

  get #hurried(): boolean {
    return this.#dropped.length > 0;
  }

  async #load(portion: Portion): Promise<void> {
    if (portion.block < this.#state.blocks) return;
    this.#transaction ??= await OwnerTransaction.begin(this.client, this.tables);
    const { rows, children, known } = this.#next;
    const copied = await this.#copy(portion);
    await keepTruth(this.client, portion.parts[this.name]?.planted ?? []);
    this.#next = { ...this.#next, rows: addCounts(rows, copied), children: children + portion.children, known: known + (portion.parts[this.name]?.known ?? 0) };
    if (portion.last) await this.#endBlock(this.#transaction, portion.block);
  }

  async #endBlock(transaction: OwnerTransaction, block: number): Promise<void> {
    await this.#record({ ...this.#next, blocks: block + 1 });
    await transaction.commit();
    this.#transaction = null;
    if (this.#hurried && this.#state.blocks % VACUUM_EVERY === 0) await this.#vacuum();
  }

  async #copy({ parts }: Portion): Promise<RowCounts> {
    const counts: Record<string, number> = {};
    for (const table of parts[this.name]?.tables ?? []) {
      const shape = this.shapes.find(({ name }) => name === table.table);
      if (shape === undefined) throw new TypeError(`${this.name}: rows of ${table.table}, which its seed does not fill.`);
      await copyRows(this.client, shape, table).catch(blaming(`${this.name}: its seed failed`));
      counts[table.table] = table.rows;
    }
    return counts;
  }

  /**
   * Freezes the rows of late and marks their pages as visible to all, while they are in memory. Otherwise whoever reads a
   * page first (the index that is built on it) would write it again, and with checksums the whole page to the log as well.
   */
  async #vacuum(): Promise<void> {
    await this.client.query(`vacuum (freeze, index_cleanup off, truncate off, buffer_usage_limit '64MB') ${this.#tableList()}`);
  }

  async #check(): Promise<void> {
    const { before, rows, known, children: all } = this.#state;
    const expected = addCounts(before, rows);
    const found = await countRows(this.client, this.tables);
    const wrong = this.tables.find((table) => found[table] !== (expected[table] ?? 0));
    if (wrong !== undefined) throw new Error(`${this.name}: ${wrong} has ${found[wrong]} rows; ${expected[wrong]} were loaded.`);
    const children = await countChildren(this.client, this.seed);
    if (children !== known) throw new Error(`${this.name}: its rows are about ${children} children; the population has ${known} whom it knows.`);
    if (this.seed.children.everyone && known !== all) throw new Error(`${this.name}: it knows ${known} of ${all} children.`);
  }

  async #record(state: SeedState): Promise<void> {
    await writeState(this.client, 'seed', state);
    this.#state = state;
    this.#next = state;
  }

  #tableList(): string {
    return this.tables.map(escapeIdentifier).join(', ');
  }
}
