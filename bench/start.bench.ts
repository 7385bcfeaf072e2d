import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../subgraphs/shared/project.js';
import { StartFailure } from '../local/failure.js';
import { temporaryFolder } from '../local/temporary-run.js';
import { formatTable } from '../local/table.js';
import { median, type BenchmarkResult } from './benchmark.js';

const RUNS = 5;

function launch(folder: string): ChildProcess {
  return spawn(process.execPath, [path.join(projectRoot(), 'dist/local/start.js')], {
    env: { ...process.env, BALAGRAPH_DATA: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** From the command to the text that says all is ready, then a stop in good order; seconds. */
async function startOnce(folder: string): Promise<number> {
  const begin = performance.now();
  const launcher = launch(folder);
  const ended = once(launcher, 'exit');
  const ready = launcher.stdout === null ? Promise.reject(new Error('no output')) : once(launcher.stdout, 'data');
  const first = await Promise.race([ready.then(() => 'ready'), ended.then(() => 'ended')]);
  if (first === 'ended') throw new StartFailure('The federation did not start; see above.');
  const seconds = (performance.now() - begin) / 1000;
  launcher.kill('SIGINT');
  await ended;
  return seconds;
}

const row = (name: string, values: readonly number[]): string[] => [name, ...[median(values), Math.min(...values), Math.max(...values)].map((value) => value.toFixed(2))];

/** How long `npm start` takes in a new data folder, and the second time, without the build before it. */
export async function run(): Promise<BenchmarkResult> {
  const fresh: number[] = [];
  const second: number[] = [];
  for (let i = 0; i < RUNS; i += 1) {
    const folder = temporaryFolder('bench');
    try {
      fresh.push(await startOnce(folder.path));
      second.push(await startOnce(folder.path));
    } finally {
      folder.remove();
    }
  }
  return {
    table: formatTable([['start, seconds', 'median', 'least', 'most'], row('new data folder', fresh), row('second start', second)]),
    figures: { freshSeconds: median(fresh), secondSeconds: median(second), runs: RUNS },
  };
}
