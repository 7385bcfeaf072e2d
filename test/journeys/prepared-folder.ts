import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { holdsWithin } from '../../local/processes/wait.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { launch, outcome } from '../local/launcher.js';

const CHILDREN = '300';
const PATIENCE_MS = 100_000;

/** Makes a data folder with a migrated and seeded cluster, unless another test file does or did; where it is. */
async function prepare(): Promise<string> {
  const data = path.join(inject('prepared'), 'data');
  const [claim, done] = [`${data}.claim`, `${data}.done`];
  try {
    mkdirSync(claim);
  } catch {
    if (!(await holdsWithin(PATIENCE_MS, () => existsSync(done)))) throw new Error('The prepared data folder does not come about.');
    return data;
  }
  const command = launch('start', data, [], { BALAGRAPH_CHILDREN: CHILDREN });
  await command.says('is ready');
  command.kill('SIGTERM');
  const { code, stderr } = await outcome(command);
  if (code !== 0) throw new Error(stderr);
  writeFileSync(done, '');
  return data;
}

/** A data folder of the caller's own, a copy of the prepared one: a start on it has nothing to make first. */
export async function preparedFolder(): Promise<ReturnType<typeof temporaryFolder>> {
  const prepared = await prepare();
  const folder = temporaryFolder('journey');
  // Owners stay what they are: PostgreSQL runs as a user of its own when tests run as root.
  execFileSync('cp', ['-a', `${prepared}/.`, folder.path]);
  return folder;
}
