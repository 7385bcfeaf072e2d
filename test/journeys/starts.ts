import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import type { Credentials } from '../../local/data/credentials.js';
import { holdsWithin } from '../../local/processes/wait.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { askForChild, launch, outcome, processesOf, readText, stateOf, survivors } from '../local/launcher.js';
import type { RunningFederation } from './federation.js';

/** What `npm start` and the commands beside it do while it runs, the first time. */
export function firstStart(running: () => RunningFederation): void {
  const at = (name: string): string => path.join(running().folder, name);
  const token = async (...args: readonly string[]) => outcome(launch('token', running().folder, args));

  describe('a federation that runs', () => {
    test('prints a command that a shell can run, and it answers with the profile', async () => {
      const text = running().launcher.stdout();
      const command = text.slice(text.indexOf('curl -s'), text.indexOf('\n\nStop with'));
      const answer = (): unknown => JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8' }));
      await expect.poll(answer, { timeout: 20_000 }).toMatchObject({ data: { child: { iin: stateOf(running().folder).demo.child } } });
    });

    test('keeps its secrets to itself', () => {
      const files = ['credentials.json', 'issuer.json', 'run.json', 'processes.json', 'lock'];
      expect(files.filter((file) => (statSync(at(file)).mode & 0o077) !== 0)).toEqual([]);
    });

    // Else Ctrl-C would end subgraphs while the gateway still answers, and PostgreSQL under both.
    test.runIf(process.platform === 'linux')('has every process in a group of its own, out of reach of a terminal’s Ctrl-C', () => {
      const groupOf = (pid: number): number => Number(readText('/proc', String(pid), 'stat').split(') ')[1]?.split(' ')[2]);
      const processes = Object.values(stateOf(running().folder).processes);
      expect(processes.map(groupOf)).toEqual(processes);
    });

    test('refuses a second start on the same folder, in one line', async () => {
      const { code, stdout, stderr } = await outcome(launch('start', running().folder));
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toMatch(new RegExp(`^BALAGRAPH_DATA: .* is in use by process ${running().launcher.pid} \\(http://[^)]+\\)\\. .*\\n$`));
    });

    test('refuses one subgraph alone on the same folder too', async () => {
      const { code, stderr } = await outcome(launch('subgraph', running().folder, ['registry']));
      expect(code).toBe(1);
      expect(stderr).toContain('is in use by process');
    });

    test('starts a subgraph again that was killed', async () => {
      const before = stateOf(running().folder).processes['registry'] ?? 0;
      process.kill(before, 'SIGKILL');
      expect(await holdsWithin(10_000, () => stateOf(running().folder).processes['registry'] !== before)).toBe(true);
      const { stdout } = await token('--role', 'caseworker');
      await expect.poll(() => askForChild(stateOf(running().folder), stdout.trim()), { timeout: 10_000 }).toMatchObject({ data: { child: {} } });
      expect(running().launcher.stderr()).toContain('registry ended (signal SIGKILL); starting it again in 0.5 s.\n');
    });
  });

  describe('npm run token', () => {
    const claimsOf = (jwt: string): unknown => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

    test('prints a token and nothing else', async () => {
      const { code, stdout, stderr } = await token('--role', 'caseworker');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const { demo, issuer } = stateOf(running().folder);
      expect(claimsOf(stdout)).toMatchObject({ iss: issuer, aud: 'urn:balagraph:graph', role: 'caseworker', regions: [demo.regionKato], documents: 'free' });
    });

    test('takes the demo child’s mother for a citizen, and whoever is named', async () => {
      const { demo } = stateOf(running().folder);
      expect(claimsOf((await token('--role', 'citizen')).stdout)).toMatchObject({ role: 'citizen', iin: demo.mother });
      expect(claimsOf((await token('--role', 'citizen', '--iin', demo.child)).stdout)).toMatchObject({ iin: demo.child });
      expect(claimsOf((await token('--role', 'auditor', '--region', '750000000')).stdout)).toMatchObject({ regions: ['750000000'] });
    });

    // What is wrong with other wishes, `local/issuer/wish.test.ts` asks.
    test.each([
      [['--role', 'king'], '--role must be one of citizen, caseworker, auditor, ombudsman, operator, ministry:registry,'],
      [['--king'], "Unknown option '--king'"],
    ])('%j is refused in one line', async (args, line) => {
      const { code, stdout, stderr } = await token(...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.startsWith(line)).toBe(true);
      expect(stderr.match(/\n/g)).toHaveLength(1);
    });
  });

  describe('a start that cannot be', () => {
    test('a taken port: one line that names PORT, and nothing left running', async () => {
      const listener = createServer().listen(0, '127.0.0.1');
      await once(listener, 'listening');
      const { port } = listener.address() as AddressInfo;
      const other = temporaryFolder('test-port');
      const { code, stderr } = await outcome(launch('start', other.path, [], { PORT: String(port) }));
      listener.close();
      expect({ code, stderr }).toEqual({ code: 1, stderr: `PORT: ${port} is taken or not allowed. Stop what listens there, or set PORT to another one.\n` });
      expect(existsSync(path.join(other.path, 'postgres'))).toBe(false);
      other.remove();
    });

    // What is wrong with other variables, `local/environment.test.ts` asks.
    test('a variable that cannot be: one line that names it', async () => {
      const line = 'PORT must be a whole number from 0 to 65535.\n';
      expect(await outcome(launch('start', running().folder, [], { PORT: 'http' }))).toEqual({ code: 1, stdout: '', stderr: line });
    });

    test('a server that does not answer: one line, and nothing left running', async () => {
      const other = temporaryFolder('test-server');
      const { code, stderr } = await outcome(launch('start', other.path, [], { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/postgres' }));
      expect({ code, stderr }).toEqual({ code: 1, stderr: 'The database server cannot be used: connect ECONNREFUSED 127.0.0.1:1\n' });
      expect(existsSync(path.join(other.path, 'processes.json'))).toBe(false);
      other.remove();
    });
  });
}

/** What is left of a first start that was killed, and that the next one finds it. */
export function nextStart(running: () => RunningFederation, startAgain: () => Promise<void>): void {
  test('a launcher killed by SIGKILL takes its processes with it, and the next start recovers', async () => {
    const processes = processesOf(stateOf(running().folder));
    expect(processes.length).toBeGreaterThanOrEqual(9);
    // One that is paused does not notice that the launcher has gone; the next start must find it.
    process.kill(stateOf(running().folder).processes['schools'] ?? 0, 'SIGSTOP');
    running().launcher.kill('SIGKILL');
    await running().launcher.ended;
    expect((await outcome(launch('token', running().folder, ['--role', 'caseworker']))).stderr).toMatch(/^Nothing runs on the data folder .*\. Run npm start first, .*\n$/);
    await startAgain();
    expect(survivors(processes)).toEqual([]);
    const token = await running().token('--role', 'caseworker');
    await expect.poll(() => askForChild(running().state, token), { timeout: 20_000 }).toMatchObject({ data: { child: {} } });
  });
}

/** The command that verifies the ledgers; in the end the registry's does not hold. */
export function ledgersVerified(running: () => RunningFederation): void {
  const verify = async (args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) => outcome(launch('ledger-verify', running().folder, args, environment));
  const credentials = (): Credentials => JSON.parse(readText(running().folder, 'credentials.json')) as Credentials;
  const urlOf = (name: string, user: string, password: string): string => `postgres://${user}:${password}@${stateOf(running().folder).database}/${name}`;

  test('goes through the ledgers of all processes', async () => {
    const { code, stdout, stderr } = await verify();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of ['registry', 'benefits', 'savings', 'foster-families', 'schools', 'gateway']) {
      expect(stdout).toMatch(new RegExp(`^${name}: holds, [\\d,]+ records? in \\d+ chains?$`, 'm'));
    }
    expect(stdout).toMatch(/^registry: chain 1 READ since 20\d\d-[^ ]+Z: \d+ records?$/m);
  });

  test('checks one database by the variables of its process, and takes no other key', async () => {
    const { app, ledgerKey } = credentials().subgraphs.benefits;
    const url = urlOf('benefits', 'benefits_app', app);
    expect(await verify([], { DATABASE_URL: url, LEDGER_KEY: ledgerKey })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^benefits: holds/m) as string });
    expect(await verify([], { DATABASE_URL: url, LEDGER_KEY: 'ab'.repeat(32) })).toMatchObject({ code: 1, stdout: expect.stringMatching(/^benefits: DOES NOT HOLD/m) as string });
  });

  test('names the first record that is not as it was written, with exit code 1, and goes on with the others', async () => {
    await withClient(urlOf('registry', 'postgres', credentials().superuser), (admin) => admin.query(`update ledger_record set at = at + interval '1 hour' where chain = 1 and seq = 1`));
    const { code, stdout, stderr } = await verify();
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^registry: chain 1, record 1: it was edited/m);
    expect(stdout).toMatch(/^registry: DOES NOT HOLD, 1 of \d+ chains?$/m);
    expect(stdout).toMatch(/^gateway: holds/m);
    expect((await verify(['gateway'])).code).toBe(0);
  });

  test.each([
    [['taxes'], {}, /^Usage: npm run -s ledger:verify/],
    [[], { LEDGER_KEY: 'ab'.repeat(32) }, /^DATABASE_URL must be set/],
    [[], { LEDGER_KEY: 'short', DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' }, /^LEDGER_KEY must be at least 64 hexadecimal digits/],
    [[], { BALAGRAPH_DATA: '/nowhere' }, /^\/nowhere has no databases\. Run npm start first/],
  ])('%j with %j is refused in one line', async (args, environment, line) => {
    const { code, stdout, stderr } = await verify(args, environment);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });
}

/** How everything is stopped, and what is on a folder on which nothing runs. */
export function stopped(running: () => RunningFederation): void {
  const at = (name: string): string => path.join(running().folder, name);

  test('Ctrl-C, even twice at once, ends everything in order and keeps the data', async () => {
    const processes = processesOf(stateOf(running().folder));
    const credentials = readText(running().folder, 'credentials.json');
    running().launcher.killGroup('SIGINT');
    running().launcher.killGroup('SIGINT');
    expect(await running().launcher.ended).toBe(0);
    expect(survivors(processes)).toEqual([]);
    expect(['run.json', 'processes.json', 'lock', 'postgres/postmaster.pid'].filter((file) => existsSync(at(file)))).toEqual([]);
    expect(readText(running().folder, 'credentials.json')).toBe(credentials);
    expect(readText(running().folder, 'logs', 'postgres.log')).toContain('database system is shut down');
  });

  test('the ledgers of a folder on which nothing runs are verified all the same', async () => {
    const { code, stdout, stderr } = await outcome(launch('ledger-verify', running().folder));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^registry: chain 1, record 1: it was edited/m);
    expect(stdout).toMatch(/^gateway: holds/m);
    expect(['processes.json', 'lock', 'postgres/postmaster.pid'].filter((file) => existsSync(at(file)))).toEqual([]);
  });

  test.each([
    ['postgres/PG_VERSION', '13\n', 'was made by PostgreSQL 13; this version of Balagraph runs PostgreSQL 18.'],
    ['layout.json', '{ "version": 99 }', 'has data layout 99; this version of Balagraph reads layout 1.'],
  ])('%s of another version is refused in one line', async (file, content, line) => {
    const kept = readText(running().folder, file);
    writeFileSync(at(file), content);
    const { code, stdout, stderr } = await outcome(launch('start', running().folder));
    writeFileSync(at(file), kept);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(line);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(existsSync(at('lock'))).toBe(false);
  });

  test('a PostgreSQL that will not start: its last FATAL line and where its log is', async () => {
    const control = at('postgres/global/pg_control');
    const kept = execFileSync('base64', [control]);
    writeFileSync(control, '');
    const { code, stderr } = await outcome(launch('start', running().folder));
    writeFileSync(control, Buffer.from(kept.toString(), 'base64'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^PostgreSQL did not start: .*(FATAL|PANIC): .* \(log: .*postgres\.log\)\n$/);
    expect(existsSync(at('lock'))).toBe(false);
  });
}
