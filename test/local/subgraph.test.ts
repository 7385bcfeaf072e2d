import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { readJson } from '../../local/data/files.js';
import { removeElsewhere } from '../../local/postgres/placement.js';
import { post } from '../support/gateway-call.js';
import { end, launch, outcome, processesOf, readText, stateOf, survivors } from './launcher.js';

const READY = 'Stop with Ctrl-C';

const isRoot = process.getuid?.() === 0;

/** A data folder of a subgraph alone. Root's lies as under a closed home: root goes anywhere, the user that PostgreSQL runs as does not. */
function placeOfItsOwn(): { folder: string; inFolder: (...names: readonly string[]) => string; remove: () => void } {
  const home = mkdtempSync(path.join(tmpdir(), 'balagraph-test-home-'));
  const folder = path.join(home, 'data');
  const inFolder = (...names: readonly string[]): string => path.join(folder, ...names);
  const remove = (): void => {
    removeElsewhere({ file: inFolder });
    rmSync(home, { recursive: true, force: true });
  };
  return { folder, inFolder, remove };
}

describe('npm run subgraph', () => {
  const { folder, inFolder, remove } = placeOfItsOwn();
  afterAll(remove);
  /** Where its cluster is, and of which version. */
  const cluster = (): string => {
    const { cluster: elsewhere } = isRoot ? (readJson(inFolder('postgres.json')) as { cluster: string }) : { cluster: inFolder('postgres') };
    return `${elsewhere} ${readText(elsewhere, 'PG_VERSION')}`;
  };
  let first: string;

  test('starts one subgraph with a database and an issuer, and nothing else', async () => {
    const launcher = launch('subgraph', folder, ['registry']);
    onTestFinished(() => end(launcher, () => undefined));
    await launcher.says(READY);
    const state = stateOf(folder);
    expect(Object.keys(state.processes).sort()).toEqual(['issuer', 'postgres', 'registry']);
    const { stdout } = await outcome(launch('token', folder, ['--role', 'ministry:registry']));
    const answer = await post(state.url, JSON.stringify({ query: '{ regions { kato } }' }), {
      authorization: `Bearer ${stdout.trim()}`,
      'x-purpose': 'CIVIL_REGISTRATION',
    });
    expect(answer.data?.['regions']).toHaveLength(20);
    const processes = processesOf(state);
    launcher.kill('SIGTERM');
    expect(await launcher.ended).toBe(0);
    expect(survivors(processes)).toEqual([]);
    first = cluster();
  });

  // Once for root, since it is another place; `test/journeys` starts again on what everybody else has.
  test.runIf(isRoot)('root in a folder that nobody else can enter: data is kept elsewhere, and found again', async () => {
    expect(existsSync(inFolder('postgres'))).toBe(false);
    const launcher = launch('subgraph', folder, ['registry']);
    onTestFinished(() => end(launcher, () => undefined));
    await launcher.says(READY);
    launcher.killGroup('SIGINT');
    expect(await launcher.ended).toBe(0);
    expect(cluster()).toBe(first);
    expect(existsSync(inFolder('postgres'))).toBe(false);
  });

  test.each([[['museums']], [[]], [['registry', 'benefits']]])('%j is refused in one line with the names there are', async (args) => {
    const { code, stderr } = await outcome(launch('subgraph', '/nowhere', args));
    expect(code).toBe(1);
    expect(stderr).toBe('npm run subgraph -- <name>: the name must be one of registry, benefits, savings, foster-families, schools, audit.\n');
  });
});
