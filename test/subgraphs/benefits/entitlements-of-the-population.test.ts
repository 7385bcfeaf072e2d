import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { firstHouseholds } from '../../support/population.js';
import { type Entitled, EntitlementLab } from './entitlement-lab.js';

/** Enough for every programme that the seed has. */
const HOUSEHOLDS = 150;

/** Children in one call. */
const AT_ONCE = 200;

const ASOF = '2026-10-01';

interface Paid {
  readonly iin: string;
  readonly programme: string;
  readonly gross: string;
}

/** What is awarded on the population's last day, and not suspended. */
const PAID = `select c.iin, a.programme, x.gross::text from benefit_award a join benefit_award_child c on c.award_id = a.id
  join benefit_award_amount x on x.award_id = a.id and x.valid_from <= $1 and (x.valid_to is null or x.valid_to > $1)
  where a.status = 'ACTIVE' and a.since <= $1 and coalesce(a.until, 'infinity') >= $1 and c.since <= $1 and coalesce(c.until, 'infinity') >= $1`;

let lab: EntitlementLab;
beforeAll(async () => {
  lab = await EntitlementLab.open(await firstHouseholds(HOUSEHOLDS));
});
afterAll(() => lab.close());

it('whatever is awarded there is a right to, of that amount, by the evidence', async () => {
  const paid = await withClient(lab.benefits.database.adminUrl, async (client) => (await client.query<Paid>(PAID, [ASOF])).rows);
  const iins = [...new Set(paid.map(({ iin }) => iin))];
  const found = new Map<string, readonly Entitled[]>();
  for (let from = 0; from < iins.length; from += AT_ONCE) {
    const some = iins.slice(from, from + AT_ONCE);
    for (const [i, own] of (await lab.entitlements(some, { on: ASOF })).entries()) found.set(some[i] ?? '', own);
  }
  const unlike = paid.flatMap(({ iin, programme, gross }) => {
    const rights = (found.get(iin) ?? []).filter((one) => one.programme.code === programme);
    return rights.some(({ eligible, amount }) => eligible === true && Number(amount?.amount) === Number(gross)) ? [] : [{ programme, gross, rights: rights.map(({ eligible, amount, conditions }) => [eligible, amount?.amount, conditions.filter(({ met }) => met !== true)]) }];
  });
  expect(new Set(paid.map(({ programme }) => programme)).size).toBeGreaterThan(8);
  expect(unlike).toEqual([]);
});
