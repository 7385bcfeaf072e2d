import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../bench/benchmark.js';
import { StartFailure } from '../local/failure.js';
import { demoToken } from '../local/issuer/demo-token.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import type { SoakResult } from './scenario.js';
import { Bomber } from './support/bomber.js';
import { ProfileLoad } from './support/profile-load.js';

export const usualSeconds = 120;

const CONNECTIONS = 4;
/** How much slower whoever does nothing wrong may be answered. */
const MOST = 2;
const TURN_MS = 10_000;
/** Until documents are known and code is compiled. */
const WARM_UP_MS = 5_000;

const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

async function soak({ state, folder }: ThrowawayFederation, seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const token = await demoToken(folder, state, { role: 'caseworker' });
  const load = async (milliseconds: number): Promise<ProfileLoad> => {
    const asking = new ProfileLoad(state.url, token, state.demo.child, CONNECTIONS);
    await delay(milliseconds);
    await asking.stop();
    return asking;
  };
  await load(WARM_UP_MS);
  const rounds: Round[] = [];
  // By turns, so that whatever else the machine does happens to both.
  for (let left = seconds * 1000; left > 0; left -= 2 * TURN_MS) {
    report(`${rounds.length + 1}. profiles alone, then with bombs`);
    const usual = await load(TURN_MS);
    const bombers = [new Bomber(state.url, null), new Bomber(state.url, token)];
    const bombed = await load(TURN_MS);
    await Promise.all(bombers.map((bomber) => bomber.stop()));
    rounds.push({ usual, bombed, bombers });
  }
  return resultOf(rounds);
}

interface Round {
  readonly usual: ProfileLoad;
  readonly bombed: ProfileLoad;
  readonly bombers: readonly Bomber[];
}

function resultOf(rounds: readonly Round[]): SoakResult {
  const [usual, bombed] = [rounds.flatMap((round) => round.usual.milliseconds), rounds.flatMap((round) => round.bombed.milliseconds)];
  const [before, during] = [median(usual), median(bombed)];
  const bombers = rounds.flatMap((round) => round.bombers);
  const sent = bombers.reduce((total, bomber) => total + bomber.sent, 0);
  const figures = { profiles: usual.length + bombed.length, bombs: sent, usualMs: before, bombedMs: during, usualP95Ms: p95(usual), bombedP95Ms: p95(bombed) };
  const row = (name: string, milliseconds: readonly number[], bombs: number): string[] => [name, String(milliseconds.length), String(bombs), median(milliseconds).toFixed(0), p95(milliseconds).toFixed(0)];
  const slow = during > MOST * before ? [`a profile takes ${during.toFixed(0)} ms while bombs arrive, and ${before.toFixed(0)} ms otherwise`] : [];
  return {
    table: formatTable([['somebody else', 'profiles', 'bombs', 'p50 ms', 'p95 ms'], row('alone', usual, 0), row('while bombs arrive', bombed, sent)]),
    figures,
    failures: [...slow, ...rounds.flatMap((round) => [...round.usual.failures, ...round.bombed.failures]), ...bombers.flatMap(({ failures }) => failures)],
  };
}

/**
 * Whole profiles, by turns by themselves and while two attackers, one with a token and one without, send every bomb in turn,
 * each a document that was never seen. All bombs are refused, and profiles take no more than twice
 * as long.
 */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const result = await withThrowawayFederation(report, (federation) => soak(federation, seconds, report), { children: 300 });
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
