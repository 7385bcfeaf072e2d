import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';
import type { Household } from '../../subgraphs/shared/synthetic/household.js';
import type { Block } from '../population/population.js';
import type { Portion, RowMaker } from './row-maker.js';

/** How a population is told; see local/population. */
export interface Teller {
  readonly blocksOf: (facts: PopulationFacts) => Iterable<Block>;
  readonly blockHouseholds: (facts: PopulationFacts, block: Block) => Iterable<Household>;
}

/** Portions in order, as they are asked for. Whoever has loaded one says so, and the next may be made. */
export interface PortionSource {
  readonly portions: AsyncIterable<Portion>;
  loaded(portion: Portion): void;
  close(): Promise<void>;
}

/** Portions made in this thread: quickest for a few thousand children. */
export function inlineSource(maker: RowMaker, teller: Teller, facts: PopulationFacts, blocks: readonly Block[]): PortionSource {
  async function* portions(): AsyncGenerator<Portion> {
    for (const block of blocks) yield* maker.block(block.number, teller.blockHouseholds(facts, block));
  }
  return { portions: portions(), loaded: () => undefined, close: () => Promise.resolve() };
}
