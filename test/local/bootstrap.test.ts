import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../local/bootstrap/bootstrap.js';
import { withClient } from '../../local/bootstrap/connection.js';
import { databaseUrl, withLogin } from '../../local/bootstrap/urls.js';
import { completeCredentials, type Credentials } from '../../local/data/credentials.js';
import { openDataFolder } from '../../local/data/data-folder.js';
import { embeddedUrl, startEmbedded } from '../../local/postgres/embedded.js';
import { freePorts } from '../../local/processes/ports.js';
import type { RunningProcess } from '../../local/processes/process.js';
import { temporaryFolder } from '../../local/temporary-run.js';

const folder = temporaryFolder('test-bootstrap');
const credentials = completeCredentials(null);
let server: RunningProcess;
let superuserUrl: string;
/** As on a managed server: may make databases and roles, and is no superuser. */
let adminUrl: string;

const settingUp = (own: Credentials, url = adminUrl) => bootstrap({ adminUrl: url, credentials: own, subgraphs: ['registry'], gateway: false, children: 30, abort: new AbortController().signal });

const ask = <T extends object>(url: string, sql: string): Promise<T[]> => withClient(url, async (client) => (await client.query<T>(sql)).rows);

// A server of its own, because roles belong to a whole server.
beforeAll(async () => {
  const [port = 0] = await freePorts([0], 0);
  const options = { data: openDataFolder(folder.path), port, password: credentials.superuser, durability: 'throwaway' } as const;
  server = await startEmbedded(options, new AbortController().signal);
  superuserUrl = embeddedUrl(options);
  adminUrl = withLogin(superuserUrl, 'postgres', 'manager', 'secret');
  await ask(superuserUrl, `create role manager login createdb createrole password 'secret'; create role somebody login password 'secret'`);
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

describe('bootstrap', () => {
  test('as somebody who may make databases and roles: migrates, seeds, and finds nothing to do the second time', async () => {
    const demo = await settingUp(credentials);
    const count = () => ask(databaseUrl(superuserUrl, credentials, 'registry', 'owner'), 'select (select count(*) from migration) as migrations, (select value from local.state where key = \'seed\') as seed');
    const [first] = await count();
    expect(first).toMatchObject({ seed: { done: true, demo } });
    expect(await settingUp(credentials)).toEqual(demo);
    expect(await count()).toEqual([first]);
  });

  test('gives the roles the passwords of whichever data folder comes', async () => {
    const other = completeCredentials(null);
    await settingUp(other);
    await expect(ask(databaseUrl(adminUrl, other, 'registry', 'app'), 'select 1')).resolves.toHaveLength(1);
    await expect(ask(databaseUrl(adminUrl, credentials, 'registry', 'app'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await settingUp(credentials);
  });

  test('lets only the subgraph’s own roles into its database', async () => {
    await expect(ask(withLogin(adminUrl, 'registry', 'somebody', 'secret'), 'select 1')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(databaseUrl(adminUrl, credentials, 'registry', 'audit'), 'select 1')).resolves.toHaveLength(1);
    const roles = await ask(superuserUrl, `select rolname, rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname like 'registry%' order by rolname`);
    expect(roles).toEqual([
      { rolname: 'registry_app', rolcanlogin: true, rolsuper: false, rolbypassrls: false },
      { rolname: 'registry_audit', rolcanlogin: true, rolsuper: false, rolbypassrls: false },
      { rolname: 'registry_export', rolcanlogin: false, rolsuper: false, rolbypassrls: false },
      { rolname: 'registry_owner', rolcanlogin: true, rolsuper: false, rolbypassrls: false },
    ]);
  });

  test('the process’s role owns nothing and makes no tables', async () => {
    const appUrl = databaseUrl(adminUrl, credentials, 'registry', 'app');
    await expect(ask(appUrl, 'create table mine (x int)')).rejects.toMatchObject({ code: '42501' });
    expect(await ask(appUrl, `select relname from pg_class where relowner = current_user::regrole and relnamespace = 'public'::regnamespace`)).toEqual([]);
  });

  test('refuses a server where it may not do its work, in one line', async () => {
    await expect(settingUp(credentials, withLogin(superuserUrl, 'postgres', 'somebody', 'secret'))).rejects.toThrow('DATABASE_URL: its user must have CREATEDB and CREATEROLE.');
    await expect(settingUp(credentials, withLogin(superuserUrl, 'postgres', 'manager', 'wrong'))).rejects.toThrow('The database server cannot be used: password authentication failed for user "manager"');
  });

  test('leaves a database of the same name alone that is not ours', async () => {
    await ask(superuserUrl, 'create database benefits');
    await expect(bootstrap({ adminUrl, credentials, subgraphs: ['benefits'], gateway: false, children: 30, abort: new AbortController().signal })).rejects.toThrow(
      'DATABASE_URL: the server has a database "benefits" already, and its owner is not "benefits_owner".',
    );
  });
});
