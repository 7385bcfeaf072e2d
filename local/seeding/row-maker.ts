import type { ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import type { SeedRecorder } from '../../subgraphs/shared/synthetic/seed.js';
import { seedOf } from '../bootstrap/subgraph-modules.js';
import { blaming } from '../failure.js';
import type { ToldHousehold, Planting, Truth } from '../population/anomalies/planting.js';
import type { LocalFacts } from '../population/facts.js';
import { BlockWriter } from './block-writer.js';
import { firstKey } from './keys.js';
import type { TableShape } from './table-shape.js';
import type { TableRows } from './table-writer.js';

/** What the rows of one subgraph are made by, besides its seed: plain data, read from its database. */
export interface SeedBasis {
  readonly name: ProgrammeName;
  readonly shapes: readonly TableShape[];
  readonly reference: unknown;
}

/** What one database gets of a portion. */
export interface PortionPart {
  readonly tables: readonly TableRows[];
  /** Children of the portion whom the ministry knows. */
  readonly known: number;
  /** Errors that were planted in them. */
  readonly planted: readonly Truth[];
}

/** Rows of some households of one block, for every database that is being filled. */
export interface Portion {
  readonly block: number;
  readonly households: number;
  readonly children: number;
  /** Whether the block ends with it. */
  readonly last: boolean;
  readonly parts: Readonly<Partial<Record<ProgrammeName, PortionPart>>>;
}

/** Households whose rows are in memory at a time: about ten megabytes. */
const PORTION = 1024;

interface Maker {
  readonly name: ProgrammeName;
  readonly recorder: SeedRecorder;
  readonly reference: unknown;
  readonly writer: BlockWriter;
  readonly planted: Truth[];
}

function* portionsOf(households: Iterable<ToldHousehold>): Generator<{ readonly portion: ToldHousehold[]; readonly last: boolean }> {
  let portion: ToldHousehold[] = [];
  for (const household of households) {
    if (portion.length === PORTION) {
      yield { portion, last: false };
      portion = [];
    }
    portion.push(household);
  }
  yield { portion, last: true };
}

const childrenIn = (households: readonly ToldHousehold[]): number =>
  households.reduce((sum, { persons }) => sum + persons.filter(({ isChild }) => isChild).length, 0);

/** Makes the rows of several subgraphs from one telling of their households. */
export class RowMaker {
  private constructor(
    private readonly facts: LocalFacts,
    private readonly makers: readonly Maker[],
  ) {}

  static async of(facts: LocalFacts, bases: readonly SeedBasis[]): Promise<RowMaker> {
    const makers = bases.map(async ({ name, shapes, reference }): Promise<Maker> => {
      const seed = await seedOf(name);
      return { name, recorder: seed.recorder(facts, reference), reference, writer: new BlockWriter(seed, shapes, facts.seed), planted: [] };
    });
    return new RowMaker(facts, await Promise.all(makers));
  }

  /** Rows that stand before any household. */
  first(): Portion {
    this.startAt(() => 1);
    for (const { recorder, writer } of this.makers) recorder.first?.(writer);
    return { block: -1, households: 0, children: 0, last: true, parts: this.#take() };
  }

  /** The rows of a block, as it is being told. */
  *block(block: number, households: Iterable<ToldHousehold>): Generator<Portion> {
    this.startAt(() => firstKey(block));
    for (const { portion, last } of portionsOf(households)) yield { block, ...this.portion(portion), last };
  }

  /** Sets the keys that the next rows get. */
  startAt(keyOf: (table: string) => number): void {
    for (const { writer } of this.makers) writer.startAt(keyOf);
  }

  /** The rows of some households, keys going on from where they are. */
  portion(households: readonly ToldHousehold[]): Pick<Portion, 'households' | 'children' | 'parts'> {
    for (const maker of this.makers) this.#record(maker, households);
    return { households: households.length, children: childrenIn(households), parts: this.#take() };
  }

  #record(maker: Maker, households: readonly ToldHousehold[]): void {
    const { name, recorder, writer } = maker;
    try {
      for (const household of households) {
        if (household.planting === undefined) recorder.household(household, writer);
        else this.#plant(maker, household, household.planting);
        writer.endHousehold();
      }
    } catch (error) {
      blaming(`${name}: its seed failed`)(error);
    }
  }

  /** A household's rows with the error that it was made for. */
  #plant({ name, recorder, reference, writer, planted }: Maker, household: ToldHousehold, planting: Planting): void {
    const rows = writer.hold();
    recorder.household(household, rows);
    const truth = planting.plant(name, rows, { household, facts: this.facts, reference });
    if (truth !== null) planted.push(truth);
    writer.write(rows);
  }

  #take(): Portion['parts'] {
    return Object.fromEntries(this.makers.map(({ name, writer, planted }) => [name, { tables: writer.take(), known: writer.takeKnown(), planted: planted.splice(0) }]));
  }
}
