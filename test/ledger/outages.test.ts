import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { gatewayCall, viewerAs, type GraphQLAnswer } from '../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';
import { chainsOf, readLedger } from './read-ledger.js';

const PATIENCE_MS = 2_000;
const APP = '"registry_app"';

let registry: TestSubgraph;
beforeAll(async () => {
  registry = await startTestSubgraph('registry', { households: 40, ledger: { patienceMs: PATIENCE_MS } });
});
afterAll(() => registry.close());

const admin = <T>(work: (client: Client) => Promise<T>): Promise<T> => withClient(registry.database.adminUrl, work);
const sql = (statement: string): Promise<unknown> => admin((client) => client.query(statement));

const child = (): string => registry.households.flatMap(({ persons }) => persons).find(({ isChild }) => isChild)?.iin ?? '';

interface Asked {
  readonly correlationId: string;
  readonly answer: GraphQLAnswer;
}

async function ask(query = `{ child(iin: "${child()}") { birthDate } }`, { url } = registry as { url: string }): Promise<Asked> {
  const correlationId = randomUUID();
  return { correlationId, answer: await gatewayCall({ ...registry, url }, { query, viewer: viewerAs('caseworker'), purpose: 'CHILD_PROFILE', envelope: { correlationId } }) };
}

/** Ends what the ledger has open; nothing else of the process notices. */
const cut = (): Promise<unknown> => sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'balagraph-ledger' and datname = '${registry.database.name}'`);

const isAnswered = ({ answer }: Asked): boolean => answer.status === 200 && answer.data?.['child'] !== null;

function expectNothing({ answer }: Asked): void {
  expect(answer.status).toBe(503);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toMatchObject([{ message: 'This part of the graph cannot answer at the moment.', extensions: { code: 'UNAVAILABLE' } }]);
}

/** Asks until it is answered again; a process heals by itself. */
const healed = (): Promise<unknown> => vi.waitUntil(async () => isAnswered(await ask()), { timeout: 15_000, interval: 100 });

/** Whatever was answered is recorded, and every chain holds. */
async function expectWhole(asked: readonly Asked[]): Promise<void> {
  const kept = new Set((await readLedger(registry.database.adminUrl)).map(({ correlation }) => correlation));
  expect(asked.filter(isAnswered).filter(({ correlationId }) => !kept.has(correlationId))).toEqual([]);
  const reports = await chainsOf(registry.database.appUrl, new LedgerKey(registry.ledgerKey));
  expect(reports.filter(({ fault }) => fault !== null)).toEqual([]);
}

afterEach(async () => {
  await healed();
  await expectWhole([]);
});

it('answers nothing while records cannot be inserted, and goes on by itself', async () => {
  expect(isAnswered(await ask())).toBe(true);
  await sql(`revoke insert on ledger_record from ${APP}`);
  for (let i = 0; i < 3; i += 1) expectNothing(await ask());
  await sql(`grant insert on ledger_record to ${APP}`);
  expect(isAnswered(await ask())).toBe(true);
});

it('answers nothing while a dictionary cannot be read', async () => {
  await sql(`revoke select on ledger_subject from ${APP}`);
  expectNothing(await ask());
  await sql(`grant select on ledger_subject to ${APP}`);
});

it('answers nothing while the table refuses, and what is public all the same', async () => {
  await sql(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$`);
  await sql('create trigger refuse before insert on ledger_record for each row execute function refuse()');
  expectNothing(await ask());
  expect((await ask('{ regions { kato } }')).answer).toMatchObject({ status: 200, errors: [] });
  await sql('drop trigger refuse on ledger_record');
  await sql('drop function refuse()');
});

it('refuses nobody by name while the refusal cannot be recorded', async () => {
  await sql(`revoke insert on ledger_record from ${APP}`);
  expectNothing(await ask('{ child(iin: "150101900017") { birthDate } }'));
  const { status, errors } = await registry.own('{ regions { kato } }', 'not.a.token', { 'x-purpose': 'CIVIL_REGISTRATION' });
  expect({ status, code: errors[0]?.extensions['code'] }).toEqual({ status: 503, code: 'UNAVAILABLE' });
  await sql(`grant insert on ledger_record to ${APP}`);
});

it('answers late while the ledger is slow, and many at once hardly later than one', async () => {
  await sql(`create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(0.2); return null; end $$`);
  await sql('create trigger dawdle after insert on ledger_record for each statement execute function dawdle()');
  const asked = await Promise.all(Array.from({ length: 40 }, () => ask()));
  expect(asked.every(isAnswered)).toBe(true);
  await sql('drop trigger dawdle on ledger_record');
  await sql('drop function dawdle()');
  await expectWhole(asked);
  const groups = await admin(async (client) => (await client.query<{ n: number }>(`select count(distinct xmin::text)::int as n from ledger_record where correlation = any ($1)`, [asked.map(({ correlationId }) => correlationId)])).rows[0]?.n ?? 0);
  expect(groups).toBeLessThan(20);
});

it.each([
  ['may only be read', `alter role ${APP} in database %s set default_transaction_read_only = on`, `alter role ${APP} in database %s reset default_transaction_read_only`],
  ['cannot be reached', 'alter database %s connection limit 0', 'alter database %s connection limit -1'],
])('answers nothing while the database %s, and goes on by itself', async (_case, breaking, mending) => {
  await ask();
  await sql(breaking.replace('%s', registry.database.name));
  await cut();
  for (let i = 0; i < 3; i += 1) expectNothing(await ask());
  await sql(mending.replace('%s', registry.database.name));
  await cut();
});

it('keeps the records of several instances in chains of their own, also when one of them ends without a word', async () => {
  const other = await registry.another();
  const asked = (await Promise.all(Array.from({ length: 20 }, (_, i) => ask(undefined, i % 2 === 0 ? registry : other)))).filter(isAnswered);
  expect(asked).toHaveLength(20);
  await cut();
  await other.close();
  await expectWhole(asked);
});

it('gives up on a ledger that hangs, in bounded time', async () => {
  await admin(async (holder) => {
    await holder.query('begin');
    await holder.query('lock table ledger_record in access exclusive mode');
    const began = performance.now();
    const asked = await Promise.all([ask(), ask(), ask()]);
    for (const one of asked) expectNothing(one);
    expect(performance.now() - began).toBeLessThan(PATIENCE_MS * 2.5);
    await holder.query('rollback');
  });
});

it('keeps every record of what it answered while its connections are cut, and no chain breaks', { timeout: 60_000 }, async () => {
  const asked: Asked[] = [];
  const cutting = new AbortController();
  const load = Array.from({ length: 8 }, async () => {
    while (!cutting.signal.aborted) asked.push(await ask());
  });
  for (let i = 0; i < 25; i += 1) {
    await cut();
    await new Promise((resolve) => void setTimeout(resolve, 40));
  }
  cutting.abort();
  await Promise.all(load);
  expect(asked.filter(isAnswered).length).toBeGreaterThan(20);
  await expectWhole(asked);
});
