import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database as definition } from '../../../subgraphs/registry/orm.config.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { tellCounts } from '../../../subgraphs/registry/modules/list-counts/tell-counts.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { iinOf } from '../benefits/households.js';

/* Counts of children by region, which say of nobody where they are. */

const [FIRST, SECOND, SMALL] = ['750000000', '790000000', '620000000'] as const;
const DISTRICT: Readonly<Record<string, string>> = { [FIRST]: '751410000', [SECOND]: '791310000', [SMALL]: '' };

interface Life {
  readonly born?: string;
  readonly region?: string;
  readonly country?: string;
  readonly since?: string;
  readonly died?: string;
  readonly shielded?: readonly [from: string, to: string | null];
}

let registry: TestSubgraph;
let jobs: TestJobs;
beforeAll(async () => {
  registry = await startTestSubgraph('registry');
  jobs = await openJobs(registry, definition);
  for (const region of [FIRST, SECOND, SMALL]) {
    const [district] = await rowsOf<{ kato: string }>(registry, 'select kato from district where region_kato = $1 order by kato limit 1', [region]);
    Object.assign(DISTRICT, { [region]: district?.kato });
  }
});
afterAll(async () => {
  await jobs.close();
  await registry.close();
});

let people = 9_000;

/** Somebody of the register; its IIN. */
async function person({ born = '2015-03-04', region = FIRST, country = 'KZ', since = born, died, shielded }: Life = {}): Promise<string> {
  const iin = iinOf((people += 1));
  await rowsOf(registry, `insert into person (iin, birth_date, sex, surname_kk, given_kk, surname_ru, given_ru, surname_latin, given_latin, is_child, registered_on, source) values ($1, $2::date, 'FEMALE', 'x', 'x', 'x', 'x', 'x', 'x', true, $2::date, 'test')`, [iin, born]);
  await rowsOf(registry, `insert into residence (iin, region_kato, district_kato, address, valid_from, source) values ($1, $2, $3, 'x', $4, 'test')`, [iin, region, DISTRICT[region], since]);
  await rowsOf(registry, `insert into citizenship (iin, country, valid_from, source) values ($1, $2, $3, 'test')`, [iin, country, born]);
  if (died !== undefined) await rowsOf(registry, `insert into life_status (iin, status, valid_from, source) values ($1, 'DECEASED', $2, 'test')`, [iin, died]);
  if (shielded !== undefined) await rowsOf(registry, `insert into restriction (iin, valid_from, valid_to, source) values ($1, $2, $3, 'test')`, [iin, ...shielded]);
  return iin;
}

const several = async (count: number, life: Life = {}): Promise<void> => {
  for (let i = 0; i < count; i += 1) await person(life);
};

type Told = Readonly<Record<string, readonly [children: number, turning18: number | null]>>;

/** As tellCounts, had it told nothing yet. */
async function tellAnew(): Promise<void> {
  await rowsOf(registry, `delete from outbox where feed = 'list-counts'`);
  await tellCounts(jobs);
}

const lists = (): Promise<object[]> => rowsOf(registry, `select data ->> 'listDate' as list from outbox where feed = 'list-counts' order by 1`);

/** What was told last of a list, by region. */
async function told(listDate: string): Promise<Told | null> {
  const [row] = await rowsOf<{ data: { regions: { regionKato: string; children: number; turning18: number | null }[] } }>(registry,
    `select data from outbox where feed = 'list-counts' and data ->> 'listDate' = $1 order by id desc limit 1`, [listDate]);
  return row === undefined ? null : Object.fromEntries(row.data.regions.map(({ regionKato, children, turning18 }) => [regionKato, [children, turning18] as const]));
}

describe('the count of a list', () => {
  it('has whoever is on the list, where they lived on its day', async () => {
    await several(6);
    await several(5, { born: '2008-01-01' });
    await several(7, { region: SECOND });
    // Each of these is on no list of 31 December 2025 that is counted here.
    for (const life of [{ born: '2007-12-31' }, { born: '2026-01-01' }, { died: '2025-12-31' }, { country: 'UZ' }, { shielded: ['2025-12-01', null] }, { shielded: ['2025-12-31', '2026-01-01'] }, { since: '2026-01-01' }] as const) await person(life);
    for (const life of [{ died: '2026-01-01' }, { shielded: ['2026-01-01', null] }] as const) await person({ ...life, region: SECOND });
    expect(await tellCounts(jobs)).toBe(3);
    expect(await told('2025-12-31')).toEqual({ [FIRST]: [11, 5], [SECOND]: [9, 0] });
    // In 2024 four more were alive, younger than 18, or shown; the one of them who turned 18 then follows from no other number.
    expect(await told('2024-12-31')).toEqual({ [FIRST]: [15, null], [SECOND]: [9, null] });
  });

  it('tells of no group under five, and none that follows from it', async () => {
    await several(4, { region: SMALL });
    await person({ region: SECOND, born: '2008-06-06' });
    await tellAnew();
    expect(await told('2025-12-31')).toEqual({ [FIRST]: [11, null] });
    await several(4, { region: SMALL, born: '2008-06-06' });
    await tellAnew();
    expect(await told('2025-12-31')).toEqual({ [FIRST]: [11, 5], [SECOND]: [10, null], [SMALL]: [8, null] });
  });

  it('is told once, whatever is put right afterwards: a count that moved would say of a child where it lives', async () => {
    await several(6);
    expect(await tellCounts(jobs)).toBe(0);
    expect(await lists()).toEqual([{ list: '2023-12-31' }, { list: '2024-12-31' }, { list: '2025-12-31' }]);
    expect(await told('2025-12-31')).toMatchObject({ [FIRST]: [11, 5] });
  });

  it('is told in the last week of January, by one of those who count at once', async () => {
    await rowsOf(registry, `delete from outbox where feed = 'list-counts'`);
    const on = (instant: string): Promise<number> => tellCounts({ ...jobs, clock: fixedClock(instant) });
    expect(await on('2024-01-24T12:00:00Z')).toBe(0);
    const [one, other] = await Promise.all([on('2024-01-25T12:00:00Z'), on('2024-01-25T12:00:00Z')]);
    expect(one + other).toBe(1);
    expect(await lists()).toEqual([{ list: '2023-12-31' }]);
  });

  it('is on record as a job about nobody, and names nobody', async () => {
    expect(await rowsOf(registry, `select count(*)::int as n from outbox where feed = 'list-counts' and (subjects <> '{}' or data::text ~ '[0-9]{12}')`)).toEqual([{ n: 0 }]);
    const records = await rowsOf(registry, `select count(*)::int as n, count(r.subject)::int as about from ledger_record r join ledger_operation o on o.id = r.operation where o.name = 'listCounts' and o.kind = 'job'`);
    expect(records).toEqual([{ n: 10, about: 0 }]);
  });
});
