import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database as definition } from '../../../subgraphs/savings/orm.config.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { counted, credited } from './support/runs.js';

const COUNTED_AT = '2026-01-22T03:00:00.000Z';

let savings: TestSubgraph;
let jobs: TestJobs & { readonly size: number };
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { households: 120 });
  jobs = { ...(await openJobs(savings, definition)), size: 60 };
});
afterAll(async () => {
  await jobs.close();
  await savings.close();
});

interface Part {
  readonly region: { readonly kato: string } | null;
  readonly children: number;
  readonly amount: { readonly amount: string };
  readonly turning18: number | null;
}

/** The newest run of a year as the fund's staff see it. */
async function regionsOf(year: number): Promise<{ countedAt: string | null; parts: Part[] } | undefined> {
  const token = await savings.issuer.token('ministry:savings');
  const query = '{ accrualRuns(first: 50) { edges { node { year byRegion { countedAt parts { region { kato } children amount { amount } turning18 } } } } } }';
  const { data, errors } = await savings.own(query, token, { 'x-purpose': 'SAVINGS_ADMINISTRATION' });
  expect(errors).toEqual([]);
  const runs = (data?.['accrualRuns'] as { edges: { node: { year: number; byRegion: { countedAt: string | null; parts: Part[] } } }[] }).edges.map(({ node }) => node);
  return runs.find((run) => run.year === year)?.byRegion;
}

const tell = async (...regions: readonly (readonly [kato: string, children: number, turning18: number | null])[]): Promise<void> => {
  await rowsOf(savings, `insert into list_count values ('2025-12-31', '${COUNTED_AT}')`);
  for (const row of regions) await rowsOf(savings, `insert into region_count values ('2025-12-31', $1, $2, $3)`, [...row]);
};

/** Everybody on the list of 2025 who was credited for it, and those of them who turn 18 in 2026. */
const booked = async (): Promise<{ children: number; turning18: number }> => {
  const [row] = await rowsOf<{ children: number; turning18: number }>(savings, `select count(*)::int as children, (count(*) filter (where extract(year from birth_date) = 2008))::int as turning18 from transfer join listed_child using (iin) where kind = 'ACCRUAL' and reporting_year = 2025`);
  return row ?? { children: 0, turning18: 0 };
};

/** Parts add up to the year. */
function expectWhole(parts: readonly Part[], { children, turning18 }: { readonly children: number; readonly turning18: number }): void {
  expect(parts.reduce((sum, part) => sum + part.children, 0)).toBe(children);
  expect(parts.reduce((sum, { amount }) => sum.plus(amount.amount), new Decimal(0)).toFixed(2)).toBe(new Decimal('130.71').times(children).toFixed(2));
  expect(parts.reduce((sum, part) => sum + (part.turning18 ?? 0), 0)).toBe(turning18);
}

/** As anybody sees it. */
async function publicOf(kato: string): Promise<unknown> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Region { savings { reportingYear countedAt children amount { amount currency } } } } }`;
  const { data, errors } = await savings.call({ query, variables: { r: [{ __typename: 'Region', kato }] }, viewer: null });
  expect(errors).toEqual([]);
  return (data?.['_entities'] as { savings: unknown }[])[0]?.savings;
}

describe('a run by region', () => {
  it('has everybody without a region before the registry has told, of runs of before the register, too', async () => {
    const all = await booked();
    expect(all.children).toBeGreaterThan(100);
    expect(await regionsOf(2025)).toEqual({ countedAt: null, parts: [{ region: null, children: all.children, amount: { amount: new Decimal('130.71').times(all.children).toString() }, turning18: all.turning18 }] });
  });

  it('adds up to what is counted, and to what is then credited', async () => {
    const all = await booked();
    await tell(['470000000', 10, null], ['710000000', 40, 6], ['750000000', 31, null]);
    for (const sql of ['delete from payout_event', 'delete from payout', 'delete from transfer', 'delete from savings_claim', 'delete from savings_account', 'delete from accrual_run']) await rowsOf(savings, sql);
    for (const year of [2023, 2024]) await credited(jobs, year);
    await counted(jobs, 2025, true);
    const dry = await regionsOf(2025);
    expect(dry?.countedAt).toBe(COUNTED_AT);
    expect(dry?.parts.map(({ region, children }) => [region?.kato ?? null, children])).toEqual([['470000000', 10], ['710000000', 40], ['750000000', 31], [null, all.children - 81]]);
    expectWhole(dry?.parts ?? [], all);
    expect(await publicOf('710000000')).toEqual([]);
    await credited(jobs, 2025);
    expect(await regionsOf(2025)).toEqual(dry);
    // Whatever number is rounded to 30: the dollars say no more than the children.
    for (const children of [25, 34, 31]) {
      await rowsOf(savings, `update region_count set children = $1 where region_kato = '750000000'`, [children]);
      expect(await publicOf('750000000')).toEqual([{ reportingYear: 2025, countedAt: COUNTED_AT, children: 30, amount: { amount: '3921.3', currency: 'USD' } }]);
    }
    expect(await publicOf('790000000')).toEqual([]);
  });

  it('of who came late is the year with them, and shows what the registry counts too many', async () => {
    const [late] = await rowsOf<{ iin: string }>(savings, `select iin from transfer t join savings_claim c using (iin) where c.closed_on is null and reporting_year = 2025 order by iin limit 1`);
    await rowsOf(savings, `delete from transfer where iin = $1`, [late?.iin]);
    await rowsOf(savings, `delete from savings_claim where iin = $1`, [late?.iin]);
    await counted(jobs, 2025);
    const all = await booked();
    const again = await regionsOf(2025);
    // The run before noted the child as credited: it counts twice here, and once where nobody deletes from a ledger.
    expectWhole(again?.parts ?? [], { children: all.children + 2, turning18: all.turning18 });
    await rowsOf(savings, `update region_count set children = 5000 where region_kato = '750000000'`);
    expect((await regionsOf(2025))?.parts.at(-1)).toMatchObject({ region: null, children: all.children + 2 - 5050 });
  });
});
