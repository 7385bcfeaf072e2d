import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIST_COUNTS } from '../../subgraphs/shared/feeds/contracts/list-counts.js';
import type { NewEvent } from '../../subgraphs/shared/feeds/contract.js';
import { consumerOf, consumptionOf, feedDatabase, Owner, type FeedDatabase, type TestConsumer } from './support/lab.js';

let registry: Owner;
let at: FeedDatabase;
let savings: TestConsumer;
beforeAll(async () => {
  [registry, at] = await Promise.all([Owner.start('registry'), feedDatabase('savings')]);
  savings = consumerOf(registry, 'savings', await consumptionOf('savings', LIST_COUNTS), at);
});
afterAll(async () => {
  await savings.close();
  await Promise.all([registry.close(), at.close()]);
});

type Region = Extract<NewEvent<typeof LIST_COUNTS>, { type: 'LIST_COUNTED' }>['data']['regions'][number];

const counted = (listDate: string, ...regions: Region[]): NewEvent<typeof LIST_COUNTS> => ({ type: 'LIST_COUNTED', subjects: [], occurredOn: '2026-11-22', data: { listDate, regions } });
const region = (regionKato: string, children: number, turning18: number | null = null): Region => ({ regionKato, children, turning18 });
const known = (): Promise<unknown[]> => at.rows(`select list_date::text as list, region_kato as region, children, turning_18 as "turning18" from region_count order by 1, 2`);

it('the fund keeps the first count of each list, and one of no region is one, too', async () => {
  await registry.publish(LIST_COUNTS, counted('2023-12-31'), counted('2024-12-31', region('750000000', 9)), counted('2025-12-31', region('750000000', 12, 5), region('790000000', 6)));
  await savings.drain();
  await registry.publish(LIST_COUNTS, counted('2025-12-31', region('750000000', 13, 6), region('790000000', 6)), counted('2023-12-31', region('750000000', 8)));
  await savings.drain();
  const first = [
    { list: '2024-12-31', region: '750000000', children: 9, turning18: null },
    { list: '2025-12-31', region: '750000000', children: 12, turning18: 5 },
    { list: '2025-12-31', region: '790000000', children: 6, turning18: null },
  ];
  expect(await known()).toEqual(first);

  await at.rows(`update feed_cursor set replay_until = position, cursor = '0', position = 0 where feed = 'list-counts' returning 1`);
  await savings.drain();
  expect(await known()).toEqual(first);
});

it('nobody\'s group of fewer than five is told or kept', async () => {
  await expect(registry.publish(LIST_COUNTS, counted('2025-12-31', region('750000000', 4)))).rejects.toThrow('does not fit its schema');
  const insert = (children: number, turning18: number | null): Promise<unknown> => at.rows(`insert into region_count values ('2023-12-31', '750000000', ?, ?)`, [children, turning18]);
  await expect(insert(4, null)).rejects.toThrow('region_count_children_check');
  for (const turning18 of [1, 4, 6]) await expect(insert(10, turning18)).rejects.toThrow('region_count_no_few');
});
