import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { withLogin } from '../../local/bootstrap/urls.js';
import { readJson } from '../../local/data/files.js';
import type { Credentials } from '../../local/data/credentials.js';
import { embeddedUrl } from '../../local/postgres/embedded.js';
import { staffRole, type SubgraphName, SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { ENVELOPE_HEADER, MAC_HEADER } from '../../subgraphs/shared/doors/envelope.js';
import type { RunningFederation } from '../journeys/federation.js';
import { stateOf } from '../local/launcher.js';
import { leaksIn, secretsOf, standingIn, type Secrets } from '../../soak/support/secrets.js';
import type { TraceReceiver } from './support/trace-receiver.js';
import type { Watched } from './support/telling-all.js';
import { send, sendRaw, withoutData, wrongArguments, type Sent } from './support/everything.js';

const NAME = 'Аружан';
/** A purpose that is none; a header takes no Cyrillic. */
const NAME_HEADER = 'Aruzhan';
const PURPOSES: Readonly<Record<SubgraphName, string>> = {
  registry: 'CIVIL_REGISTRATION',
  benefits: 'BENEFIT_ASSESSMENT',
  savings: 'SAVINGS_ADMINISTRATION',
  'foster-families': 'CARE_SUPERVISION',
  schools: 'EDUCATION_PLANNING',
  audit: 'AUDIT_ANALYSIS',
};

/** Drives requests and failures of every kind, and looks for anybody in what comes out of it. */
export function hygiene(running: () => Watched): void {
  let receiver: TraceReceiver;
  let federation: RunningFederation;
  let secrets: Secrets;
  let iin: string;
  let caseworker: string;
  /** Of each ministry's staff. */
  let staff: Readonly<Record<SubgraphName, string>>;
  /** Everything that clients were told, but for data. */
  const responses: string[] = [];

  beforeAll(async () => {
    ({ receiver, federation } = running());
    iin = federation.state.demo.child;
    caseworker = await federation.token('--role', 'caseworker');
    const tokens = SUBGRAPHS.map(async (name) => [name, await federation.token('--role', staffRole(name))] as const);
    staff = Object.fromEntries(await Promise.all(tokens)) as typeof staff;
    secrets = await secretsOf(federation.folder, adminUrl('registry'));
  });

  function adminUrl(database: string): string {
    const { superuser } = readJson(path.join(federation.folder, 'credentials.json')) as Credentials;
    const url = embeddedUrl({ port: Number(federation.state.database.split(':')[1]), password: superuser });
    return withLogin(url, database, 'postgres', superuser);
  }

  const asAdmin = (database: string, sql: string): Promise<unknown> => withClient(adminUrl(database), (admin) => admin.query(sql));
  const subgraphUrl = (name: SubgraphName): string => `${federation.state.subgraphs[name]}/graphql`;

  async function ask(sent: Omit<Sent, 'url'>, url = `${federation.state.url}/graphql`): Promise<string> {
    const text = await send({ url, ...sent, headers: { authorization: `Bearer ${caseworker}`, 'x-purpose': 'CHILD_PROFILE', ...sent.headers } });
    responses.push(withoutData(text));
    return text;
  }
  const askSubgraph = (name: SubgraphName, body: object, purpose = PURPOSES[name]): Promise<string> =>
    ask({ body: JSON.stringify(body), headers: { authorization: `Bearer ${staff[name]}`, 'x-purpose': purpose } }, subgraphUrl(name));
  const query = (text: string, variables: object = {}, headers: Record<string, string> = {}): Promise<string> => ask({ body: JSON.stringify({ query: text, variables }), headers });
  const profile = (): Promise<string> => ask({ body: JSON.stringify({ query: readFileSync('schema/operations/child-profile.graphql', 'utf8'), variables: { iin } }) });

  describe('what is driven', () => {
    it('requests that are right', async () => {
      expect(await profile()).toContain(NAME);
      await query(`query Child_${iin} { child(iin: "${iin}") { _${iin}: iin name { ru { full } } } }`);
      await query('{ regions { name } }', {}, { authorization: '' });
      for (const name of SUBGRAPHS) {
        for (const purpose of [PURPOSES[name], NAME_HEADER]) await askSubgraph(name, { query: '{ __typename }' }, purpose);
      }
    });

    it('documents and variables that are wrong', async () => {
      const documents = [`{ child(iin: "${NAME}") { iin } }`, `{ ${NAME}`, `{ child(iin: "${iin}") { nope } }`, `query A${iin} { a } query B { b }`, `{ child(iin: "${iin}"`, `"${iin} ${NAME}"`, `{ children(first: "${NAME}") { "${NAME}" } }`, `{ children(first: "${NAME}") { edges { cursor } } }`];
      for (const text of documents) await query(text);
      for (const value of [NAME, iin.slice(1), `${iin}0`, { [NAME]: iin }, [iin], null, 12]) await query('query ($iin: IIN!) { child(iin: $iin) { iin } }', { iin: value });
      await query('query ($iin: IIN!) { child(iin: $iin) { iin } }', { iin: iin.replace(/^\d/, '9') });
      await query('query ($on: Date) { child(iin: "150514900002") { age(on: $on) } }', { on: `${NAME} ${iin}` });
      for (const { query: text, variables } of wrongArguments('api.graphql', `${NAME} ${iin}`)) await query(text, variables);
      for (const name of SUBGRAPHS) {
        for (const body of [...documents.map((text) => ({ query: text })), ...wrongArguments(`${name}.graphql`, `${NAME} ${iin}`)]) await askSubgraph(name, body);
      }
    });

    it('tokens, purposes and signatures that are wrong', async () => {
      const headers: Record<string, string>[] = [
        { authorization: `Bearer ${caseworker}x` },
        { authorization: `Basic ${Buffer.from(`${iin}:secret`).toString('base64')}` },
        { authorization: `Bearer ${iin}` },
        { authorization: '', 'x-purpose': iin },
        { 'x-purpose': iin },
        { 'x-user-iin': iin, cookie: `iin=${iin}`, 'x-forwarded-for': iin },
        { [ENVELOPE_HEADER]: Buffer.from(JSON.stringify({ viewer: { iin } })).toString('base64url'), [MAC_HEADER]: iin },
      ];
      const body = JSON.stringify({ query: `{ child(iin: "${iin}") { iin } }` });
      for (const url of [`${federation.state.url}/graphql`, ...SUBGRAPHS.map(subgraphUrl)]) for (const one of headers) await ask({ body, headers: one }, url);
      await ask({ body: `grant_type=urn:balagraph:demo&role=${iin}&iin=${iin}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, `${federation.state.issuer}/token`);
    });

    it('HTTP that is wrong', async () => {
      for (const base of [federation.state.url, ...Object.values(federation.state.subgraphs)]) {
        for (const body of ['{', `{"query":"${NAME}`, `"${iin}"`, `[{"query":"${iin}"}]`, JSON.stringify({ query: NAME.repeat(400_000) }), '{"__proto__":{"a":1}}']) await ask({ body }, `${base}/graphql`);
        for (const where of [`/${iin}`, `/graphql/${iin}?iin=${iin}`, `/%zz${iin}`, `/feed/life-events?after=${iin}`, `/feed/${iin}`]) await ask({ method: 'GET' }, `${base}${where}`);
        await ask({ method: 'PUT', body: iin }, `${base}/graphql?query=${iin}`);
        await ask({ body: `iin=${iin}`, headers: { 'content-type': 'text/plain' } }, `${base}/graphql`);
        const raws = [`GET /${iin} HTTP/1.1\r\n\r\n`, `${NAME} ${iin}\r\n\r\n`, `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: ${iin}\r\n\r\n`, `GET /health/live HTTP/1.1\r\nhost: a\r\nx-iin: ${`${iin} `.repeat(4_000)}\r\n\r\n`];
        // One of them waits for a body that never comes.
        responses.push(...(await Promise.all(raws.map((raw) => sendRaw(base, raw)))));
      }
    });

    it('databases that fail, with messages that quote whom they were about', async () => {
      await asAdmin('benefits', 'alter table benefit_award rename to elsewhere');
      expect(await profile()).toContain('INTERNAL_SERVER_ERROR');
      await asAdmin('benefits', 'alter table elsewhere rename to benefit_award');
      await asAdmin('savings', 'revoke select on savings_claim from savings_app');
      await profile();
      await asAdmin('savings', 'grant select on savings_claim to savings_app');
      await asAdmin('schools', `create function leak(iin text) returns boolean language plpgsql as $$ begin raise exception 'no such child ${NAME} %', iin; end $$;
        create policy leak on enrolment as restrictive using (leak(iin))`);
      expect(await profile()).toContain('"schools":"');
      await asAdmin('schools', 'drop policy leak on enrolment');
      await asAdmin('postgres', `select pg_terminate_backend(pid) from pg_stat_activity where usename like '%\\_app'`);
      await profile();
    });

    it('processes that are gone', async () => {
      for (const name of ['benefits', 'registry'] as const) {
        process.kill(stateOf(federation.folder).processes[name] ?? 0, 'SIGKILL');
        await profile();
      }
      await expect.poll(profile, { timeout: 20_000 }).toContain('"registry":"OK"');
    });
  });

  describe('what is found', () => {
    it('nothing of anybody in what clients were told', () => {
      expect(responses.length).toBeGreaterThan(300);
      const standing = standingIn(responses, secrets);
      const leaks = responses.flatMap((text) => leaksIn(text, standing, 'response').map((leak) => `${leak}: ${text.slice(0, 300)}`));
      expect(leaks).toEqual([]);
    });

    it.each(['gateway', ...SUBGRAPHS, 'issuer', 'postgres'])('nothing of anybody in the log of %s', (name) => {
      const text = readFileSync(path.join(federation.folder, 'logs', `${name}.log`), 'utf8');
      const standing = standingIn([text], secrets);
      const lines = text.split('\n').filter((line) => leaksIn(line, standing, 'log').length > 0);
      expect(lines.map((line) => `${leaksIn(line, standing, 'log').join(', ')}: ${line.slice(0, 500)}`)).toEqual([]);
    });

    it('nothing of anybody in the traces', () => {
      expect(receiver.spans().length).toBeGreaterThan(500);
      const standing = standingIn(receiver.bodies, secrets);
      expect(receiver.bodies.flatMap((body) => leaksIn(body, standing, 'response'))).toEqual([]);
    });

    it('nothing of anybody in what the operator was told, and no log that was not looked at', () => {
      expect(leaksIn(federation.launcher.stderr(), secrets, 'log')).toEqual([]);
      expect(readdirSync(path.join(federation.folder, 'logs')).sort()).toEqual([...SUBGRAPHS, 'gateway', 'issuer', 'postgres'].map((name) => `${name}.log`).sort());
    });

    it('one line for each request, with what operators need', () => {
      const lines = readFileSync(path.join(federation.folder, 'logs/gateway.log'), 'utf8').split('\n').filter((line) => line.includes('"msg":"request"')).map((line) => JSON.parse(line) as object);
      expect(lines).toContainEqual({
        level: 30,
        time: expect.any(Number),
        service: 'gateway',
        reqId: expect.any(String),
        route: '/graphql',
        status: 200,
        ms: expect.any(Number),
        correlationId: expect.any(String),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
        role: 'caseworker',
        client: expect.any(String),
        purpose: 'CHILD_PROFILE',
        operation: 'ChildProfile',
        type: 'query',
        outcome: 'ok',
        programmes: { registry: 'OK', benefits: 'OK', savings: 'OK', 'foster-families': 'OK', schools: 'OK' },
        msg: 'request',
      });
      const benefits = readFileSync(path.join(federation.folder, 'logs/benefits.log'), 'utf8');
      expect(benefits).toMatch(/"err":\{"code":"42P01","type":"TableNotFoundException","message":"The database refused or failed\."/);
    });
  });
}
