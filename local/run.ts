import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { openDataFolder } from './data/data-folder.js';
import type { RunState } from './data/run-state.js';
import type { LocalEnvironment } from './environment.js';
import { describe } from './failure.js';
import { Federation } from './federation.js';
import { stopOnSignals } from './stop-signals.js';

/** What runs, and what is said when it does. */
export interface RunOptions {
  readonly local: LocalEnvironment;
  readonly subgraphs: readonly SubgraphName[];
  readonly alone: SubgraphName | null;
  /** What to print when all is ready. */
  readonly ready: (state: RunState) => Promise<string> | string;
}

const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** A fault of ours must not leave processes behind either. */
async function giveUp(federation: Federation, error: unknown): Promise<void> {
  report(describe(error));
  await federation.stop();
  process.exit(1);
}

/** Starts and keeps running until a signal comes. */
export async function runUntilStopped({ local, subgraphs, alone, ready }: RunOptions): Promise<void> {
  const data = openDataFolder(local.data);
  const federation = new Federation({ local, data, subgraphs, alone, report });
  stopOnSignals(() => federation.stop());
  process.on('uncaughtException', (error) => void giveUp(federation, error));
  const state = await federation.start();
  if (state === null) return;
  try {
    process.stdout.write(await ready(state));
  } catch (error) {
    await federation.stop();
    throw error;
  }
}
