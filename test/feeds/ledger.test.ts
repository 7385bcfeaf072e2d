import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { REQUEST_MAC_HEADER, signPull } from '../../subgraphs/shared/feeds/request.js';
import { chainsOf, readLedger, type ReadRecord } from '../ledger/read-ledger.js';
import { birth, death, iinOf } from './support/events.js';
import { asAdmin, CLOCK, consumerOf, consumptionOf, feedDatabase, Owner, type FeedDatabase, type TestConsumer } from './support/lab.js';

let registry: Owner;
let savings: FeedDatabase;
let consumer: TestConsumer;
let used = 0;
/** Records that were there before the test. */
let seen = 0;

beforeAll(async () => {
  [registry, savings] = await Promise.all([Owner.start('registry'), feedDatabase('savings')]);
  consumer = consumerOf(registry, 'savings', await consumptionOf('savings', LIFE_EVENTS), savings);
});
afterAll(async () => {
  await consumer.close();
  await Promise.all([registry.close(), savings.close()]);
});
beforeEach(async () => {
  await consumer.drain();
  seen = (await readLedger(registry.at.fresh.adminUrl)).length;
});

const somebody = (): string => iinOf((used += 1));
const records = async (): Promise<ReadRecord[]> => (await readLedger(registry.at.fresh.adminUrl)).slice(seen);
const sql = (statement: string): Promise<unknown> => asAdmin(registry.at, (admin) => admin.query(statement));

/** Asks for a page and reads only how it was answered. */
async function ask(pull: { consumer?: SubgraphName; feed?: string; after?: string; limit?: number }, change: (headers: Record<string, string>) => Record<string, string> = (headers) => headers): Promise<number> {
  const whole = { owner: registry.name, consumer: 'savings' as SubgraphName, feed: 'life-events', after: '0', limit: 500, parked: [], unappliedFrom: null, ...pull };
  const { headers } = signPull(registry.keys[whole.consumer], CLOCK, whole);
  const response = await fetch(`${registry.url}/feed/${whole.feed}?after=${whole.after}&limit=${whole.limit}`, { headers: change(headers) });
  await response.text();
  return response.status;
}

const headOf = async (): Promise<number> => (await registry.at.rows<{ head: number }>('select coalesce(max(position), 0)::int as head from outbox'))[0]?.head ?? 0;

it('keeps one record of a page that leaves: who got what of which events', async () => {
  const before = await headOf();
  const iins = Array.from({ length: 20 }, somebody);
  await registry.publish(LIFE_EVENTS, ...iins.map((iin) => birth(iin)), death(iins[0] ?? ''));
  await consumer.drain();
  const all = await records();
  expect(all).toMatchObject([
    {
      kind: 'READ', at: CLOCK.now(), outcome: 'INTERNAL', reason: null, iin: null, account: 'savings', client: 'feed', role: 'ministry:savings', person: null,
      door: 'FEED', purpose: null, operation: 'pull', name: 'life-events', delivery: { after: before, upTo: before + 21, events: 21 },
    },
  ]);
  expect(all[0]?.correlation).toMatch(/^[0-9a-f-]{36}$/);
  const opened = Object.entries(LIFE_EVENTS.consumers.savings ?? {}).flatMap(([type, fields]) => fields.map((field: string) => `${type}.${field}`));
  expect(all[0]?.fields).toEqual(opened.sort());
  expect(all[0]?.fields).not.toContain('BIRTH.sex');
});

it('lets an auditor find whose data was delivered, by the outbox', async () => {
  const [one, other] = [somebody(), somebody()];
  await registry.publish(LIFE_EVENTS, birth(one), { type: 'PARENTAGE', subjects: [other], occurredOn: '2026-01-01', data: { iin: other, parents: [] } });
  await consumer.drain();
  const to = (iin: string): Promise<{ to: string; type: string }[]> =>
    asAdmin(registry.at, async (admin) => (await admin.query<{ to: string; type: string }>(`
      select a.account as to, o.type from outbox o
        join ledger_delivery d on o.position > d.after and o.position <= d.up_to
        join ledger_record r using (chain, seq)
        join ledger_actor a on a.id = r.actor join ledger_effect e on e.id = r.effect join ledger_operation p on p.id = r.operation
       where o.subjects @> array[$1] and p.name = o.feed and exists (select from unnest(e.fields) f where f like o.type || '.%')`, [iin])).rows);
  expect(await to(one)).toEqual([{ to: 'savings', type: 'BIRTH' }]);
  // Savings gets no parentages.
  expect(await to(other)).toEqual([]);
});

it('keeps none of a page with nothing on it, nor of a cursor that cannot be gone on from', async () => {
  await consumer.consumer.pull();
  expect(await ask({ after: '1-00000000-0000-4000-8000-000000000000' })).toBe(409);
  expect(await ask({ after: 'yesterday' })).toBe(400);
  expect(await records()).toEqual([]);
});

it('keeps one for each page, and rows of dictionaries for none', async () => {
  const before = await headOf();
  await registry.publish(LIFE_EVENTS, ...Array.from({ length: 30 }, () => birth(somebody())));
  const sizes = (): Promise<object[]> =>
    asAdmin(registry.at, async (admin) => (await admin.query('select (select count(*) from ledger_actor) as actors, (select count(*) from ledger_operation) as operations, (select count(*) from ledger_effect) as effects')).rows);
  let after = '0';
  await ask({ after, limit: 1 });
  const known = await sizes();
  seen += 1;
  for (let page = 0; page < 12; page += 1) {
    await ask({ after, limit: 1 });
    const [row] = await registry.at.rows<{ cursor: string }>(`select position || '-' || event_id as cursor from outbox where position = ?`, [before + page + 1]);
    after = row?.cursor ?? '';
  }
  const [, ...all] = await records();
  expect(all.map(({ delivery }) => delivery)).toEqual(Array.from({ length: 11 }, (_, i) => ({ after: before + i + 1, upTo: before + i + 2, events: 1 })));
  expect(await sizes()).toEqual(known);
  expect(await chainsOf(registry.at.fresh.appUrl, registry.at.ledgerKey)).toMatchObject([{ kind: 'READ', records: seen + 12, fault: null }]);
});

it('hands out no page that it cannot record, and the consumer catches up afterwards', async () => {
  const iin = somebody();
  const listed = (): Promise<object[]> => savings.rows('select iin from listed_child where iin = ?', [iin]);
  await registry.publish(LIFE_EVENTS, birth(iin));
  await sql('revoke insert on ledger_delivery from registry_app');
  expect(await ask({})).toBe(503);
  await expect(consumer.consumer.pull()).rejects.toMatchObject({ problem: 'UNREACHABLE' });
  expect([await listed(), await records()]).toEqual([[], []]);
  await sql('grant insert on ledger_delivery to registry_app');
  await consumer.drain();
  expect(await listed()).toHaveLength(1);
  expect(await records()).toHaveLength(1);
});

it('refuses nobody without a record, whose consumer it names when the signature was good', async () => {
  expect(await ask({}, (headers) => ({ ...headers, [REQUEST_MAC_HEADER]: 'forged' }))).toBe(403);
  expect(await ask({ feed: 'guardianships' })).toBe(403);
  expect(await records()).toMatchObject([
    { door: 'FEED', outcome: 'REFUSED', reason: 'FEED_MAC', account: null, operation: 'pull', name: null, fields: [], iin: null, delivery: null },
    { door: 'FEED', outcome: 'REFUSED', reason: 'FEED_FEED', account: 'savings' },
  ]);
  await sql('revoke insert on ledger_record from registry_app');
  expect(await ask({}, () => ({}))).toBe(503);
  await sql('grant insert on ledger_record to registry_app');
});
