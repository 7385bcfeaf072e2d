import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { iinOf } from './support/events.js';
import { asAdmin, consumerOf, consumptionOf, feedDatabase, Owner, type FeedDatabase, type TestConsumer } from './support/lab.js';

let registry: Owner;
let at: FeedDatabase;
let benefits: TestConsumer;
beforeAll(async () => {
  [registry, at] = await Promise.all([Owner.start('registry'), feedDatabase('benefits')]);
  benefits = consumerOf(registry, 'benefits', await consumptionOf('benefits', LIFE_EVENTS), at);
});
afterAll(async () => {
  await benefits.close();
  await Promise.all([registry.close(), at.close()]);
});

const [CHILD, MOTHER, ADOPTER, STEPFATHER] = [iinOf(501), iinOf(502), iinOf(503), iinOf(504)];

/** An award for the child: to whom, and decided when. */
const award = (recipient: string, programme: string, decided: string): Promise<unknown> =>
  asAdmin(at, (admin) => admin.query(`with a as (
      insert into benefit_award (programme, recipient_iin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, status)
      values ('${programme}', '${recipient}', '750000000', '000000000000', '${decided}', '${decided}', '${decided}', '${decided}', 'ACTIVE') returning *)
    insert into benefit_award_child (award_id, programme, component, region_kato, iin, since) select id, programme, component, region_kato, '${CHILD}', since from a`));

type Parent = readonly [iin: string, role: 'MOTHER' | 'FATHER', basis: 'BIRTH' | 'ADOPTION', from: string, to: string | null];

async function told(...parents: readonly Parent[]): Promise<void> {
  const data = { iin: CHILD, parents: parents.map(([iin, role, basis, from, to]) => ({ iin, role, basis, from, to })) };
  await registry.publish(LIFE_EVENTS, { type: 'PARENTAGE', subjects: [CHILD, ...parents.map(([iin]) => iin)], occurredOn: '2026-01-01', data });
  await benefits.drain();
}

/** For whom awards of the child are paid, as the process sees it: on either path, and as the ministry. */
const seen = (): Promise<string[][]> =>
  withClient(at.fresh.appUrl, async (client) => {
    const found: string[][] = [];
    for (const settings of ["set app.path = 'relation'", "set app.path = 'register'; set app.regions = '*'; set app.confidential = 'visible'"]) {
      await client.query(settings);
      const { rows } = await client.query<{ programme: string }>('select programme from benefit_award_child order by 1');
      found.push(rows.map(({ programme }) => programme));
    }
    return found;
  });

it('an adoption seals which child an award was for, unless its recipient is a parent still, and that it was in care whoever received it; cancelled, it opens it again', async () => {
  await award(MOTHER, 'BIRTH', '2022-02-01');
  await award(MOTHER, 'DIS_CHILD', '2023-03-01');
  await award(ADOPTER, 'ADOPTION_ONCE', '2026-02-01');
  await award(ADOPTER, 'GUARDIAN', '2025-03-01');
  const all = ['ADOPTION_ONCE', 'BIRTH', 'DIS_CHILD', 'GUARDIAN'];
  await told([MOTHER, 'MOTHER', 'BIRTH', '2022-01-01', null]);
  expect(await seen()).toEqual([all, all]);
  await told([MOTHER, 'MOTHER', 'BIRTH', '2022-01-01', '2026-01-15'], [ADOPTER, 'MOTHER', 'ADOPTION', '2026-01-15', null]);
  expect(await seen()).toEqual([['ADOPTION_ONCE'], ['ADOPTION_ONCE']]);
  await told([MOTHER, 'MOTHER', 'BIRTH', '2022-01-01', null], [STEPFATHER, 'FATHER', 'ADOPTION', '2026-01-15', null]);
  expect(await seen()).toEqual([all.slice(0, 3), all.slice(0, 3)]);
  await told([MOTHER, 'MOTHER', 'BIRTH', '2022-01-01', '2026-01-15'], [ADOPTER, 'MOTHER', 'ADOPTION', '2026-01-15', '2026-06-01'], [MOTHER, 'MOTHER', 'BIRTH', '2026-06-01', null]);
  expect(await seen()).toEqual([all, all]);
});
