import { profileRequest, PROFILE_PURPOSE, childProfileDocument } from '../local/child-profile.js';
import { StartFailure } from '../local/failure.js';
import { demoToken } from '../local/issuer/demo-token.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import { formatTable } from '../local/table.js';
import { median, type BenchmarkResult } from './benchmark.js';

const ROUNDS = 60;
const WARM_UP = 40;

/** The profile's own selection, for the first fifty children on the register. */
function pageRequest(): string {
  const selection = childProfileDocument().replaceAll(/#.*$/gm, '').replace(/^[\s\S]*?child\(iin: \$iin\) /, '').replace(/\}\s*$/, '');
  return JSON.stringify({ query: `query Page($on: Date) { children(first: 50) { edges { node ${selection} } } }` });
}

async function timed(url: string, token: string, body: string): Promise<number> {
  const began = performance.now();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': PROFILE_PURPOSE };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const { errors } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] };
  const failed = errors?.find(({ extensions }) => extensions?.code !== 'WITHHELD');
  if (response.status !== 200 || failed !== undefined) throw new StartFailure(`The gateway answered ${response.status} ${failed?.extensions?.code ?? ''}`);
  return performance.now() - began;
}

const row = (name: string, values: readonly number[]): string[] => {
  const sorted = values.toSorted((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
  return [name, median(values).toFixed(1), p95.toFixed(1)];
};

async function measure({ state, folder }: ThrowawayFederation): Promise<BenchmarkResult> {
  const token = await demoToken(folder, state, { role: 'caseworker' });
  const one = profileRequest(childProfileDocument(), state.demo.child);
  const fifty = pageRequest();
  const times = { one: [] as number[], fifty: [] as number[] };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const [first, second] = [await timed(state.url, token, one), await timed(state.url, token, fifty)];
    if (round < 0) continue;
    times.one.push(first);
    times.fifty.push(second);
  }
  return {
    table: formatTable([['through the gateway, one connection, ms', 'p50', 'p95'], row('profile of one child', times.one), row('profiles of fifty children', times.fifty)]),
    figures: { profileMs: median(times.one), fiftyProfilesMs: median(times.fifty), rounds: ROUNDS },
  };
}

/** The unified profile through the gateway, five processes and five databases, one request at a time, interleaved. */
export async function run(): Promise<BenchmarkResult> {
  const result = await withThrowawayFederation((line) => void process.stderr.write(`${line}\n`), measure);
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
