import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunState } from '../local/data/run-state.js';
import { StartFailure } from '../local/failure.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation, type ThrowawayOptions } from '../local/throwaway-federation.js';
import { deadlocked, serializable } from './postgres-faults/conflicts.js';
import { exhaustion, terminations } from './postgres-faults/connections.js';
import { Crowd } from './postgres-faults/crowd.js';
import { fullDisk, fullLog } from './postgres-faults/disk.js';
import { Site, type Fault } from './postgres-faults/fault.js';
import { hang } from './postgres-faults/hang.js';
import { closedLedger } from './postgres-faults/ledger.js';
import { heldLocks } from './postgres-faults/locks.js';
import { fastRestarts, immediateRestarts } from './postgres-faults/restarts.js';
import { strike, type Scene, type Wound } from './postgres-faults/strike.js';
import type { SoakResult } from './scenario.js';
import { adminUrl } from './support/admin.js';
import { aftermathOf, type Aftermath } from './support/aftermath.js';
import { ReadinessWatch } from './support/readiness-watch.js';
import { reasonsIn } from './support/reasons.js';
import type { Life } from './support/registrar.js';
import { Registers } from './support/registers.js';
import { leaksIn, secretsOf } from './support/secrets.js';
import { SmallDisk } from './support/small-disk.js';

export const usualSeconds = 150;

const FAULTS = [terminations, fastRestarts, immediateRestarts, exhaustion, heldLocks, hang, deadlocked, serializable, closedLedger, fullDisk, fullLog];

/** What is done, to whom, and what is looked at in the end. */
interface Plan {
  readonly faults: readonly Fault[];
  /** How long each fault lasts. */
  readonly milliseconds: number;
  /** Those whose readiness is looked at: base URLs by name. */
  readonly watched: (state: RunState) => Readonly<Record<string, string>>;
  readonly aftermath: (registers: Registers, lives: readonly Life[]) => Promise<Aftermath>;
}

/** Room for the cluster with its log; what is left is filled. */
const DISK_MB = 1_024;

const HEAD = ['fault', 'requests', 'answered', 'refused', 'failed', 'slowest ms', 'healed ms', 'acknowledged', 'lost'];

const rowOf = ({ fault, tally, healingMs, acknowledged, lost }: Wound): string[] =>
  [fault, ...[tally.requests, tally.whole, tally.unavailable, tally.failed, tally.slowestMs, healingMs ?? Number.NaN, acknowledged, lost].map((figure) => figure.toFixed(0))];

/** What all logs have of anybody. */
async function leaks(federation: ThrowawayFederation): Promise<string[]> {
  const secrets = await secretsOf(federation.folder, adminUrl(federation, 'registry'));
  const folder = path.join(federation.folder, 'logs');
  return readdirSync(folder).flatMap((file) => leaksIn(readFileSync(path.join(folder, file), 'utf8'), secrets, 'log').map((leak) => `${file}: ${leak}`));
}

interface Wounds {
  readonly wounds: readonly Wound[];
  /** Names of the faults that cannot be done here. */
  readonly spared: readonly string[];
}

async function strikeWithAll(faults: readonly Fault[], scene: Scene, milliseconds: number, report: (line: string) => void): Promise<Wounds> {
  const wounds: Wound[] = [];
  const spared: string[] = [];
  for (const fault of faults) {
    const obstacle = fault.impossible?.(scene.site) ?? null;
    if (obstacle === null) wounds.push(await strike(fault, scene, milliseconds));
    else spared.push(fault.name);
    report(obstacle === null ? fault.name : `${fault.name}: left out, because ${obstacle}`);
  }
  return { wounds, spared };
}

/** Strikes a federation with one fault after the other, and looks into its databases in the end, as far as `aftermath` does. */
async function soak(site: Site, plan: Plan, report: (line: string) => void): Promise<SoakResult> {
  const { state, folder } = site.federation;
  const crowd = await Crowd.gather(site.federation, Date.now() % 1_000_000);
  const watch = new ReadinessWatch(plan.watched(state));
  const registers = new Registers(site.federation);
  try {
    const struck = await strikeWithAll(plan.faults, { site, crowd, watch, registers }, plan.milliseconds, report);
    await crowd.leave();
    const aftermath = await plan.aftermath(registers, struck.wounds.flatMap(({ lives }) => lives));
    const failures = [...struck.wounds.flatMap((wound) => wound.failures), ...aftermath.failures, ...(await leaks(site.federation))];
    return resultOf(struck, aftermath, failures.length === 0 ? [] : [...failures, ...reasonsIn(folder)]);
  } finally {
    await crowd.leave();
    await watch.stop();
  }
}

function resultOf({ wounds, spared }: Wounds, { settlingMs }: Aftermath, failures: readonly string[]): SoakResult {
  const sum = (count: (wound: Wound) => number): number => wounds.reduce((total, wound) => total + count(wound), 0);
  const figures = {
    faults: wounds.length,
    spared: spared.length,
    requests: sum(({ tally }) => tally.requests),
    refused: sum(({ tally }) => tally.unavailable),
    failed: sum(({ tally }) => tally.failed),
    slowestMs: Math.round(Math.max(...wounds.map(({ tally }) => tally.slowestMs))),
    longestHealingMs: Math.round(Math.max(...wounds.map(({ healingMs }) => healingMs ?? Infinity))),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost),
    settlingMs,
  };
  return { table: formatTable([HEAD, ...wounds.map(rowOf), ...spared.map((fault) => [fault, ...HEAD.slice(1).map(() => '–')])]), figures, failures };
}

async function within(plan: Plan, report: (line: string) => void, disk: SmallDisk | string, options: ThrowawayOptions): Promise<SoakResult> {
  const result = await withThrowawayFederation(report, (federation) => soak(new Site(federation, disk), plan, report), options);
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}

/**
 * Whatever can become of PostgreSQL, one thing after the other, while frontends, ministries and registrars are at work: every
 * acknowledged change is there, once, with its event, its record in the ledger and its version; whoever cannot be answered hears
 * so, in time and for that reason; and every process heals by itself.
 */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const faults = FAULTS.map((make) => make());
  const plan: Plan = { faults, milliseconds: (seconds * 1_000) / faults.length, watched: ({ url, subgraphs }) => ({ gateway: url, ...subgraphs }), aftermath: aftermathOf };
  const disk = SmallDisk.mount(DISK_MB);
  try {
    return await within(plan, report, disk, { children: 100, ...(typeof disk === 'string' ? {} : { cluster: path.join(disk.path, 'postgres') }) });
  } finally {
    if (typeof disk !== 'string') disk.remove();
  }
}

/** What takes no time of it, for the registry alone behind the gateway: nobody pulls its feeds. */
export function runQuickly(report: (line: string) => void): Promise<SoakResult> {
  const aftermath: Plan['aftermath'] = async (registers, lives) => ({ settlingMs: 0, failures: [...(await registers.differences(lives)), ...(await registers.ledgerFaults())] });
  const plan: Plan = { faults: [terminations(), fastRestarts(), exhaustion()], milliseconds: 500, watched: ({ subgraphs }) => subgraphs, aftermath };
  return within(plan, report, 'none was asked for', { children: 20, subgraphs: ['registry'] });
}
