import { rmSync } from 'node:fs';
import path from 'node:path';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { isRunning, type ProcessIdentity } from '../processes/identity.js';
import { StartFailure } from '../failure.js';
import { readJson, writePrivateJson } from './files.js';

/** The seeded family that printed queries, tokens and the demo are about. */
export interface DemoFamily {
  readonly child: string;
  readonly mother: string;
  readonly regionKato: string;
}

/** What a running launcher tells the other commands, in `run.json` of the data folder. */
export interface RunState {
  readonly launcher: ProcessIdentity;
  /** What the launcher was started for: the gateway, or the one subgraph. */
  readonly url: string;
  readonly issuer: string;
  /** `host:port` of the database server. */
  readonly database: string;
  readonly subgraphs: Readonly<Partial<Record<SubgraphName, string>>>;
  /** Where each process shows its metrics. */
  readonly metrics: Readonly<Record<string, string>>;
  readonly processes: Readonly<Record<string, number>>;
  readonly demo: DemoFamily;
}

const fileIn = (folder: string): string => path.join(folder, 'run.json');

/** The state of the launcher that runs on this folder; null when none does. */
export function readRunState(folder: string): RunState | null {
  const state = readJson(fileIn(folder)) as RunState | null;
  return state !== null && isRunning(state.launcher) ? state : null;
}

/** The same, for a command that is nothing without it. */
export function runningOn(folder: string): RunState {
  const state = readRunState(folder);
  if (state === null) throw new StartFailure(`Nothing runs on the data folder ${folder}. Run npm start first, or set BALAGRAPH_DATA to its folder.`);
  return state;
}

export const writeRunState = (folder: string, state: RunState): void => writePrivateJson(fileIn(folder), state);

export const removeRunState = (folder: string): void => rmSync(fileIn(folder), { force: true });
