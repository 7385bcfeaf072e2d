import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { PUBLISHED_YEARS } from '../../../subgraphs/savings/rules/years.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../../support/population.js';
import { seedDatabase } from '../../support/seed.js';

const REGISTER = "set app.path = 'register'; set app.regions = '*'";

let database: FreshDatabase;
let population: SomeHouseholds;
beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('savings'), firstHouseholds(60)]);
  await seedDatabase('savings', database.appUrl, population.households, population.facts);
});
afterAll(() => database.drop());

/** As the process's role, with these settings, all undone afterwards. */
const asApp = <T>(settings: string, work: (client: Client) => Promise<T>): Promise<T> =>
  withClient(database.appUrl, async (client) => {
    await client.query(`begin; ${settings}`);
    return work(client);
  });

it('a migrated database has the reporting years that projections go by', async () => {
  const { rows } = await asApp('', (client) => client.query<object>(`select year, list_date::text as "listDate", credited_on::text as "creditedOn",
    per_child_usd::text as "perChild", trim_scale(yield_rate)::text as "yieldRate", yield_certainty as "yieldCertainty" from reporting_year order by year`));
  expect(rows).toEqual(PUBLISHED_YEARS.map((year) => ({ ...year, perChild: year.perChild.toFixed(2), yieldRate: year.yieldRate?.toFixed() ?? null })));
});

describe('the list of children', () => {
  it('has who the yearly run asks about, with the citizenship of Kazakhstan alone', async () => {
    const children = population.households.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild));
    const { rows } = await asApp(REGISTER, (client) =>
      client.query<{ iin: string; born: string; died: string | null; citizen: boolean }>(
        `select iin, birth_date::text as born, died_on::text as died, citizenship @> '2026-01-01'::date as citizen from listed_child order by iin`));
    const expected = children.map(({ iin, birthDate, death, citizenships }) => ({
      iin,
      born: birthDate,
      died: death?.on ?? null,
      citizen: citizenships.some(({ country, from, to }) => country === 'KZ' && from <= '2026-01-01' && (to === null || to > '2026-01-01')),
    }));
    expect(rows).toEqual(expected.toSorted((a, b) => (a.iin < b.iin ? -1 : 1)));
  });

  it('is not there without a path or in a region', async () => {
    for (const settings of ['', "set app.path = 'register'", "set app.path = 'register'; set app.regions = '750000000'"]) {
      expect((await asApp(settings, (client) => client.query('select 1 from listed_child'))).rowCount).toBe(0);
    }
  });
});

describe('an entry of the ledger', () => {
  it('cannot be edited, and changes its key only where the feeds apply a replaced IIN', async () => {
    for (const change of ['amount = amount + 1', "occurred_on = '2026-01-01'", 'credit_account = debit_account']) {
      await expect(asApp(`${REGISTER}; set app.feeds = 'open'`, (client) => client.query(`update transfer set ${change}`))).rejects.toThrow(/permission denied/);
    }
    expect((await asApp(REGISTER, (client) => client.query(`update transfer set iin = '150601900015'`))).rowCount).toBe(0);
    expect((await asApp(`${REGISTER}; set app.feeds = 'open'`, (client) => client.query(`update transfer set iin = iin`))).rowCount).toBeGreaterThan(0);
  });
});
