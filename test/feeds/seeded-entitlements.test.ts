import { afterAll, beforeAll, expect, it } from 'vitest';
import { catchUp } from '../../subgraphs/foster-families/modules/entitlement/catch-up.js';
import { addDays } from '../../subgraphs/shared/calendar.js';
import { fixedClock } from '../../subgraphs/shared/clock.js';
import { DUE_ENTITLEMENTS } from '../../subgraphs/shared/feeds/contracts/due-entitlements.js';
import { FACTS, SAMPLE } from '../local-population/support/sample.js';
import { seedDatabase } from '../support/seed.js';
import { consumerOf, consumptionOf, feedDatabase, Owner, type FeedDatabase, type TestConsumer } from './support/lab.js';

/** Families whose children are placed, in every form that is paid. */
const HOUSEHOLDS = SAMPLE.filter(({ cares }) => cares.length > 0).slice(0, 120);
const CLOCK = fixedClock(`${FACTS.asOf}T07:00:00Z`);

let fosterFamilies: Owner;
let benefits: FeedDatabase;
let consumer: TestConsumer;
beforeAll(async () => {
  fosterFamilies = await Owner.start('foster-families', CLOCK);
  benefits = await feedDatabase('benefits');
  await seedDatabase('foster-families', fosterFamilies.at.fresh.appUrl, HOUSEHOLDS, FACTS);
  await seedDatabase('benefits', benefits.fresh.appUrl, HOUSEHOLDS, FACTS);
  consumer = consumerOf(fosterFamilies, 'benefits', await consumptionOf('benefits', DUE_ENTITLEMENTS), benefits, undefined, CLOCK);
});
afterAll(async () => {
  await consumer.close();
  await fosterFamilies.close();
  await benefits.close();
});

/** Awards of care that stand on a day, as far as money goes; whoever received them. */
const CARE = `
  select a.id, a.programme, a.component, coalesce(a.recipient_iin, a.recipient_bin) as payee, a.region_kato as region, a.deciding_body as body, a.since,
         (select json_agg(json_build_array(x.valid_from, x.gross, x.tier, x.rule_version) order by x.valid_from) from benefit_award_amount x where x.award_id = a.id) as amounts,
         (select json_agg(json_build_array(c.iin, c.since) order by c.iin, c.since) from benefit_award_child c where c.award_id = a.id) as children
    from benefit_award a
   where a.programme in ('GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER') and a.status = 'ACTIVE' and (a.until is null or a.until >= '${FACTS.asOf}') order by a.id`;

interface Row {
  readonly id: string;
  readonly programme: string;
  readonly since: string;
}

it('awards that were seeded are those that are told, and go on as they were: whoever is placed is told of by whoever pulls', async () => {
  const before = await benefits.rows<Row>(CARE);
  for (let round = 0; round < 3; round += 1) {
    await consumer.drain();
    await fosterFamilies.settled();
    await fosterFamilies.at.rows(`update feed_consumer set pulled_at = '2026-01-01'`);
  }
  expect(await benefits.rows(`select reason from inbox where state = 'PARKED'`)).toEqual([]);
  const after = await benefits.rows<Row>(CARE);
  expect(after.filter(({ id }) => before.some((one) => one.id === id))).toEqual(before);
  // What was decided too late to be on record at the ministry.
  const added = after.filter(({ id }) => !before.some((one) => one.id === id));
  expect(added.filter(({ since }) => since < addDays(FACTS.asOf, -25))).toEqual([]);
  const linked = await benefits.rows<{ n: number }>('select count(*)::int as n from due_entitlement where award_id is not null');
  expect(linked).toEqual([{ n: after.length }]);
  expect(new Set(before.map(({ programme }) => programme))).toEqual(new Set(['GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER']));
  // Computed a second time, there is nothing to tell: neither anything else, nor what was over before the first time.
  const told = (): Promise<object[]> => fosterFamilies.at.rows(`select count(*)::int as n, sum(version)::int as versions, (select count(*)::int from outbox where feed = 'due-entitlements') as told from care_entitlement`);
  const once = await told();
  await fosterFamilies.at.database.feeds((em) => em.execute(`update family_money set figures_at = '2020-01-01'`));
  await catchUp(fosterFamilies.at.database, FACTS.asOf);
  expect(await fosterFamilies.at.rows(`select 1 from family_money where figures_at < '2021-01-01'`)).toEqual([]);
  expect([once, await told()]).toEqual([[{ n: after.length, versions: after.length, told: after.length }], once]);
});
