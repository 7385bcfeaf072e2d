import { loadModule } from '../../local/bootstrap/subgraph-modules.js';
import type { Household } from '../../subgraphs/shared/synthetic/household.js';
import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';

/** The synthetic population, and some households of it. */
export interface SomeHouseholds {
  readonly facts: PopulationFacts;
  readonly households: readonly Household[];
}

/** The first households of the population that `npm start` makes: the same people in every test. */
export async function firstHouseholds(count: number): Promise<SomeHouseholds> {
  const { DEFAULT_POPULATION: facts, households } = (await loadModule('local/population/population')) as {
    DEFAULT_POPULATION: PopulationFacts;
    households: (facts: PopulationFacts) => Iterable<Household>;
  };
  const some: Household[] = [];
  for (const household of households(facts)) {
    if (some.length === count) break;
    some.push(household);
  }
  return { facts, households: some };
}
