import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { verifyLedger } from '../../subgraphs/shared/ledger/verify/verify.js';
import { readLedger, type ReadRecord } from '../ledger/read-ledger.js';
import { Federation, LEDGER_KEY, type Reply } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED, { ledger: { patienceMs: 2_000 } });
});
afterAll(() => federation.close());

const admin = <T>(work: (client: Client) => Promise<T>): Promise<T> => withClient(federation.database.adminUrl, work);
const sql = (statement: string): Promise<unknown> => admin((client) => client.query(statement));

const records = (): Promise<ReadRecord[]> => readLedger(federation.database.adminUrl);
const recordsOf = async ({ headers }: Reply): Promise<ReadRecord[]> => (await records()).filter(({ correlation }) => correlation === headers.get('x-correlation-id'));

const PUBLIC = '{ regions { kato name } }';
const FULL = `query Profile { child(iin: "${CHILD_ONE}") { name benefits { total } care { placement } } }`;

describe('the gateway records', () => {
  it('what it takes out before planning: who, why, which fields, and no person', async () => {
    const reply = await federation.ask(FULL, { claims: { scope: 'identity benefits', organisation: '990140000106' } });
    expect(reply.body.errors).toMatchObject([{ extensions: { code: 'SCOPE_MISSING' } }]);
    expect(await recordsOf(reply)).toMatchObject([
      {
        kind: 'DOOR', outcome: 'REFUSED', reason: 'SCOPE_MISSING', fields: ['Child.care'], iin: null,
        account: 'subject', client: 'test', role: 'caseworker', organisation: '990140000106', purpose: 'CHILD_PROFILE', operation: 'query', name: 'Profile',
      },
    ]);
  });

  it('one record for each reason, whatever is repeated', async () => {
    const reply = await federation.ask(`{ child(iin: "${CHILD_ONE}") { a: name b: name care { placement } tags } }`, { claims: { scope: 'benefits' } });
    expect(await recordsOf(reply)).toMatchObject([{ reason: 'SCOPE_MISSING', fields: ['Child.care', 'Child.name'] }]);
    const unnamed = await federation.ask(`{ a: child(iin: "${CHILD_ONE}") { name } b: child(iin: "${CHILD_ONE}") { tags } }`, { purpose: null });
    expect(await recordsOf(unnamed)).toMatchObject([{ reason: 'PURPOSE_MISSING', fields: ['Query.child'], purpose: null }]);
  });

  it('a token that is no good, without a name; a purpose that is not the role\'s, with one', async () => {
    const bad = await federation.post(JSON.stringify({ query: PUBLIC }), { authorization: 'Bearer nonsense' });
    expect(bad.status).toBe(401);
    expect(await recordsOf(bad)).toMatchObject([{ reason: 'UNAUTHENTICATED', fields: [], account: null, operation: null }]);
    const wrong = await federation.ask(PUBLIC, { purpose: 'CIVIL_REGISTRATION' });
    expect(wrong.status).toBe(403);
    expect(await recordsOf(wrong)).toMatchObject([{ reason: 'PURPOSE_NOT_ALLOWED', account: 'subject' }]);
  });

  it('the case that a request names, and no number in it that may be somebody\'s', async () => {
    const query = `{ child(iin: "${CHILD_ONE}") { name care { placement } } }`;
    const asked = async (caseNumber: string) => (await recordsOf(await federation.ask(query, { claims: { scope: 'identity' }, headers: { 'x-case-number': caseNumber } }))).map((one) => one.caseNumber);
    expect(await asked('K-7/2026.1_a')).toEqual(['K-7/2026.1_a']);
    expect(await asked('K-150101900017')).toEqual([expect.stringMatching(/^K-~[\w-]+$/)]);
    expect(federation.subgraph('registry').calls.at(-1)?.envelope.caseNumber).toBe('K-150101900017');
  });

  it.each(['', '-7', 'K 7', 'É-7', `K${'7'.repeat(64)}`])('nothing of a case number that is none: %j', async (caseNumber) => {
    const reply = await federation.ask(PUBLIC, { headers: { 'x-case-number': caseNumber } });
    expect(reply.status).toBe(400);
    expect(reply.body.errors).toMatchObject([{ message: expect.stringContaining('X-Case-Number') as string, extensions: { code: 'BAD_REQUEST' } }]);
  });

  it('an anonymous request only when it asks for more than is public', async () => {
    expect(await recordsOf(await federation.ask(PUBLIC, { claims: null }))).toEqual([]);
    expect(await recordsOf(await federation.ask(`{ child(iin: "${CHILD_ONE}") { name } }`, { claims: null }))).toMatchObject([
      { reason: 'UNAUTHENTICATED', fields: ['Query.child'], account: null, role: null, iin: null },
    ]);
  });

  it('nobody\'s IIN: a replaced one is told to the programmes and not to the gateway', async () => {
    const iin = '150101900017';
    const reply = await federation.ask(`{ child(iin: "${iin}") { name care { placement } } }`, { claims: { scope: 'identity', role: 'citizen', iin }, purpose: 'OWN_FAMILY' });
    expect(await recordsOf(reply)).toMatchObject([{ reason: 'SCOPE_MISSING', account: 'subject', person: null, iin: null }]);
    const rows = await admin(async (client) => (await client.query(`select t::text from ledger_actor t union all select t::text from ledger_subject t`)).rows);
    expect(JSON.stringify(rows)).not.toContain(iin);
  });

  it('nothing of what is released: that is the subgraphs\' to record', async () => {
    const reply = await federation.ask(FULL);
    expect(reply.body.errors).toBeUndefined();
    expect(await recordsOf(reply)).toEqual([]);
  });

  it('in a chain that holds', async () => {
    const reports = await withClient(federation.database.appUrl, async (client) => {
      await client.query(`set app.ledger = 'open'`);
      const found = [];
      for await (const report of verifyLedger(client, new LedgerKey(LEDGER_KEY))) found.push(report);
      return found;
    });
    expect(reports).toMatchObject([{ kind: 'DOOR', fault: null }]);
    expect(reports[0]?.records).toBe((await records()).length);
  });
});

describe('without its ledger the gateway answers nothing', () => {
  const health = async (path: string): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${federation.url}/health/${path}`);
    return { status: response.status, body: await response.json() };
  };
  const isDown = async (): Promise<boolean> => (await federation.ask(PUBLIC, { claims: null })).status === 503;

  async function expectDown(): Promise<void> {
    for (const reply of [await federation.ask(PUBLIC, { claims: null }), await federation.ask(FULL), await federation.post('{}', { authorization: 'Bearer nonsense' })]) {
      expect(reply.status).toBe(503);
      expect(reply.body.data).toBeUndefined();
      expect(reply.body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    }
    expect(await health('live')).toMatchObject({ status: 200 });
    expect(await health('ready')).toMatchObject({ status: 503, body: { status: 'ledger unavailable' } });
  }

  beforeEach(async () => {
    await vi.waitUntil(async () => !(await isDown()), { timeout: 10_000 });
  });

  it('from the first refusal that cannot be recorded', async () => {
    await sql('revoke insert on ledger_record from gateway_app');
    const refused = await federation.ask(`{ child(iin: "${CHILD_ONE}") { name } }`, { claims: null });
    expect(refused.status).toBe(503);
    expect(refused.body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    await expectDown();
    await sql('grant insert on ledger_record to gateway_app');
    await expect.poll(isDown, { timeout: 5_000 }).toBe(false);
    expect(await health('ready')).toMatchObject({ status: 200 });
  });

  it('within a second also when nobody is refused, though only the rows themselves are turned down', async () => {
    await sql(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$`);
    await sql('create trigger refuse before insert on ledger_record for each row execute function refuse()');
    const began = performance.now();
    await expect.poll(isDown, { timeout: 5_000, interval: 20 }).toBe(true);
    expect(performance.now() - began).toBeLessThan(4_000);
    await expectDown();
    await sql('drop trigger refuse on ledger_record');
    await expect.poll(isDown, { timeout: 5_000 }).toBe(false);
  });

  it('while its database cannot be reached', async () => {
    const { name } = federation.database;
    await sql(`alter database ${name} connection limit 0`);
    await sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and usename = 'gateway_app'`);
    await expect.poll(isDown, { timeout: 5_000, interval: 20 }).toBe(true);
    await expectDown();
    await sql(`alter database ${name} connection limit -1`);
    await expect.poll(isDown, { timeout: 5_000 }).toBe(false);
    expect(await recordsOf(await federation.ask(`{ child(iin: "${CHILD_ONE}") { name } }`, { claims: null }))).toHaveLength(1);
  });
});
