import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { formatTable } from '../local/table.js';
import { temporaryFolder, type TemporaryFolder } from '../local/temporary-run.js';
import { projectRoot } from '../subgraphs/shared/project.js';
import type { SoakResult } from './scenario.js';
import { runKilled } from './support/killed-command.js';

export const usualSeconds = 60;

/** Of what two populations can be made in a second, one of them by a command that is killed; two blocks at least. */
const CHILDREN_A_SECOND = 1_000;
const FEWEST = 26_000;

/** What the command says of a folder that is filled, and what is planted there. */
async function toldOf(folder: TemporaryFolder, args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(projectRoot(), 'dist/local/populate.js'), ...args], { env: { ...process.env, BALAGRAPH_DATA: folder.path } });
  return [...stdout.split('\n'), ...readFileSync(path.join(folder.path, 'anomalies.ndjson'), 'utf8').split('\n')];
}

/** A population with errors that is killed, or told to stop, at random and gone on with until it is through: the same, by every count and error, as one that nobody disturbed. */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const [seed, children] = [Date.now() % 1_000_000, Math.max(FEWEST, Math.round(seconds * CHILDREN_A_SECOND))];
  const args = ['--children', String(children), '--seed', String(seed), '--anomalies'];
  const [killed, whole] = [temporaryFolder('soak'), temporaryFolder('soak')];
  try {
    report(`seed ${seed}, ${children} children`);
    const until = performance.now() + seconds * 1000;
    const kills = await runKilled({ BALAGRAPH_DATA: killed.path }, { module: 'populate', args, seed, who: 'populate', until, signals: ['SIGKILL', 'SIGINT'] });
    report(`through after ${kills} kills; now undisturbed`);
    const [found, expected] = [await toldOf(killed, args), await toldOf(whole, args)];
    const failures = [...new Set(found).symmetricDifference(new Set(expected))].map((line) => `in one of the two alone: ${line.slice(0, 300)}`);
    return { table: formatTable([['children', 'kills', 'differences'], [children, kills, failures.length].map(String)]), figures: { children, kills, differences: failures.length }, failures };
  } finally {
    killed.remove();
    whole.remove();
  }
}
