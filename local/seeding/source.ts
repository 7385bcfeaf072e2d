import type { ToldHousehold } from '../population/anomalies/planting.js';
import type { LocalFacts } from '../population/facts.js';
import type { Block } from '../population/population.js';
import type { Portion, RowMaker } from './row-maker.js';

/** How a population is told; see local/population. */
export interface Teller {
  readonly blocksOf: (facts: LocalFacts) => Iterable<Block>;
  readonly blockHouseholds: (facts: LocalFacts, block: Block) => Iterable<ToldHousehold>;
}

/** Portions in order, as they are asked for. Whoever has loaded one says so, and the next may be made. */
export interface PortionSource {
  readonly portions: AsyncIterable<Portion>;
  loaded(portion: Portion): void;
  close(): Promise<void>;
}

/** Portions made in this thread: quickest for a few thousand children. */
export function inlineSource(maker: RowMaker, teller: Teller, facts: LocalFacts, blocks: readonly Block[]): PortionSource {
  async function* portions(): AsyncGenerator<Portion> {
    for (const block of blocks) yield* maker.block(block.number, teller.blockHouseholds(facts, block));
  }
  return { portions: portions(), loaded: () => undefined, close: () => Promise.resolve() };
}
