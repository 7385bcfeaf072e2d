import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../local/bootstrap/bootstrap.js';
import { withClient } from '../../local/bootstrap/connection.js';
import { childProfileDocument } from '../../local/child-profile.js';
import { completeCredentials } from '../../local/data/credentials.js';
import { describe as describeFailure, StartFailure } from '../../local/failure.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { hasOpenssl, OLD_BINARIES, startPlainServer, type PlainServer } from '../../soak/support/plain-server.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { post } from '../support/gateway-call.js';
import { end, launch, outcome, stateOf, type Command } from './launcher.js';

const READY = 'Stop with Ctrl-C';
let server: PlainServer;
/** The one who may make databases and roles, and nothing else. */
let adminUrl: string;

const ask = <T extends object>(url: string, ...statements: readonly string[]): Promise<T[]> =>
  withClient(url, async (client) => {
    let rows: T[] = [];
    for (const sql of statements) ({ rows } = await client.query<T>(sql));
    return rows;
  });

const as = (user: string, password: string, database = 'postgres'): string => `postgres://${user}:${password}@localhost:${server.port}/${database}${server.parameters}`;

const ROLES = [
  `create role manager login createdb createrole password 'p%40ss'`,
  `create role creator login createdb password 'secret'`,
  `create role guest login password 'secret'`,
  'create database managed owner manager',
];

/** Everything that a server elsewhere may have decided otherwise than ours, and that it may. */
const OTHERWISE = [
  `timezone = 'America/New_York'`,
  `datestyle = 'SQL, DMY'`,
  `intervalstyle = 'sql_standard'`,
  `bytea_output = 'escape'`,
  'extra_float_digits = 0',
  `default_transaction_isolation = 'serializable'`,
  `search_path = 'somewhere, public'`,
  'standard_conforming_strings = off',
  'escape_string_warning = off',
  'max_connections = 80',
];

beforeAll(async () => {
  server = await startPlainServer({ initdb: ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=kk-KZ'], settings: OTHERWISE, tls: hasOpenssl });
  await ask(server.url, ...ROLES);
  adminUrl = as('manager', 'p%2540ss', 'managed');
}, 60_000);
afterAll(() => server.stop());

describe('npm start on a server of somebody else', () => {
  const folder = temporaryFolder('test-database-url');
  let launcher: Command;
  const start = async (name: 'start' | 'subgraph', ...args: readonly string[]): Promise<void> => {
    launcher = launch(name, folder.path, args, { DATABASE_URL: adminUrl, BALAGRAPH_CHILDREN: '100' });
    await launcher.says(READY);
  };
  beforeAll(() => start('start'), 120_000);
  afterAll(() => end(launcher, () => folder.remove()));

  const profile = async (): Promise<string> => {
    const state = stateOf(folder.path);
    const { stdout: token } = await outcome(launch('token', folder.path, ['--role', 'caseworker']));
    const response = await fetch(`${state.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-purpose': 'CHILD_PROFILE', authorization: `Bearer ${token.trim()}` },
      body: JSON.stringify({ query: childProfileDocument(), variables: { iin: state.demo.child } }),
    });
    return response.text();
  };

  test('every programme answers, with values as they are everywhere', async () => {
    const text = await profile();
    const { data, errors, extensions } = JSON.parse(text) as { data: { child: object }; errors?: unknown; extensions: { programmes: object } };
    expect(errors).toBeUndefined();
    expect(new Set(Object.values(extensions.programmes))).toEqual(new Set(['OK']));
    expect(data.child).toMatchObject({ birthDate: '2015-05-14', age: 11 });
    // A day in the server's own style would have slashes.
    expect(text).not.toMatch(/\d\/\d/);
    expect(text.match(/"\d{4}-\d{2}-\d{2}"/g)?.length).toBeGreaterThan(10);
  });

  test('the databases sort and read alike, whatever the server does', async () => {
    const rows = await ask(server.url, `select datname, pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale, datcollate as collate from pg_database where datname in ('registry', 'schools') order by 1`);
    const alike = { encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', collate: 'C' };
    expect(rows).toEqual([{ datname: 'registry', ...alike }, { datname: 'schools', ...alike }]);
  });

  test.runIf(hasOpenssl)('every connection of every process is encrypted', async () => {
    const rows = await ask<{ ssl: boolean; name: string }>(server.url, 'select ssl, application_name as name from pg_stat_ssl join pg_stat_activity using (pid) where usename like \'%\\_app\'');
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['balagraph', 'balagraph-door', 'balagraph-health']));
    expect(rows.filter(({ ssl }) => !ssl)).toEqual([]);
  });

  test('no role of ours may more than its own', async () => {
    const rows = await ask(server.url, `select rolname from pg_roles where rolname like 'registry%' and (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication)`);
    expect(rows).toEqual([]);
  });

  test('a demo there would remove what it finds, so it refuses', async () => {
    const { code, stdout, stderr } = await outcome(launch('demo', '', [], { DATABASE_URL: adminUrl }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/\nDATABASE_URL: the server has a database "audit" already\. This command removes .*\n$/);
    expect(await ask(server.url, `select 1 from pg_database where datname = 'benefits'`)).toHaveLength(1);
  });

  /** The demo child's record, at the registry's own door. */
  const record = async (): Promise<unknown> => {
    const { subgraphs, demo } = stateOf(folder.path);
    const { stdout: token } = await outcome(launch('token', folder.path, ['--role', 'ministry:registry']));
    const query = '{ child(iin: "IIN") { iin birthDate name { kk { surname given } } residence { address } parents { person { iin } } } }'.replace('IIN', demo.child);
    const { data, errors } = await post(subgraphs.registry ?? '', JSON.stringify({ query }), { authorization: `Bearer ${token.trim()}`, 'x-purpose': 'CIVIL_REGISTRATION' });
    expect(errors).toEqual([]);
    return data;
  };

  test('a second start, of one subgraph, finds the same people, and ledgers hold also while nothing runs but the server', async () => {
    const before = await record();
    launcher.kill('SIGTERM');
    expect(await launcher.ended).toBe(0);
    const { code, stdout } = await outcome(launch('ledger-verify', folder.path, [], { DATABASE_URL: adminUrl }));
    expect({ code, holds: stdout.match(/^[a-z-]+: holds, /gm)?.length }).toEqual({ code: 0, holds: 7 });
    await start('subgraph', 'registry');
    expect(await record()).toEqual(before);
    expect(before).toMatchObject({ child: { birthDate: '2015-05-14' } });
  }, 120_000);
});

describe('a server that cannot be used is told in one line', () => {
  /** What the operator reads; a fault of ours would not be a `StartFailure` and come with its stack. */
  const failing = async (url: string): Promise<string> => {
    const work = bootstrap({ adminUrl: url, credentials: completeCredentials(null), subgraphs: ['registry'], gateway: false, children: 1, abort: new AbortController().signal });
    const failure: unknown = await work.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartFailure);
    return describeFailure(failure);
  };
  const UNUSABLE = 'The database server cannot be used: ';

  test.each<[string, () => string, string]>([
    ['nobody listens', () => 'postgres://manager:x@127.0.0.1:1/postgres', `${UNUSABLE}connect ECONNREFUSED 127.0.0.1:1`],
    ['nobody listens on any address', () => 'postgres://manager:x@localhost:1/postgres', `${UNUSABLE}connect ECONNREFUSED `],
    ['no such host', () => 'postgres://manager:x@nowhere.invalid/postgres', `${UNUSABLE}getaddrinfo E`],
    ['another password', () => as('manager', 'wrong', 'managed'), `${UNUSABLE}password authentication failed for user "manager"`],
    ['no such user', () => as('nobody', 'x'), `${UNUSABLE}password authentication failed for user "nobody"`],
    ['no such database', () => as('manager', 'p%2540ss', 'nothing'), `${UNUSABLE}database "nothing" does not exist`],
    ['no authority', () => adminUrl.replace(/sslrootcert=[^&]*/, 'sslrootcert=/nowhere.crt'), hasOpenssl ? `${UNUSABLE}ENOENT: no such file or directory, open '/nowhere.crt'` : ''],
    ['a certificate of nobody we know', () => adminUrl.replace(/&sslrootcert=.*/, ''), hasOpenssl ? `${UNUSABLE}self-signed certificate` : ''],
    ['no encryption', () => adminUrl.replace(/\?.*/, ''), hasOpenssl ? `${UNUSABLE}no pg_hba.conf entry for host ` : ''],
    ['neither databases nor roles', () => as('guest', 'secret'), 'DATABASE_URL: its user must have CREATEDB and CREATEROLE.'],
    ['no roles', () => as('creator', 'secret'), 'DATABASE_URL: its user must have CREATEDB and CREATEROLE.'],
  ])('%s', async (_name, url, line) => {
    const said = await failing(url());
    expect(said.slice(0, line.length)).toBe(line);
    expect(said).not.toMatch(/\n|p%2540ss|p%40ss|secret/);
  });

  test('roles of ours that somebody else made', async () => {
    await ask(server.url, `create role other login createdb createrole password 'secret'`);
    expect(await failing(as('other', 'secret'))).toMatch(/^DATABASE_URL: its user may not do what is needed: permission denied to alter role \(Only roles with .* the ADMIN option on role "registry_owner" may alter this role\.\)$/);
  });

  test.runIf(OLD_BINARIES !== null)('a PostgreSQL that is too old', async () => {
    const old = await startPlainServer({ binaries: OLD_BINARIES ?? '', initdb: ['--locale=C'] });
    expect(await failing(old.url)).toBe('DATABASE_URL: the server must be PostgreSQL 16 or later; it is 15.');
    old.stop();
  });
});

/** What `npm run demo` does, with one subgraph and one child; prints the server that was worked with. */
const THROWAWAY = `
  const { withThrowawayFederation } = await import(${JSON.stringify(pathToFileURL(path.join(projectRoot(), 'dist/local/throwaway-federation.js')).href)});
  await withThrowawayFederation(() => undefined, async ({ state }) => console.log(state.database), { subgraphs: ['registry'], children: 1 });`;

test('a throwaway federation on an empty server leaves nothing there', async () => {
  const empty = await startPlainServer({ initdb: ['--encoding=SQL_ASCII', '--locale=C'] });
  await withClient(empty.url, (dba) => dba.query(`create role manager login createdb createrole password 'secret'`));
  const url = new URL(empty.url);
  Object.assign(url, { username: 'manager', password: 'secret' });
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', THROWAWAY], { env: { ...process.env, DATABASE_URL: url.href } });
  expect(stdout).toBe(`${url.host}\n`);
  const left = await withClient(empty.url, (dba) => dba.query(`select datname as name from pg_database where not datistemplate union select rolname from pg_roles where rolname not like 'pg\\_%'`));
  expect(left.rows.map(({ name }: { name: string }) => name).sort()).toEqual(['dba', 'manager', 'postgres']);
  empty.stop();
}, 120_000);
