import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { birth, death, iinOf } from './support/events.js';
import { consumerOf, consumptionOf, feedDatabase, Owner, type FeedDatabase } from './support/lab.js';

let registry: Owner;
let databases: Record<'savings' | 'schools', FeedDatabase>;
beforeAll(async () => {
  const [owner, savings, schools] = await Promise.all([Owner.start('registry'), feedDatabase('savings'), feedDatabase('schools')]);
  [registry, databases] = [owner, { savings, schools }];
});
afterAll(() => Promise.all([registry.close(), ...Object.values(databases).map((one) => one.close())]));

/** The fund is not told who anybody's parents are. */
const KEPT = { savings: 8_000, schools: 12_000 } as const;

const FILL = `insert into outbox (feed, type, subjects, occurred_on, data)
  select 'life-events', e.type, array(select jsonb_array_elements_text(e.subjects)), e."occurredOn", e.data
    from jsonb_to_recordset(?::jsonb) as e(type text, subjects jsonb, "occurredOn" date, data jsonb, n int) order by e.n`;

it('12,000 events are applied in their order, though many are nothing to the consumer and one of a thousand fails', async () => {
  const people = Array.from({ length: 4_000 }, (_, i) => iinOf(i));
  const events = people.flatMap((iin, i) => [
    birth(iin),
    { type: 'PARENTAGE' as const, subjects: [iin], occurredOn: '2026-01-01', data: { iin, parents: [] } },
    // Nobody dies before the birth: the fund's own list refuses it.
    death(iin, i % 1_000 === 7 ? '2019-01-01' : '2026-11-01'),
  ]);
  await registry.at.rows(FILL, [JSON.stringify(events.map((event, n) => ({ ...event, n })))]);
  for (const [name, database] of Object.entries(databases) as ['savings' | 'schools', FeedDatabase][]) {
    const consumer = consumerOf(registry, name, await consumptionOf(name, LIFE_EVENTS), database);
    await consumer.drain();
    await consumer.close();
    expect(await database.rows('select position::int, head::int from feed_cursor')).toEqual([{ position: 12_000, head: 12_000 }]);
    expect(await database.rows('select count(*)::int as n, count(distinct position)::int as positions from inbox')).toEqual([{ n: KEPT[name], positions: KEPT[name] }]);
  }
  expect(await databases.savings.rows('select count(*)::int as n, count(died_on)::int as dead from listed_child')).toEqual([{ n: 4_000, dead: 3_996 }]);
  expect(await databases.savings.rows(`select count(*)::int as n, min(reason) as reason, max(reason) as other from inbox where state = 'PARKED'`)).toEqual([
    { n: 4, reason: 'The database refused it: 23514 (listed_child.listed_child_check).', other: 'The database refused it: 23514 (listed_child.listed_child_check).' },
  ]);
}, 120_000);
