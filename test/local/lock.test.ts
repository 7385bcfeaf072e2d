import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { lock } from '../../local/data/lock.js';
import { identify } from '../../local/processes/identity.js';
import { projectRoot } from '../../subgraphs/shared/project.js';

const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

const refusal = (holder: number): string => `held by ${holder}`;
const module = pathToFileURL(path.join(projectRoot(), 'dist/local/data/lock.js')).href;

/** Holds the lock until its standard input ends, or says why it cannot. */
const HOLDER = `
  const { lock } = await import(${JSON.stringify(module)});
  try { lock(process.argv[1], (holder) => 'held by ' + holder); console.log('held'); } catch (error) { console.log(error.message); }
  process.stdin.resume();`;

function hold(file: string): { pid: number; said: Promise<string>; kill: () => Promise<unknown> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = new Promise<string>((resolve) => void child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
  const ended = new Promise((resolve) => void child.once('exit', resolve));
  return { pid: child.pid ?? 0, said, kill: () => (child.kill('SIGKILL'), ended) };
}

test('one process holds it; its death by SIGKILL frees it', async () => {
  const file = path.join(folder, 'one');
  const holder = hold(file);
  expect(await holder.said).toBe('held');
  expect(() => lock(file, refusal)).toThrow(`held by ${holder.pid}`);
  await holder.kill();
  const release = lock(file, refusal);
  expect(() => lock(file, refusal)).toThrow(`held by ${process.pid}`);
  release();
  lock(file, refusal)();
});

test('the pid of a dead holder that another process has now does not count', () => {
  const file = path.join(folder, 'reused');
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'at another time' }));
  lock(file, refusal)();
});

test('of many that find the same stale lock at once, one gets it', async () => {
  const file = path.join(folder, 'many');
  writeFileSync(file, JSON.stringify({ ...identify(process.pid), started: 'long ago' }));
  const holders = Array.from({ length: 8 }, () => hold(file));
  const answers = await Promise.all(holders.map(({ said }) => said));
  await Promise.all(holders.map(({ kill }) => kill()));
  expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
  expect(new Set(answers).size).toBe(2);
});
