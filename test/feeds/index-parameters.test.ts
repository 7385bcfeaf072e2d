import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellParameters } from '../../subgraphs/benefits/modules/parameter/tell-parameters.js';
import { LAW } from '../../subgraphs/benefits/modules/rate/law.js';
import { importParameters } from '../../subgraphs/foster-families/modules/index-parameter/parameter.feed.js';
import { INDEX_PARAMETERS } from '../../subgraphs/shared/feeds/contracts/index-parameters.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';
import { asAdmin, CLOCK, consumerOf, consumptionOf, Owner, type TestConsumer, feedDatabase, type FeedDatabase, until } from './support/lab.js';

let benefits: Owner;
let at: FeedDatabase;
let consumer: TestConsumer;
beforeAll(async () => {
  benefits = await Owner.start('benefits');
  at = await feedDatabase('foster-families');
  consumer = consumerOf(benefits, 'foster-families', await consumptionOf('foster-families', INDEX_PARAMETERS), at);
});
afterAll(async () => {
  await consumer.close();
  await benefits.close();
  await at.close();
});

type ParametersEvent = Parameters<typeof importParameters>[1][number];

const ON_RECORD = `select parameter, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo", amount::text as amount, legal_basis as "legalBasis", source, certainty
  from index_parameter order by 1, 2`;
const known = (): Promise<object[]> => at.rows(ON_RECORD);
const LAW_NOW = LAW.parameters.toSorted((a, b) => (a.parameter + a.validFrom < b.parameter + b.validFrom ? -1 : 1));
const told = async (): Promise<number> => (await benefits.at.rows<{ n: number }>(`select count(*)::int as n from outbox where feed = 'index-parameters'`))[0]?.n ?? 0;

/** Pulls as a process does: it asks, the owner looks what it has to tell, and it asks again. */
async function pull(): Promise<void> {
  await benefits.at.rows(`update feed_consumer set pulled_at = '2026-01-01'`);
  await consumer.drain();
  await benefits.settled();
  await consumer.drain();
  expect(await at.rows(`select reason from inbox where state = 'PARKED'`)).toEqual([]);
}

it('two processes that look at once tell once', async () => {
  const tell = (): Promise<boolean> => benefits.at.database.feeds((em) => tellParameters(em, '2026-11-22'));
  expect((await Promise.all([tell(), tell(), tell()])).filter(Boolean)).toHaveLength(1);
  expect(await told()).toBe(1);
});

it('the whole history is told to whoever pulls for the first time, and told once', async () => {
  expect(await known()).toEqual([]);
  await pull();
  expect(await known()).toEqual(LAW_NOW);
  await pull();
  expect(await told()).toBe(1);
});

it('a new budget law is told, and what was told before does not come back', async () => {
  await asAdmin(benefits.at, async (client) => {
    await client.query(`update index_parameter set valid_to = '2027-01-01' where parameter = 'MCI' and valid_to is null`);
    await client.query(`insert into index_parameter (parameter, valid_from, amount, legal_basis, source, certainty) values ('MCI', '2027-01-01', 4700, 'Law on the republican budget for 2027', 'test', 'A')`);
  });
  const before = await told();
  await pull();
  expect(await told()).toBe(before + 1);
  expect(await known()).toContainEqual(expect.objectContaining({ validFrom: '2027-01-01', amount: '4700' }));
  // An older word that comes after it, as of an event that was parked, changes nothing.
  const now = await known();
  const [older] = await benefits.at.rows<{ data: ParametersEvent['data']; recordedAt: string }>(
    `select data, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt" from outbox where feed = 'index-parameters' order by id limit 1`);
  if (older === undefined) throw new Error('Nothing was told.');
  await at.database.feeds((em) => importParameters(em, [{ id: randomUUID(), position: 1, type: 'INDEX_PARAMETERS', subjects: [], occurredOn: '2026-11-22', receivedOn: '2026-11-22', ...older }]));
  expect(await known()).toEqual(now);
});

it('until they are told, whoever asks for an amount hears that they are not there', async () => {
  const alone: TestSubgraph = await startTestSubgraph('foster-families', { clock: CLOCK, feeds: { sources: { benefits: { url: benefits.url, key: benefits.keys['foster-families'] } }, intervalMs: 20 } });
  const ask = async (on: string): Promise<unknown> => {
    const { data, errors } = await alone.call({ query: `{ careAmount(programme: GUARDIAN, on: "${on}") { amount { amount } parameters { code validFrom } } }` });
    return errors?.[0]?.extensions ?? data;
  };
  await until(async () => JSON.stringify(await ask('2027-03-01')).includes('47000'));
  await alone.close();
  const silent = await startTestSubgraph('foster-families');
  await asAdmin({ fresh: silent.database } as FeedDatabase, (client) => client.query('delete from index_parameter'));
  const { errors } = await silent.call({ query: '{ careAmount(programme: GUARDIAN, on: "2026-03-01") { amount { amount } } }' });
  expect(errors).toMatchObject([{ message: expect.stringContaining('has not told of any index yet'), extensions: { code: 'UNAVAILABLE' } }]);
  // What else was asked is answered.
  const { data } = await silent.call({ query: '{ careAmount(programme: GUARDIAN, on: "2026-03-01") { amount { amount } } placementForms { code } }' });
  expect(data).toMatchObject({ careAmount: null, placementForms: expect.arrayContaining([{ code: 'GUARDIANSHIP' }]) });
  await silent.close();
});
