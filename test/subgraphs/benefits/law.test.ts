import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { LAW } from '../../../subgraphs/benefits/modules/rate/law.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase('benefits');
});
afterAll(() => database.drop());

const PERIOD = `valid_from::text as "validFrom", valid_to::text as "validTo", legal_basis as "legalBasis", source, certainty`;

/** The same rows as the rules have them, numbers without their zeros at the end. */
const QUERIES: Readonly<Record<keyof typeof LAW, string>> = {
  rates: `select programme, tier, trim_scale(coefficient)::text as coefficient, base, per, ${PERIOD} from programme_rate`,
  parameters: `select parameter, trim_scale(amount)::text as amount, ${PERIOD} from index_parameter`,
  roundings: `select programme, policy, ${PERIOD} from rounding_policy`,
  terms: `select programme, kind, months, ${PERIOD} from programme_term`,
};

const withoutZeros = (text: unknown): unknown => (typeof text === 'string' && /^\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text);

/** Rows as text, in one order; a number reads the same however it was written. */
const inOrder = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).map(([name, value]) => [name, withoutZeros(value)]).sort())).sort();

it.each(Object.entries(QUERIES) as [keyof typeof LAW, string][])('%s: a migrated database has what the rules compute with, and nothing else', async (table, sql) => {
  const rows = await withClient(database.appUrl, async (client) => (await client.query<object>(sql)).rows);
  expect(rows.length).toBeGreaterThan(0);
  expect(inOrder(rows)).toEqual(inOrder(LAW[table]));
});
