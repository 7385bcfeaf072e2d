import { randomUUID } from 'node:crypto';
import { PROFILE_PURPOSE } from '../../local/child-profile.js';
import { StartFailure } from '../../local/failure.js';
import { subgraphEnvironment, type RunSettings } from '../../local/service-environments.js';
import type { Viewer } from '../../subgraphs/shared/access/viewer.js';
import { SCOPES } from '../../subgraphs/shared/access/scopes.js';
import { civilDay } from '../../subgraphs/shared/clock.js';
import { ENVELOPE_LIFETIME_MS, seal } from '../../subgraphs/shared/doors/envelope.js';
import { readSubgraphEnvironment } from '../../subgraphs/shared/environment.js';
import type { SubgraphHandle } from '../../subgraphs/shared/server.js';
import { start } from '../../subgraphs/registry/server.js';
import { median } from '../benchmark.js';
import { NullLedger } from './null-ledger.js';

/** The registry's part of the unified profile. */
const PROFILE = `query ($iin: IIN!) { child(iin: $iin) { iin name { kk { full } ru { full } } birthDate sex lifeStatus { code } citizenships { country validFrom validTo }
  residence { region { kato name } address } birthOrder parents { role rights person { iin } name { ru { full } } } siblings { birthDate child { iin } } guardianships { form } } }`;

const VIEWER: Viewer = { subject: 'bench', role: 'caseworker', client: 'bench', iin: null, organisation: null, regions: ['*'], scopes: SCOPES, documents: 'trusted' };

const ROUNDS = 300;
const WARM_UP = 150;
const AT_ONCE = 50;
const FULL_ROUNDS = 40;

/** Two registries over one database. */
interface Pair {
  readonly real: SubgraphHandle;
  readonly none: SubgraphHandle;
}

/** Times in the middle, in milliseconds. */
export interface Latency {
  readonly with: number;
  readonly without: number;
}

async function openPair(settings: RunSettings): Promise<Pair> {
  const { METRICS_PORT: _metrics, ...told } = subgraphEnvironment(settings, 'registry');
  const environment = { ...readSubgraphEnvironment({ ...told, PORT: '0', LOG_LEVEL: 'warn' }), feeds: { sources: {}, consumerKeys: {}, intervalMs: 1_000 } };
  return { real: await start(environment), none: await start(environment, { openLedger: (options) => new NullLedger(options) }) };
}

function asking(settings: RunSettings, children: readonly string[]): (at: SubgraphHandle) => Promise<number> {
  const key = settings.credentials.subgraphs.registry.gatewayKey;
  let asked = 0;
  return async ({ url }) => {
    const body = JSON.stringify({ query: PROFILE, variables: { iin: children[(asked += 1) % children.length] } });
    const now = new Date();
    const envelope = { subgraph: 'registry', viewer: VIEWER, purpose: PROFILE_PURPOSE, language: 'KK', today: civilDay(now), expiresAt: now.getTime() + ENVELOPE_LIFETIME_MS, nonce: randomUUID(), correlationId: randomUUID() } as const;
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...seal(key, envelope, body) }, body });
    const { data } = (await response.json()) as { data?: { child: object | null } };
    if (data?.child == null) throw new StartFailure(`The registry answered ${response.status} and no child.`);
    return performance.now() - began;
  };
}

/** One after the other, now the one first and now the other: whatever else the machine does falls on both. */
async function interleaved({ real, none }: Pair, rounds: number, time: (at: SubgraphHandle) => Promise<number>): Promise<Latency> {
  const times = { real: [] as number[], none: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) times.none.push(await time(none));
    times.real.push(await time(real));
    if (round % 2 === 1) times.none.push(await time(none));
  }
  return { with: median(times.real), without: median(times.none) };
}

/** How long the registry takes for the profile of one child, alone and of fifty at once, with its ledger and without. */
export async function latencies(settings: RunSettings, children: readonly string[]): Promise<{ one: Latency; fifty: Latency }> {
  const pair = await openPair(settings);
  const ask = asking(settings, children);
  const many = async (at: SubgraphHandle): Promise<number> => {
    const began = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, () => ask(at)));
    return performance.now() - began;
  };
  await interleaved(pair, WARM_UP, ask);
  await interleaved(pair, 5, many);
  const one = await interleaved(pair, ROUNDS, ask);
  const fifty = await interleaved(pair, FULL_ROUNDS, many);
  await Promise.all([pair.real.close(), pair.none.close()]);
  return { one, fifty };
}
