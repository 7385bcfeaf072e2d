import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../bench/benchmark.js';
import { formatTable } from '../local/table.js';
import { StartFailure } from '../local/failure.js';
import { demoToken } from '../local/issuer/demo-token.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import type { SoakResult } from './scenario.js';
import { ProfileLoad } from './support/profile-load.js';
import { reasonsIn } from './support/reasons.js';
import { behindBalancers, startTwins, stopTwins, UNHURRIED, type Twins } from './support/twins.js';

export const usualSeconds = 300;

/** Every request touches both; registry is the one without which there is nothing. */
const TWICE: readonly SubgraphName[] = ['registry', 'benefits'];
const CONNECTIONS = 20;
/** Of the short version: enough for each instance to have some when it is ended. */
const FEW_CONNECTIONS = 4;
const PATIENCE_MS = 30_000;

/** Ends one instance while its twin serves, starts it again, and waits until requests go to both. */
async function exchange({ balancer, instances }: Twins, index: number): Promise<void> {
  const instance = instances[index % instances.length];
  if (instance === undefined) return;
  await instance.stop();
  await instance.start();
  const deadline = performance.now() + PATIENCE_MS;
  while (!balancer.sends(instance.url)) {
    if (performance.now() > deadline) throw new StartFailure(`${instance.name} was started and does not get ready.`);
    await delay(20);
  }
}

/** Exchanges one instance after the other for so long, but one of each service at least; how many. */
async function exchangeAll(all: readonly Twins[], seconds: number, report: (line: string) => void): Promise<number> {
  const deadline = performance.now() + seconds * 1000;
  let done = 0;
  for (; done < all.length || performance.now() < deadline; done += 1) {
    const twins = all[done % all.length];
    if (twins === undefined) break;
    const index = Math.floor(done / all.length);
    report(`exchanging ${twins.instances[index % 2]?.name}`);
    await exchange(twins, index);
  }
  return done;
}

async function soak(federation: ThrowawayFederation, seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const subgraphs = await Promise.all(TWICE.map((name) => startTwins(federation, name)));
  const gateway = await startTwins(federation, 'gateway', behindBalancers(subgraphs));
  const all = [...subgraphs, gateway];
  try {
    await allReady(all);
    const token = await demoToken(federation.folder, federation.state, { role: 'caseworker' });
    const load = new ProfileLoad(gateway.balancer.url, token, federation.state.demo.child, seconds === 0 ? FEW_CONNECTIONS : CONNECTIONS);
    const exchanges = await exchangeAll(all, seconds, report);
    await load.stop();
    return resultOf(load, exchanges, federation.folder);
  } finally {
    await stopTwins(all);
  }
}

async function allReady(all: readonly Twins[]): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!all.every(({ balancer, instances }) => instances.every(({ url }) => balancer.sends(url)))) {
    if (performance.now() > deadline) throw new StartFailure('The instances do not get ready.');
    await delay(20);
  }
}

function resultOf({ milliseconds, failures }: ProfileLoad, exchanges: number, folder: string): SoakResult {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  const figures = { requests: milliseconds.length, failed: failures.length, exchanges, profileMs: median(milliseconds), profileP99Ms: p99 };
  const row = [String(figures.requests), String(figures.failed), String(exchanges), figures.profileMs.toFixed(0), p99.toFixed(0)];
  return { table: formatTable([['profiles while processes are exchanged', 'failed', 'exchanges', 'p50 ms', 'p99 ms'], row]), figures, failures: failures.length === 0 ? [] : [...reasonsIn(folder), ...failures] };
}

/**
 * A deployment under load: two instances of the gateway and of two subgraphs, each behind a balancer that goes by readiness,
 * and one instance after the other is ended by SIGTERM and started again. No request may fail and no profile have a gap.
 */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const result = await withThrowawayFederation(report, (federation) => soak(federation, seconds, report), { children: 300, environment: UNHURRIED });
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
