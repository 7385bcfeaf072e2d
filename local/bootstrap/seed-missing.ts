import { isProgramme, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { DemoFamily } from '../data/run-state.js';
import { progressLines } from '../seeding/progress.js';
import { seedAll } from '../seeding/seed-all.js';
import { populationOf } from './population.js';
import type { LocalState } from './state.js';

/** A migrated database, and what it says about itself. */
export interface SeedTarget {
  readonly name: SubgraphName;
  readonly ownerUrl: string;
  readonly state: LocalState;
}

export interface SeedOptions {
  /** How many children a population has that is made now. */
  readonly children: number | undefined;
  /** Ends the work at the next step that may be the last. */
  readonly abort: AbortSignal;
  /** Takes a line for the operator when something takes long; silent when left out. */
  readonly report?: (line: string) => void;
}

/** Seeds the databases that are not, with the same people that the others have. */
export async function seedMissing(targets: readonly SeedTarget[], { children, abort, report = () => undefined }: SeedOptions): Promise<DemoFamily> {
  const known = targets.find(({ state }) => state.seed !== null)?.state.seed ?? null;
  const unseeded = targets.flatMap(({ name, ownerUrl, state }) => (isProgramme(name) && state.seed?.done !== true ? [{ name, ownerUrl }] : []));
  if (known !== null && unseeded.length === 0) return known.demo;
  abort.throwIfAborted();
  const population = await populationOf(known, children);
  if (unseeded.length > 0) await seedAll(unseeded, population, progressLines(population.facts.children, 'LATER', report), abort);
  return population.demo;
}
