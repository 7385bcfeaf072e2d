import { setTimeout as delay } from 'node:timers/promises';
import { readRunState, type RunState } from '../local/data/run-state.js';
import { StartFailure } from '../local/failure.js';
import { demoToken } from '../local/issuer/demo-token.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import { SUBGRAPHS } from '../subgraphs/shared/access/viewer.js';
import { chance } from '../subgraphs/shared/synthetic/seed.js';
import type { SoakResult } from './scenario.js';
import { Registrar } from './support/registrar.js';
import { CONSUMERS, Registers } from './support/registers.js';

export const usualSeconds = 60;

const REGISTRARS = 4;
/** Whoever is killed, the registry above all; the database now and then. */
const VICTIMS = ['registry', 'registry', 'registry', 'benefits', 'savings', 'foster-families', 'schools', 'gateway', 'registry', 'postgres'] as const;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4_000;
const SETTLING_MS = 90_000;

/** Kills a process at random, again and again; how often each. */
async function killFor(seconds: number, seed: number, folder: string, report: (line: string) => void): Promise<Map<string, number>> {
  const kills = new Map<string, number>();
  const end = performance.now() + seconds * 1000;
  for (let i = 0; performance.now() < end; i += 1) {
    await delay(SHORTEST_PAUSE_MS + chance(seed, 'pause', i) * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
    const victim = VICTIMS[Math.floor(chance(seed, 'victim', i) * VICTIMS.length)] ?? 'registry';
    const state = readRunState(folder);
    const pid = state?.processes[victim];
    // Whoever has not come back from the last time has nothing to lose.
    if (pid === undefined || state === null || !(await atWork(state, victim))) continue;
    process.kill(pid, 'SIGKILL');
    kills.set(victim, (kills.get(victim) ?? 0) + 1);
    report(`killed ${victim}`);
  }
  return kills;
}

/** Whether a process could serve just now; the database is at work when the registry is. */
async function atWork(state: RunState, victim: (typeof VICTIMS)[number]): Promise<boolean> {
  const url = victim === 'gateway' ? state.url : state.subgraphs[victim === 'postgres' ? 'registry' : victim];
  return fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(1_000) }).then(({ ok }) => ok, () => false);
}

/** Waits until the feeds have told everybody everything; milliseconds, or null when they have not. */
async function settled(registers: Registers): Promise<number | null> {
  const began = performance.now();
  while (performance.now() < began + SETTLING_MS) {
    // A replaced IIN is sealed with the pull after the one that acknowledged it: true twice, some pulls apart.
    if (await registers.caughtUp().catch(() => false)) {
      await delay(3_000);
      if (await registers.caughtUp().catch(() => false)) return performance.now() - began;
    }
    await delay(200);
  }
  return null;
}

async function soak(federation: ThrowawayFederation, seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const seed = Date.now() % 1_000_000;
  report(`seed ${seed}`);
  const token = await demoToken(federation.folder, federation.state, { role: 'ministry:registry' });
  const urls = [federation.state.url, federation.state.subgraphs.registry ?? ''];
  const registrars = Array.from({ length: REGISTRARS }, (_, number) => new Registrar({ urls, token, seed, number }));
  const kills = await killFor(seconds, seed, federation.folder, report);
  await Promise.all(registrars.map((registrar) => registrar.stop()));
  const registers = new Registers(federation);
  const settling = await settled(registers);
  const lives = registrars.flatMap((registrar) => registrar.lives);
  const failures = [
    ...registrars.flatMap((registrar) => registrar.failures),
    ...(settling === null ? [`the feeds have not caught up in ${SETTLING_MS / 1000} s`] : []),
    ...(await registers.differences(lives)),
    ...(await Promise.all(CONSUMERS.map((consumer) => registers.inboxProblems(consumer)))).flat(),
    ...(await Promise.all([...SUBGRAPHS, 'gateway' as const].map((name) => registers.ledgerFaults(name)))).flat(),
  ];
  const sum = (count: (registrar: Registrar) => number): number => registrars.reduce((total, registrar) => total + count(registrar), 0);
  const figures = {
    acknowledged: sum((registrar) => registrar.acknowledged),
    repeated: sum((registrar) => registrar.repeated),
    kills: [...kills.values()].reduce((a, b) => a + b, 0),
    databaseKills: kills.get('postgres') ?? 0,
    settlingMs: Math.round(settling ?? SETTLING_MS),
  };
  const row = [figures.acknowledged, figures.repeated, figures.kills, figures.databaseKills, figures.settlingMs, failures.length].map(String);
  return { table: formatTable([['mutations acknowledged', 'sent again', 'kills', 'of them PostgreSQL', 'feeds settled ms', 'failures'], row]), figures, failures };
}

/**
 * Registrars at work while processes are killed at random: what was acknowledged is there, once; the ledger has its record
 * and holds; every programme has every event, once; and nobody started anything by hand.
 */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const result = await withThrowawayFederation(report, (federation) => soak(federation, seconds, report), { children: 100 });
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
