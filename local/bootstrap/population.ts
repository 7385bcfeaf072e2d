import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';
import type { DemoFamily } from '../data/run-state.js';
import type { LocalFacts } from '../population/facts.js';
import type { Population } from '../seeding/seed-all.js';
import type { Teller } from '../seeding/source.js';
import type { SeedState } from './state.js';
import { loadModule } from './subgraph-modules.js';

interface PopulationModule extends Teller {
  readonly DEFAULT_POPULATION: PopulationFacts;
  readonly demoFamily: (facts: PopulationFacts) => DemoFamily;
}

/** Loaded only when somebody has to be made up. */
const load = async (): Promise<PopulationModule> => (await loadModule('local/population/population')) as PopulationModule;

/** The people that one database has already, else new ones: those of `npm start`, but for what is wished otherwise. */
export async function populationOf(known: SeedState | null, children: number | undefined, wished: Partial<LocalFacts> = {}): Promise<Population> {
  const { DEFAULT_POPULATION, demoFamily, ...teller } = await load();
  const facts = known?.facts ?? { ...DEFAULT_POPULATION, ...(children === undefined ? {} : { children }), ...wished };
  return { ...teller, facts, demo: known?.demo ?? demoFamily(facts) };
}
