import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataFolder, type DataFolder } from '../../local/data/data-folder.js';
import { embeddedUrl, startEmbedded } from '../../local/postgres/embedded.js';
import { freePorts } from '../../local/processes/ports.js';
import type { RunningProcess } from '../../local/processes/process.js';
import { temporaryFolder, type TemporaryFolder } from '../../local/temporary-run.js';

const IIN = '150514900002';
const NAME = 'Аружан';
const SECRETS = [IIN, NAME, 'select', 'insert', 'person'];

let folder: TemporaryFolder;
let data: DataFolder;
let server: RunningProcess;
let client: Client;
beforeAll(async () => {
  folder = temporaryFolder('postgres-log');
  data = openDataFolder(folder.path);
  const [port = 0] = await freePorts([0], 0);
  const options = { data, port, password: 'secret', durability: 'throwaway' } as const;
  server = await startEmbedded(options, new AbortController().signal);
  client = new Client({ connectionString: embeddedUrl(options) });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`create table person (iin text primary key, name text not null check (length(name) < 20), born date)`);
  await client.query('insert into person values ($1, $2)', [IIN, NAME]);
});
afterAll(async () => {
  await client.end().catch(() => undefined);
  await server.stop();
  folder.remove();
});

const log = (): string => readFileSync(data.file('logs', 'postgres.log'), 'utf8');

it.each([
  ['a duplicate key', `insert into person values ('${IIN}', '${NAME}')`, []],
  ['a duplicate key given as a parameter', 'insert into person values ($1, $2)', [IIN, NAME]],
  ['a value that does not fit its type', `select '${IIN} ${NAME}'::date`, []],
  ['a parameter that does not fit its type', 'insert into person (iin, name, born) values ($1, $2, $3)', ['1', NAME, NAME]],
  ['a check', `insert into person values ('2', '${NAME.repeat(10)}')`, []],
  ['a syntax error', `select from where ${NAME} ${IIN}`, []],
  ['an error of our own', `do $$ begin raise exception 'no such child ${IIN} ${NAME}'; end $$`, []],
  ['a number that is too large', `select ${IIN}::int`, []],
])('%s leaves nothing of whom it was about', async (_name, statement, values) => {
  await expect(client.query(statement, values)).rejects.toThrow();
  expect(SECRETS.filter((secret) => log().includes(secret))).toEqual([]);
});

it.each([
  ['a notice and a warning', `do $$ begin raise notice '${IIN}'; raise warning '${NAME}'; end $$`],
  ['a slow statement', `select pg_sleep(0.3), '${IIN}'`],
  ['a statement that is cancelled', `set statement_timeout = 50; select pg_sleep(2), '${IIN}'`],
])('neither does %s', async (_name, statement) => {
  await client.query(statement).catch(() => undefined);
  await client.query('reset all');
  expect(SECRETS.filter((secret) => log().includes(secret))).toEqual([]);
});

it('the server itself is heard', async () => {
  const intruder = new Client({ connectionString: embeddedUrl({ port: client.port, password: 'wrong' }) });
  await expect(intruder.connect()).rejects.toThrow('password');
  expect(log()).toMatch(/LOG: .*ready to accept connections/);
  expect(log()).toMatch(/FATAL: .*password authentication failed/);
});
