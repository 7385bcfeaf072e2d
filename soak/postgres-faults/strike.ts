import { setTimeout as delay } from 'node:timers/promises';
import { readRunState } from '../../local/data/run-state.js';
import { StartFailure } from '../../local/failure.js';
import type { ReadinessWatch } from '../support/readiness-watch.js';
import { acknowledgedOf, type Life, type Registrar } from '../support/registrar.js';
import type { Registers } from '../support/registers.js';
import type { Crowd } from './crowd.js';
import type { Fault, Site } from './fault.js';
import type { Tally } from './tally.js';

/** What a fault did. */
export interface Wound {
  readonly fault: string;
  readonly tally: Tally;
  /** From when the fault was undone until all kinds of requests were answered and everybody was ready; null when that did not come about. */
  readonly healingMs: number | null;
  readonly lives: readonly Life[];
  readonly acknowledged: number;
  readonly lost: number;
  readonly failures: readonly string[];
}

export interface Scene {
  readonly site: Site;
  readonly crowd: Crowd;
  readonly watch: ReadinessWatch;
  readonly registers: Registers;
}

/** Longest that healing may take; PostgreSQL itself is started again at growing intervals of up to fifteen seconds. */
const HEALING_MS = 60_000;

/** Process ids of our services by name. */
function servicesOf({ federation }: Site): Readonly<Record<string, number>> {
  const { postgres: _server, ...services } = readRunState(federation.folder)?.processes ?? {};
  return services;
}

async function until(milliseconds: number, condition: () => boolean): Promise<number | null> {
  const began = performance.now();
  while (!condition()) {
    if (performance.now() > began + milliseconds) return null;
    await delay(20);
  }
  return performance.now() - began;
}

/** How much longer a fault goes on where somebody who is to become unready has not: readiness is looked at now and then, on a machine that may be busy. */
const NOTICING_MS = 20_000;
const LOOK_MS = 100;

/** The fault at work for so long, or until it was noticed, and undone whatever happens. */
async function inflict(fault: Fault, { site, watch }: Pick<Scene, 'site' | 'watch'>, tally: Tally, milliseconds: number): Promise<void> {
  try {
    await fault.harm?.(site);
    tally.harmed();
    const end = performance.now() + milliseconds;
    const goesOn = (): boolean => performance.now() < end || (performance.now() < end + NOTICING_MS && unready(fault, watch, watch.gone).length > 0);
    do await (fault.again?.(site) ?? delay(Math.max(LOOK_MS, end - performance.now())));
    while (goesOn());
  } finally {
    tally.healing();
    await fault.heal?.(site);
    tally.healed();
  }
}

/** Strikes everybody at work with a fault, and finds out what held meanwhile and afterwards. */
export async function strike(fault: Fault, { site, crowd, watch, registers }: Scene, milliseconds: number): Promise<Wound> {
  if ((await until(HEALING_MS, () => watch.allReady)) === null) throw new StartFailure('Not everybody is ready before the fault.');
  const before = JSON.stringify(servicesOf(site));
  watch.takeGone();
  const tally = crowd.begin();
  await inflict(fault, { site, watch }, tally, milliseconds);
  const healingMs = await until(HEALING_MS, () => watch.allReady && tally.isWell(crowd.kinds));
  const gone = watch.takeGone();
  const doubt = (await fault.doubt?.(site)) ?? null;
  const registrars = await crowd.end();
  const lives = registrars.flatMap((registrar) => registrar.lives);
  const acknowledged = lives.reduce((sum, life) => sum + acknowledgedOf(life), 0);
  const failures = [
    ...meanwhile(fault, tally),
    ...unready(fault, watch, gone),
    ...(doubt === null ? [] : [doubt]),
    ...(healingMs === null ? [`not healed in ${HEALING_MS / 1000} s`] : []),
    ...(before === JSON.stringify(servicesOf(site)) ? [] : ['a process was started again']),
    ...registrars.flatMap((registrar: Registrar) => registrar.failures),
    ...(acknowledged === 0 ? ['nothing was changed'] : []),
  ];
  return { fault: fault.name, tally, healingMs, lives, acknowledged, lost: await registers.lost(lives), failures: failures.map((failure) => `${fault.name}: ${failure}`) };
}

/** What did not hold of the answers. */
function meanwhile({ silent = false, felt }: Fault, tally: Tally): string[] {
  const otherwise = [...tally.otherwise].map(([what, count]) => `${count} × ${what}`);
  if (silent && tally.unsilenced > 0) otherwise.push(`${tally.unsilenced} requests were answered meanwhile`);
  if (felt && tally.unavailable === 0) otherwise.push('nobody was refused anything');
  return otherwise;
}

/** Of whom was to be unready and is looked at, those who never were. */
function unready({ unready: wanted }: Fault, { watched }: ReadinessWatch, gone: ReadonlySet<string>): string[] {
  const isGateway = (name: string): boolean => name === 'gateway';
  const never = {
    gateway: watched.some(isGateway) && ![...gone].some(isGateway),
    subgraphs: ![...gone].some((name) => !isGateway(name)),
  };
  return wanted.filter((who) => never[who]).map((who) => `${who} stayed ready`);
}
