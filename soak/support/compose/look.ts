import { setTimeout as delay } from 'node:timers/promises';
import { askForProfile, profileById, PROFILE_PURPOSE } from '../../../local/child-profile.js';
import { DEFAULT_POPULATION, demoFamily } from '../../../local/population/population.js';
import { purposesOf } from '../../../subgraphs/shared/access/purposes.js';
import { PROGRAMMES, staffRole, SUBGRAPHS, type SubgraphName, type Role } from '../../../subgraphs/shared/access/viewer.js';
import { FEEDS } from '../../../subgraphs/shared/feeds/catalogue.js';
import type { Stack } from './stack.js';

/** A token as the README says that one gets it. */
export const tokenOf = (stack: Stack, role: Role, ...more: readonly string[]): Promise<string> => stack.exec('issuer', 'node', 'dist/local/compose/token.js', '--role', role, ...more);

/** What is missing in the profile of the child of the examples, through the gateway. */
export async function profileProblems(stack: Stack): Promise<string[]> {
  const { extensions } = await askForProfile({ url: stack.url('gateway'), demo: demoFamily(DEFAULT_POPULATION) }, await tokenOf(stack, 'caseworker'));
  return PROGRAMMES.map((name) => [name, extensions?.programmes?.[name]]).filter(([, state]) => state !== 'OK').map(([name, state]) => `profile: ${name} is ${state ?? 'missing'}`);
}

/** Whether a frontend that sends no texts gets the profile by its id. */
export async function documentProblems(stack: Stack): Promise<string[]> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(stack, 'caseworker', '--client', 'caseworker-desk')}`, 'x-purpose': PROFILE_PURPOSE };
  const response = await fetch(`${stack.url('gateway')}/graphql`, { method: 'POST', headers, body: profileById(demoFamily(DEFAULT_POPULATION).child) });
  const { data } = (await response.json()) as { data?: { child?: object } };
  return data?.child === undefined ? [`documents: the gateway answers ${response.status}`] : [];
}

/** Whether a ministry is let in at its own door; everything there needs its own token. */
export async function doorProblems(stack: Stack, name: SubgraphName): Promise<string[]> {
  const role = staffRole(name);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(stack, role)}`, 'x-purpose': purposesOf(role)[0] ?? '' };
  const response = await fetch(`${stack.url(name)}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: '{ __typename }' }) });
  const { data } = (await response.json()) as { data?: { __typename?: string } };
  return data?.__typename === 'Query' ? [] : [`${name}: its own door answers ${response.status}`];
}

async function metricsOf(stack: Stack, name: string): Promise<string> {
  return (await fetch(stack.metricsUrl(name))).text();
}

const valueOf = (text: string, metric: string): number => Number(text.split('\n').find((line) => line.startsWith(`${metric} `))?.slice(metric.length + 1) ?? Number.NaN);

/** Whether a process tells of itself where metrics are looked for. */
export const metricsProblems = async (stack: Stack, name: string): Promise<string[]> =>
  (await metricsOf(stack, name)).includes(`balagraph_build_info{service="${name}"`) ? [] : [`${name}: its metrics are not where they should be`];

const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/** One consumer of one feed. */
interface Pull {
  readonly feed: string;
  readonly owner: SubgraphName;
  readonly consumer: SubgraphName;
  /** Seconds behind, as seen before. */
  readonly lag: number;
}

async function lagOf(stack: Stack, { feed, owner, consumer }: Pull): Promise<number> {
  return valueOf(await metricsOf(stack, consumer), `balagraph_feed_lag_seconds{feed="${feed}",owner="${owner}"}`);
}

/**
 * Feeds that no consumer could read within a minute. While it cannot, its lag grows with the clock; whenever it has read
 * to the end, it falls.
 */
export async function feedProblems(stack: Stack): Promise<string[]> {
  const deadline = performance.now() + PATIENCE_MS;
  let left: Pull[] = FEEDS.flatMap(({ name, owner, consumers }) => SUBGRAPHS.filter((one) => consumers[one] !== undefined).map((consumer) => ({ feed: name, owner, consumer, lag: 0 })));
  while (left.length > 0 && performance.now() < deadline) {
    const now = await Promise.all(left.map(async (pull) => ({ ...pull, lag: await lagOf(stack, pull) })));
    left = now.filter(({ lag }, i) => !(lag < (left[i]?.lag ?? 0)));
    await delay(PAUSE_MS);
  }
  return left.map(({ feed, consumer }) => `${consumer}: cannot read the feed ${feed}`);
}
