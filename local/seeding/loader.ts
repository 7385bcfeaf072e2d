import type { Client } from 'pg';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { AnySeed, PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';
import { readState, writeState, type Dropped, type SeedState } from '../bootstrap/state.js';
import { seedOf } from '../bootstrap/subgraph-modules.js';
import type { DemoFamily } from '../data/run-state.js';
import { blaming } from '../failure.js';
import { dropForBulk } from './bulk/drop.js';
import { restore } from './bulk/restore.js';
import { copyRows } from './copy.js';
import { asOwner, OwnerTransaction } from './owner-transaction.js';
import { addCounts, countRows, setSequences, type RowCounts } from './row-counts.js';
import type { Portion, SeedBasis } from './row-maker.js';
import { readShapes, type TableShape } from './table-shape.js';

/** Which people, and whom the demo is about. */
export interface PopulationId {
  readonly facts: PopulationFacts;
  readonly demo: DemoFamily;
}

/**
 * Loads one database, as its owner, block by block. A block and the record of it are one transaction, so whoever comes
 * after a kill goes on with the block that was under way.
 */
export class Loader {
  #state: SeedState;
  #dropped: readonly Dropped[];
  #transaction: OwnerTransaction | null = null;
  /** Rows of the block under way. */
  #loaded: RowCounts = {};
  #queue: Promise<void> = Promise.resolve();

  private constructor(
    readonly name: SubgraphName,
    private readonly client: Client,
    readonly seed: AnySeed,
    readonly shapes: readonly TableShape[],
    state: SeedState,
    dropped: readonly Dropped[] | null,
  ) {
    this.#state = state;
    this.#dropped = dropped ?? [];
  }

  /** Loads with a connection, from wherever the database was left. */
  static async on(client: Client, name: SubgraphName, { facts, demo }: PopulationId): Promise<Loader> {
    const seed = await seedOf(name);
    const { seed: known, dropped } = await readState(client);
    const state = known ?? { facts, demo, blocks: -1, children: 0, rows: {}, before: {}, done: false };
    return new Loader(name, client, seed, await readShapes(client, seed.tables), state, dropped);
  }

  get state(): SeedState {
    return this.#state;
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
    await restore(this.client, this.#dropped, restored);
    this.#dropped = [];
    await asOwner(this.client, this.tables, async () => {
      this.#check(await countRows(this.client, this.tables));
      await setSequences(this.client, this.shapes.filter(({ keyed }) => keyed).map(({ name }) => name));
      await this.client.query(`analyze ${this.tables.map((table) => `"${table}"`).join(', ')}`);
      await this.#record({ ...this.#state, done: true });
    });
  }

  async #load(portion: Portion): Promise<void> {
    if (portion.block < this.#state.blocks) return;
    this.#transaction ??= await OwnerTransaction.begin(this.client, this.tables);
    this.#loaded = addCounts(this.#loaded, await this.#copy(portion));
    const children = this.#state.children + portion.children;
    if (!portion.last) {
      this.#state = { ...this.#state, children };
      return;
    }
    await this.#record({ ...this.#state, blocks: portion.block + 1, children, rows: addCounts(this.#state.rows, this.#loaded) });
    await this.#transaction.commit();
    this.#transaction = null;
    this.#loaded = {};
  }

  async #copy({ rows }: Portion): Promise<RowCounts> {
    const counts: Record<string, number> = {};
    for (const table of rows[this.name] ?? []) {
      const shape = this.shapes.find(({ name }) => name === table.table);
      if (shape === undefined) throw new TypeError(`${this.name}: rows of ${table.table}, which its seed does not fill.`);
      await copyRows(this.client, shape, table).catch(blaming(`${this.name}: its seed failed`));
      counts[table.table] = table.rows;
    }
    return counts;
  }

  #check(found: RowCounts): void {
    const expected = addCounts(this.#state.before, this.#state.rows);
    const wrong = this.tables.find((table) => found[table] !== (expected[table] ?? 0));
    if (wrong !== undefined) throw new Error(`${this.name}: ${wrong} has ${found[wrong]} rows; ${expected[wrong]} were loaded.`);
  }

  async #record(state: SeedState): Promise<void> {
    await writeState(this.client, 'seed', state);
    this.#state = state;
  }
}
