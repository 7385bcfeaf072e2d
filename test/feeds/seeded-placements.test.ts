import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockChildren } from '../../subgraphs/foster-families/modules/child/known-child.repository.js';
import { tellChanges } from '../../subgraphs/foster-families/modules/feeds/told.js';
import { GUARDIANSHIPS } from '../../subgraphs/shared/feeds/contracts/guardianships.js';
import { RESTRICTED } from '../../subgraphs/shared/feeds/contracts/restricted.js';
import type { Household } from '../../subgraphs/shared/synthetic/household.js';
import { FACTS, SAMPLE } from '../local-population/support/sample.js';
import { seedDatabase } from '../support/seed.js';
import { consumerOf, consumptionOf, feedDatabase, Owner, type FeedDatabase } from './support/lab.js';

/** Families whose children were placed; of every other one all placements are shielded, and where there was a guest stay. */
const HOUSEHOLDS: readonly Household[] = SAMPLE.filter(({ cares }) => cares.length > 0)
  .map((household, i) => (i % 2 === 0 && !household.cares.some(({ form }) => form === 'GUEST') ? household : { ...household, cares: household.cares.map((care) => ({ ...care, shielded: true })) }));

const CARES = HOUSEHOLDS.flatMap(({ cares }) => cares);

const CHILDREN = [...new Set(CARES.map(({ child }) => child))];

const CONSUMERS = ['registry', 'benefits', 'schools'] as const;

let fosterFamilies: Owner;
let databases: Record<(typeof CONSUMERS)[number], FeedDatabase>;
beforeAll(async () => {
  fosterFamilies = await Owner.start('foster-families');
  databases = Object.fromEntries(await Promise.all(CONSUMERS.map(async (name) => [name, await feedDatabase(name)] as const))) as typeof databases;
  await seedDatabase('foster-families', fosterFamilies.at.fresh.appUrl, HOUSEHOLDS, FACTS);
  await Promise.all(CONSUMERS.map((name) => seedDatabase(name, databases[name].fresh.appUrl, HOUSEHOLDS, FACTS)));
});
afterAll(() => Promise.all([fosterFamilies.close(), ...Object.values(databases).map((one) => one.close())]));

/** Publishes of every child that was ever placed what the guardianship bodies would have told of it by now. */
const tellEverything = (): Promise<void> =>
  fosterFamilies.at.database.feeds(async (em) => {
    for (const child of await lockChildren(em, CHILDREN)) {
      await tellChanges(em, { child, occurredOn: FACTS.asOf, today: FACTS.asOf }, { guardianships: [], shielded: [] });
    }
  });

const rows = async (): Promise<object[][]> => [
  await databases.registry.rows(`select iin, representative_iin, representative_bin, form, body_bin, valid_from, valid_to, source, superseded_at from guardianship order by 1, 6, 4, 2`),
  await databases.registry.rows('select iin, valid_from, valid_to, source, superseded_at from restriction order by 1, 2'),
  await databases.benefits.rows('select iin, valid_from, valid_to, source from shielding order by 1, 2'),
  await databases.schools.rows('select iin, valid_from, valid_to, source from restricted_child order by 1, 2'),
];

it('what the others were seeded with is what they would have been told, row by row', async () => {
  const seeded = await rows();
  await tellEverything();
  for (const [name, contract] of [['registry', GUARDIANSHIPS], ['registry', RESTRICTED], ['benefits', RESTRICTED], ['schools', RESTRICTED]] as const) {
    const consumer = consumerOf(fosterFamilies, name, await consumptionOf(name, contract), databases[name]);
    await consumer.drain();
    expect(await databases[name].rows(`select reason from inbox where state = 'PARKED'`)).toEqual([]);
    await consumer.close();
  }
  expect(await rows()).toEqual(seeded);
  const told = await fosterFamilies.at.rows<{ feed: string; n: number }>(`select feed, count(*)::int as n from outbox where feed <> 'due-entitlements' group by 1 order by 1`);
  expect(told).toEqual([
    { feed: 'guardianships', n: CHILDREN.length },
    { feed: 'restricted', n: new Set(CARES.filter(({ shielded }) => shielded).map(({ child }) => child)).size },
  ]);
});

it('says so of every form, of birthdays that lie ahead, of ended and shielded placements', async () => {
  const forms = new Set(CARES.map(({ form }) => form));
  expect(forms).toEqual(new Set(['GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'GUEST', 'INSTITUTION']));
  expect(new Set(CARES.map(({ form, shielded }) => form === 'GUEST' && shielded))).toEqual(new Set([true, false]));
  const [guardianships = []] = await rows();
  const ahead = guardianships.filter((row) => ((row as { valid_to: string | null }).valid_to ?? '') > FACTS.asOf);
  expect(ahead.length).toBeGreaterThan(20);
});
