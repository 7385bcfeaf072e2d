import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import { withClients } from '../bootstrap/connection.js';
import type { Dropped } from '../bootstrap/state.js';
import type { Block } from '../population/population.js';
import { Loader, type PopulationId } from './loader.js';
import { RowMaker, type Portion } from './row-maker.js';
import { UNWATCHED, type SeedWatcher } from './progress.js';
import { inlineSource, type PortionSource, type Teller } from './source.js';
import { threadedSource } from './threads.js';

/** One database that has not got all of the population yet. */
export interface Unseeded {
  readonly name: ProgrammeName;
  readonly ownerUrl: string;
}

export type Population = PopulationId & Teller;

/** From how many children on indexes and constraints are made after the rows, and rows by threads of their own. */
const BULK = 25_000;

/** Portions that a database may be behind the one that is quickest. */
const BEHIND = 4;

/** Tests run from source, which threads of Node cannot load. */
const BUILT = path.extname(import.meta.filename) === '.js';

async function sourceFor(loaders: readonly Loader[], population: Population, blocks: readonly Block[]): Promise<PortionSource> {
  const { facts } = population;
  const bases = await Promise.all(loaders.map((loader) => loader.basis()));
  const maker = await RowMaker.of(facts, bases);
  const first = maker.first();
  await Promise.all(loaders.map((loader) => loader.begin(first)));
  if (!BUILT || (blocks[0]?.left ?? 0) < BULK) return inlineSource(maker, population, facts, blocks);
  return threadedSource({ facts, bases }, blocks, Math.min(availableParallelism(), 4));
}

/** Blocks that at least one database lacks. */
function missingBlocks(loaders: readonly Loader[], { blocksOf, facts }: Population): Block[] {
  const from = Math.min(...loaders.map(({ state }) => state.blocks));
  return [...blocksOf(facts)].filter(({ number }) => number >= from);
}

async function loadOne(loaders: readonly Loader[], portion: Portion, source: PortionSource, watcher: SeedWatcher): Promise<void> {
  await Promise.all(loaders.map((loader) => loader.take(portion)));
  source.loaded(portion);
  watcher.loaded(Math.min(...loaders.map(({ children }) => children)));
}

async function loadAll(loaders: readonly Loader[], source: PortionSource, watcher: SeedWatcher, abort: AbortSignal | undefined): Promise<void> {
  const underWay: Promise<void>[] = [];
  try {
    for await (const portion of source.portions) {
      abort?.throwIfAborted();
      const taken = loadOne(loaders, portion, source, watcher);
      // Whoever waits for it hears of a failure; until then it is nobody's.
      taken.catch(() => undefined);
      underWay.push(taken);
      if (underWay.length > BEHIND) await underWay.shift();
    }
    await Promise.all(underWay);
  } finally {
    // What has been made is not thrown away: with it a block may be whole.
    await Promise.allSettled(underWay);
  }
}

async function finishAll(loaders: readonly Loader[], watcher: SeedWatcher, abort: AbortSignal | undefined): Promise<void> {
  let left = loaders.reduce((sum, { dropped }) => sum + dropped.length, 0);
  watcher.restoring(left, null);
  const restored = (one: Dropped): void => {
    watcher.restoring((left -= 1), one);
    abort?.throwIfAborted();
  };
  await Promise.all(loaders.map((loader) => loader.finish(restored)));
}

async function seedWith(loaders: readonly Loader[], population: Population, watcher: SeedWatcher, abort: AbortSignal | undefined): Promise<void> {
  const blocks = missingBlocks(loaders, population);
  const source = await sourceFor(loaders, population, blocks);
  try {
    if ((blocks[0]?.left ?? 0) >= BULK) await Promise.all(loaders.map((loader) => loader.hurry()));
    await loadAll(loaders, source, watcher, abort);
  } finally {
    await source.close();
  }
  await finishAll(loaders, watcher, abort);
}

/**
 * Fills several databases, one connection each, from one telling of the population, from wherever each was left. When it is
 * to end, its connections do, and with them the transactions under way.
 */
export async function seedAll(targets: readonly Unseeded[], population: Population, watcher: SeedWatcher = UNWATCHED, abort?: AbortSignal): Promise<void> {
  await withClients(targets.map(({ ownerUrl }) => ownerUrl), async (clients) => {
    const end = (): void => clients.forEach((client) => void client.end().catch(() => undefined));
    abort?.addEventListener('abort', end, { once: true });
    try {
      const loaders = await Promise.all(targets.flatMap(({ name }, i) => clients.slice(i, i + 1).map((client) => Loader.on(client, name, population))));
      await seedWith(loaders, population, watcher, abort);
    } finally {
      abort?.removeEventListener('abort', end);
      watcher.end();
      abort?.throwIfAborted();
    }
  });
}
