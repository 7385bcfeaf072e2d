import type { Client } from 'pg';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { inBulkTransaction } from '../../subgraphs/shared/database/bulk-load.js';
import type { Household } from '../../subgraphs/shared/synthetic/household.js';
import type { PopulationFacts, SubgraphSeed } from '../../subgraphs/shared/synthetic/seed.js';
import type { DemoFamily } from '../data/run-state.js';
import { blaming } from '../failure.js';
import { withClients } from './connection.js';
import { writeState, type SeedState } from './state.js';
import { seedOf } from './subgraph-modules.js';

/** One database that has not got all of the population yet. */
export interface Unseeded {
  readonly name: SubgraphName;
  readonly appUrl: string;
  /** Null when nothing has been loaded. */
  readonly progress: SeedState | null;
}

/** Which people, and whom the demo is about. */
export interface Population {
  readonly facts: PopulationFacts;
  readonly demo: DemoFamily;
  readonly households: (facts: PopulationFacts) => Iterable<Household>;
}

const CHUNK = 500;

function* chunks<T>(items: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    if (chunk.push(item) < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

/**
 * Loads one database chunk by chunk. A chunk and the record of it are one transaction, so a start that was killed
 * goes on where it was.
 */
class Loader {
  #done: number;

  private constructor(
    private readonly name: SubgraphName,
    private readonly client: Client,
    private readonly seed: SubgraphSeed,
    private readonly population: Population,
    progress: SeedState | null,
  ) {
    this.#done = progress?.households ?? 0;
  }

  /** Loads with a connection, from wherever the database was left. */
  static async on(client: Client, { name, progress }: Unseeded, population: Population): Promise<Loader> {
    const loader = new Loader(name, client, await seedOf(name), population, progress);
    if (progress === null) await loader.#prepare();
    return loader;
  }

  async load(first: number, households: readonly Household[]): Promise<void> {
    const missing = households.slice(Math.max(0, this.#done - first));
    if (missing.length === 0) return;
    const done = first + households.length;
    await inBulkTransaction(this.client, async () => {
      await this.seed.load(this.client, missing, this.population.facts).catch(blaming(`${this.name}: its seed failed`));
      await this.#record(done, false);
    });
    this.#done = done;
  }

  finish(): Promise<void> {
    return this.#record(this.#done, true);
  }

  async #prepare(): Promise<void> {
    await inBulkTransaction(this.client, async () => {
      await this.seed.prepare(this.client, this.population.facts).catch(blaming(`${this.name}: its seed failed`));
      await this.#record(0, false);
    });
  }

  #record(households: number, done: boolean): Promise<void> {
    const { facts, demo } = this.population;
    return writeState(this.client, 'seed', { facts, demo, households, done });
  }
}

/** Fills several databases, one connection each, from one pass over the population. */
export async function seedAll(targets: readonly Unseeded[], population: Population, abort?: AbortSignal): Promise<void> {
  await withClients(targets.map(({ appUrl }) => appUrl), async (clients) => {
    const loaders = await Promise.all(zip(targets, clients).map(([target, client]) => Loader.on(client, target, population)));
    let first = 0;
    for (const chunk of chunks(population.households(population.facts))) {
      abort?.throwIfAborted();
      await Promise.all(loaders.map((loader) => loader.load(first, chunk)));
      first += chunk.length;
    }
    await Promise.all(loaders.map((loader) => loader.finish()));
  });
}

const zip = <A, B>(left: readonly A[], right: readonly B[]): [A, B][] => left.flatMap((a, i) => right.slice(i, i + 1).map((b): [A, B] => [a, b]));
