import { setTimeout as delay } from 'node:timers/promises';
import { readRunState, type RunState } from '../local/data/run-state.js';
import { StartFailure } from '../local/failure.js';
import { demoToken } from '../local/issuer/demo-token.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import { chance } from '../subgraphs/shared/synthetic/seed.js';
import type { SoakResult } from './scenario.js';
import { aftermathOf } from './support/aftermath.js';
import { newIins, Registrar } from './support/registrar.js';
import { Registers } from './support/registers.js';

export const usualSeconds = 60;

const REGISTRARS = 4;
/** Whoever is killed, the registry above all; the database now and then. */
const VICTIMS = ['registry', 'registry', 'registry', 'benefits', 'savings', 'foster-families', 'schools', 'gateway', 'registry', 'postgres'] as const;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4_000;

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

async function soak(federation: ThrowawayFederation, seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const seed = Date.now() % 1_000_000;
  report(`seed ${seed}`);
  const token = await demoToken(federation.folder, federation.state, { role: 'ministry:registry' });
  const urls = [federation.state.url, federation.state.subgraphs.registry ?? ''];
  const newIin = newIins();
  const registrars = Array.from({ length: REGISTRARS }, (_, number) => new Registrar({ urls, token, seed, number, newIin }));
  const kills = await killFor(seconds, seed, federation.folder, report);
  await Promise.all(registrars.map((registrar) => registrar.stop()));
  const registers = new Registers(federation);
  const aftermath = await aftermathOf(registers, registrars.flatMap((registrar) => registrar.lives));
  const failures = [...registrars.flatMap((registrar) => registrar.failures), ...aftermath.failures];
  const sum = (count: (registrar: Registrar) => number): number => registrars.reduce((total, registrar) => total + count(registrar), 0);
  const figures = {
    acknowledged: sum((registrar) => registrar.acknowledged),
    repeated: sum((registrar) => registrar.repeated),
    kills: [...kills.values()].reduce((a, b) => a + b, 0),
    databaseKills: kills.get('postgres') ?? 0,
    settlingMs: aftermath.settlingMs,
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
