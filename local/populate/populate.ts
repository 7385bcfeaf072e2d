import { isProgramme, PROGRAMMES, SUBGRAPHS, type ProgrammeName, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { migrateAll, withServer } from '../bootstrap/bootstrap.js';
import { withClient } from '../bootstrap/connection.js';
import { withServerOf, type DataServer } from '../bootstrap/data-server.js';
import { populationOf } from '../bootstrap/population.js';
import { readState, type LocalState, type SeedState } from '../bootstrap/state.js';
import { databaseUrl } from '../bootstrap/urls.js';
import type { DataFolder } from '../data/data-folder.js';
import type { LocalEnvironment } from '../environment.js';
import { StartFailure } from '../failure.js';
import { ANOMALIES_PER_MILLION, type LocalFacts } from '../population/facts.js';
import { progressOn } from '../seeding/progress.js';
import { seedAll, type Population } from '../seeding/seed-all.js';
import type { PopulationWish } from './arguments.js';
import { summary } from './summary.js';
import { countKinds, plantedIn, writeTruth } from './truth.js';

/** What one database has already, which every other must get, too. */
const knownState = (states: ReadonlyMap<SubgraphName, LocalState>): SeedState | null =>
  [...states.values()].find(({ seed }) => seed !== null)?.seed ?? null;

const withErrors = ({ anomaliesPerMillion }: LocalFacts): boolean => anomaliesPerMillion !== undefined;

/** A population is made once: a database that holds one is never emptied for another. */
function refuseAnother(known: SeedState | null, { facts }: Population, data: DataFolder): void {
  if (known === null) return;
  const { children, seed } = known.facts;
  const other = withErrors(known.facts) !== withErrors(facts);
  if (children === facts.children && seed === facts.seed && !other) return;
  const state = known.done ? 'holds' : 'is being filled with';
  const errors = withErrors(known.facts) ? ' with planted errors' : '';
  const same = other ? `, ${errors === '' ? 'without' : 'with'} --anomalies` : '';
  throw new StartFailure(`${data.path} ${state} a population of ${children} children (seed ${seed})${errors}. Set BALAGRAPH_DATA to another folder, or ask for the same${same}.`);
}

/** The people that are wished, or those of them that are there already. */
async function population(known: SeedState | null, { children, seed, anomalies }: PopulationWish, data: DataFolder): Promise<Population> {
  const wished = { ...(seed === undefined ? {} : { seed }), ...(anomalies ? { anomaliesPerMillion: ANOMALIES_PER_MILLION } : {}) };
  refuseAnother(known, await populationOf(null, children, wished), data);
  return populationOf(known, children, wished);
}

async function statesOf({ adminUrl, credentials }: DataServer): Promise<ReadonlyMap<ProgrammeName, SeedState>> {
  const states = new Map<ProgrammeName, SeedState>();
  for (const name of PROGRAMMES) {
    const { seed } = await withClient(databaseUrl(adminUrl, credentials, name, 'owner'), readState);
    if (seed !== null) states.set(name, seed);
  }
  return states;
}

/** Writes what was planted to a file, anew each time; how often each kind was. */
async function tellTruth({ adminUrl, credentials }: DataServer, facts: LocalFacts, data: DataFolder): Promise<ReadonlyMap<string, number>> {
  if (!withErrors(facts)) return new Map();
  const planted = await plantedIn((name) => databaseUrl(adminUrl, credentials, name, 'owner'));
  writeTruth(data.file('anomalies.ndjson'), facts, planted);
  return countKinds(planted);
}

async function fill(server: DataServer, data: DataFolder, wish: PopulationWish, abort: AbortSignal): Promise<string> {
  const before = await migrateAll({ ...server, subgraphs: SUBGRAPHS, gateway: true, children: wish.children, abort });
  const people = await population(knownState(before), wish, data);
  const targets = [...before].flatMap(([name, { seed }]) => (isProgramme(name) && seed?.done !== true ? [{ name, ownerUrl: databaseUrl(server.adminUrl, server.credentials, name, 'owner') }] : []));
  if (targets.length > 0) await seedAll(targets, people, progressOn(process.stderr, wish.children), abort);
  return summary(await statesOf(server), await tellTruth(server, people.facts, data));
}

/** Fills the databases of a data folder, or goes on where that was left; says what is in them then. */
export const populate = (local: LocalEnvironment, data: DataFolder, wish: PopulationWish, abort: AbortSignal): Promise<string> =>
  withServerOf(local, data, { purpose: 'populate', abort }, (server) => withServer(() => fill(server, data, wish, abort)));
