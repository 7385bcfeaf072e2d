import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROGRAMMES, SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { builtModule, projectRoot } from '../../subgraphs/shared/project.js';
import { launch, outcome } from './launcher.js';

const GUARD = `--import=${pathToFileURL(path.join(projectRoot(), 'test/support/outside-guard.ts')).href}`;

/** A network of its own, which has nothing but a loopback; empty where the machine does not let one be made. */
const WITHOUT_NETWORK = ((): readonly string[] => {
  const user = process.getuid?.() === 0 ? [] : ['--map-current-user', '--keep-caps'];
  const args = [...user, '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  return spawnSync('unshare', [...args, 'true']).status === 0 ? ['unshare', ...args] : [];
})();

/** What would have an Apollo Server report to Apollo, were it left to itself. */
const TEMPTING = { APOLLO_KEY: 'service:balagraph:a', APOLLO_GRAPH_REF: 'balagraph@current', APOLLO_SCHEMA_REPORTING: 'true', APOLLO_TELEMETRY_DISABLED: '' };

let folder: string;
let environment: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'no-network-'));
  environment = { ...TEMPTING, BALAGRAPH_CHILDREN: '100', NODE_OPTIONS: GUARD, OUTSIDE_REPORT: path.join(folder, 'report') };
});
afterEach(() => rmSync(folder, { recursive: true }));

const reported = (): string[] => {
  const file = path.join(folder, 'report');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

it('everything starts and answers a whole profile without a network, and no process looks for one', async () => {
  const { code, stdout, stderr } = await outcome(launch('demo', '', [], environment, WITHOUT_NETWORK));
  expect([code, stderr]).toEqual([0, expect.stringContaining('Ready after')]);
  const states = Object.fromEntries(PROGRAMMES.map((name) => [name, 'OK']));
  expect(JSON.parse(stdout)).toMatchObject({ data: { child: {} }, extensions: { programmes: states } });
  const lines = reported();
  expect(lines.filter((line) => line.startsWith('outside'))).toEqual([]);
  const entries = [...SUBGRAPHS.map((name) => `subgraphs/${name}/main.js`), 'gateway/main.js', 'local/issuer/main.js', 'local/demo.js'];
  expect(lines).toEqual(expect.arrayContaining(entries.map((entry) => `watched ${builtModule(entry)}`)));
});

// Else the test above could not fail.
it.each([
  ['fetch', "await fetch('http://example.com/')", 'connect example.com'],
  ['fetch of an address', "await fetch('https://192.0.2.1/')", 'connect 192.0.2.1'],
  ['a socket', "(await import('node:net')).connect(443, '192.0.2.1')", 'connect 192.0.2.1'],
  ['TLS', "(await import('node:tls')).connect({ host: 'example.com', port: 443 })", 'connect example.com'],
  ['a look-up', "await (await import('node:dns/promises')).lookup('example.com')", 'lookup example.com'],
  ['a datagram', "(await import('node:dgram')).createSocket('udp4').send('x', 53, '192.0.2.1')", 'send 192.0.2.1'],
])('%s is noticed', (_name, code, line) => {
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { env: { ...process.env, ...environment } });
  expect([status, reported()]).toEqual([1, [expect.stringMatching(/^watched/), `outside ${line}`]]);
});
