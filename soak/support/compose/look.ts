import { setTimeout as delay } from 'node:timers/promises';
import { askForProfile } from '../../../local/child-profile.js';
import { DEFAULT_POPULATION, demoFamily } from '../../../local/population/population.js';
import { purposesOf } from '../../../subgraphs/shared/access/purposes.js';
import { SUBGRAPHS, type Role, type SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import { FEEDS } from '../../../subgraphs/shared/feeds/catalogue.js';
import type { Stack } from './stack.js';

/** A token as the README says that one gets it. */
export const tokenOf = (stack: Stack, role: Role): Promise<string> => stack.exec('issuer', 'node', 'dist/local/compose/token.js', '--role', role);

/** What is missing in the profile of the child of the examples, through the gateway. */
export async function profileProblems(stack: Stack): Promise<string[]> {
  const { extensions } = await askForProfile({ url: stack.url('gateway'), demo: demoFamily(DEFAULT_POPULATION) }, await tokenOf(stack, 'caseworker'));
  return SUBGRAPHS.map((name) => [name, extensions?.programmes?.[name]]).filter(([, state]) => state !== 'OK').map(([name, state]) => `profile: ${name} is ${state ?? 'missing'}`);
}

/** Whether a ministry is let in at its own door; everything there needs its own token. */
export async function doorProblems(stack: Stack, name: SubgraphName): Promise<string[]> {
  const role: Role = `ministry:${name}`;
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

/** A feed that was never read to its end lags since the process began, and one that was does not. */
async function works(stack: Stack, feed: string, owner: string, consumer: string): Promise<boolean> {
  const text = await metricsOf(stack, consumer);
  const lag = Object.entries({ feed, owner }).map(([label, value]) => `${label}="${value}"`).join(',');
  const runs = Date.now() / 1000 - valueOf(text, 'process_start_time_seconds');
  return valueOf(text, `balagraph_feed_lag_seconds{${lag}}`) < runs / 2;
}

/** Feeds that no consumer could read within a minute. */
export async function feedProblems(stack: Stack): Promise<string[]> {
  const deadline = performance.now() + PATIENCE_MS;
  let left = FEEDS.flatMap(({ name, owner, consumers }) => SUBGRAPHS.filter((one) => consumers[one] !== undefined).map((consumer) => ({ name, owner, consumer })));
  while (left.length > 0 && performance.now() < deadline) {
    await delay(PAUSE_MS);
    const work = await Promise.all(left.map(({ name, owner, consumer }) => works(stack, name, owner, consumer)));
    left = left.filter((_, i) => work[i] !== true);
  }
  return left.map(({ name, consumer }) => `${consumer}: cannot read the feed ${name}`);
}
