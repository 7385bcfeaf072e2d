import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { bootstrap } from '../../local/bootstrap/bootstrap.js';
import { withServerOf } from '../../local/bootstrap/data-server.js';
import { openDataFolder } from '../../local/data/data-folder.js';
import { readLocalEnvironment } from '../../local/environment.js';
import { holdsWithin } from '../../local/processes/wait.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';

const CHILDREN = 300;
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
  await fill(data);
  writeFileSync(done, '');
  return data;
}

/** What a first start does before it has anybody serve. */
async function fill(folder: string): Promise<void> {
  const data = openDataFolder(folder);
  const { signal: abort } = new AbortController();
  try {
    await withServerOf({ ...readLocalEnvironment(), databaseUrl: undefined }, data, { purpose: 'serve', abort }, (server) => bootstrap({ ...server, subgraphs: SUBGRAPHS, gateway: true, children: CHILDREN, abort }));
  } finally {
    data.release();
  }
}

/** A data folder of the caller's own, a copy of the prepared one: a start on it has nothing to make first. */
export async function preparedFolder(): Promise<ReturnType<typeof temporaryFolder>> {
  const prepared = await prepare();
  const folder = temporaryFolder('prepared');
  // Owners stay what they are: PostgreSQL runs as a user of its own when tests run as root.
  execFileSync('cp', ['-a', `${prepared}/.`, folder.path]);
  return folder;
}
