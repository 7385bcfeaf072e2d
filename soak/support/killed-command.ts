import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ThrowawayRegister } from '../../bench/benefits/throwaway-register.js';
import type { Environment } from '../../subgraphs/shared/environment.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { chance } from '../../subgraphs/shared/synthetic/seed.js';

const SHORTEST_LIFE_MS = 400;
const LONGEST_LIFE_MS = 4_000;

/** A command of `local/` that is killed again and again. */
export interface KilledCommand {
  /** Its module below `local/`. */
  readonly module: string;
  readonly args: readonly string[];
  readonly seed: number;
  /** Whose lives these are: others have others. */
  readonly who: string;
  /** Until when it is killed, by the process's own clock; what is left then comes to its end. */
  readonly until: number;
  /** What it is ended by, by chance one of these; SIGKILL by default. */
  readonly signals?: readonly NodeJS.Signals[];
  /** What it says when there is nothing left to do because somebody else has come to the end. */
  readonly over?: string;
}

/** What a command is told that works in a register alone. */
export const inRegister = ({ appUrl, ledgerKey }: ThrowawayRegister): Environment => ({ DATABASE_URL: appUrl, LEDGER_KEY: ledgerKey });

/** Runs it until it has come to its end by itself; how often it was killed. */
export async function runKilled(environment: Environment, { module, args, seed, who, until, over, signals = ['SIGKILL'] }: KilledCommand): Promise<number> {
  const line = [path.join(projectRoot(), `dist/local/${module}.js`), ...args];
  for (let kills = 0; ; kills += 1) {
    const command = spawn(process.execPath, line, { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    command.stderr.on('data', (data: Buffer) => void (told = `${told}${data.toString()}`.slice(-1_000)));
    const ended = once(command, 'exit').then(([code]) => code as number | null);
    const life = SHORTEST_LIFE_MS + chance(seed, who, kills) * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS);
    const outcome = await (performance.now() > until ? ended : Promise.race([ended, delay(life).then(() => 'LATE' as const)]));
    if (outcome === 0 || (over !== undefined && told.includes(over))) return kills;
    if (outcome !== 'LATE') throw new Error(`${module} ended with ${String(outcome)}: ${told}`);
    command.kill(signals[Math.floor(chance(seed, `${who} by`, kills) * signals.length)] ?? 'SIGKILL');
    await ended;
  }
}
