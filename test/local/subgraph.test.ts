import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readJson } from '../../local/data/files.js';
import { removeElsewhere } from '../../local/postgres/placement.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { post } from '../support/gateway-call.js';
import { end, launch, outcome, processesOf, readText, stateOf, survivors } from './launcher.js';

const READY = 'Stop with Ctrl-C';

describe('npm run subgraph', () => {
  test('starts one subgraph with a database and an issuer, and nothing else', async () => {
    const folder = temporaryFolder('test-alone');
    const launcher = launch('subgraph', folder.path, ['registry']);
    onTestFinished(() => end(launcher, () => folder.remove()));
    await launcher.says(READY);
    const state = stateOf(folder.path);
    expect(Object.keys(state.processes).sort()).toEqual(['issuer', 'postgres', 'registry']);
    const { stdout } = await outcome(launch('token', folder.path, ['--role', 'ministry:registry']));
    const answer = await post(state.url, JSON.stringify({ query: '{ regions { kato } }' }), {
      authorization: `Bearer ${stdout.trim()}`,
      'x-purpose': 'CIVIL_REGISTRATION',
    });
    expect(answer.data?.['regions']).toHaveLength(20);
    const processes = processesOf(state);
    launcher.kill('SIGTERM');
    expect(await launcher.ended).toBe(0);
    expect(survivors(processes)).toEqual([]);
  });

  test.each([[['museums']], [[]], [['registry', 'benefits']]])('%j is refused in one line with the names there are', async (args) => {
    const { code, stderr } = await outcome(launch('subgraph', '/nowhere', args));
    expect(code).toBe(1);
    expect(stderr).toBe('npm run subgraph -- <name>: the name must be one of registry, benefits, savings, foster-families, schools, audit.\n');
  });
});

/** As under a closed home: root goes anywhere, the user that PostgreSQL runs as does not. */
test.runIf(process.getuid?.() === 0)('root in a folder that nobody else can enter: data is kept elsewhere, and found again', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'balagraph-test-home-'));
  const folder = path.join(home, 'data');
  const inFolder = (...names: readonly string[]): string => path.join(folder, ...names);
  const clear = (): void => {
    removeElsewhere({ file: inFolder });
    rmSync(home, { recursive: true, force: true });
  };
  const versions: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    const launcher = launch('subgraph', folder, ['registry']);
    onTestFinished(() => end(launcher, clear));
    await launcher.says(READY);
    launcher.killGroup('SIGINT');
    expect(await launcher.ended).toBe(0);
    const { cluster } = readJson(inFolder('postgres.json')) as { cluster: string };
    versions.push(`${cluster} ${readText(cluster, 'PG_VERSION')}`);
  }
  expect(versions[1]).toBe(versions[0]);
  expect(existsSync(inFolder('postgres'))).toBe(false);
});
