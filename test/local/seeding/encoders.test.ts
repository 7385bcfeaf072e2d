import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '../../../local/bootstrap/connection.js';
import { copyRows } from '../../../local/seeding/copy.js';
import { readShapes } from '../../../local/seeding/table-shape.js';
import { TableWriter } from '../../../local/seeding/table-writer.js';
import type { Cell } from '../../../subgraphs/shared/synthetic/seed.js';
import { syntheticUuid } from '../../../subgraphs/shared/synthetic/uuid.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase('registry');
});
afterAll(() => database.drop());

/** What PostgreSQL reads in a column of a type after its binary COPY, as text. */
async function copied(type: string, cells: readonly Cell[]): Promise<(string | null)[]> {
  return withClient(database.ownerUrl, async (client) => {
    await client.query(`drop table if exists sample; create table sample (id bigint generated always as identity, value ${type})`);
    const [shape] = await readShapes(client, { sample: ['value'] });
    if (shape === undefined) throw new Error('no shape');
    const writer = new TableWriter(shape, 1);
    cells.forEach((cell, i) => writer.write(i + 1, [cell]));
    await copyRows(client, shape, writer.take());
    await client.query(`set timezone = 'UTC'`);
    const { rows } = await client.query<{ value: string | null }>('select value::text as value from sample order by id');
    return rows.map(({ value }) => value);
  });
}

test.each([
  ['text', ['', 'a\tb\\n\n', 'Әлихан Ермеков', '№ 7 — «мектеп» 🏫', null]],
  ['date', ['1900-01-01', '1999-12-31', '2000-01-01', '2000-02-29', '2024-02-29', '2026-10-01', null]],
  ['int', [0, 1, -1, 2_147_483_647, -2_147_483_648, null]],
  ['smallint', [0, 7, -7, 32_767]],
  ['bigint', [0, 1, -1, 2 ** 31, 2 ** 32 + 5, -(2 ** 40), Number.MAX_SAFE_INTEGER]],
  ['boolean', [true, false, null]],
  ['numeric', ['0', '1', '-1', '0.5', '100.52', '39320.00', '-0.0001', '10000', '99999999.99', '12345.678901', '1000000000000.01', null]],
] as const)('%s', async (type, cells) => {
  expect(await copied(type, cells)).toEqual(cells.map((cell) => (cell === null ? null : String(cell))));
});

test('a moment is 06:00 UTC of its day', async () => {
  expect(await copied('timestamptz', ['1999-12-31', '2026-10-01', null])).toEqual(['1999-12-31 06:00:00+00', '2026-10-01 06:00:00+00', null]);
});

test('arrays of texts, and sets of periods', async () => {
  expect(await copied('text[]', [[], ['KK'], ['KK', 'ҚАЗ'], null])).toEqual(['{}', '{KK}', '{KK,ҚАЗ}', null]);
  expect(await copied('datemultirange', [[], ['2010-01-01', ''], ['2010-01-01', '2012-05-05', '2013-01-01', '']])).toEqual(
    ['{}', '{[2010-01-01,)}', '{[2010-01-01,2012-05-05),[2013-01-01,)}']);
});

test('a type that nobody has used yet is refused', async () => {
  await expect(copied('point', ['(1,2)'])).rejects.toThrow('No encoder for columns of type point.');
});

test('keys and public ids follow from where a row stands', async () => {
  const rows = await withClient(database.ownerUrl, async (client) => {
    await client.query('drop table if exists sample; create table sample (id bigint generated always as identity, public_id uuid, value int)');
    const [shape] = await readShapes(client, { sample: ['value'] });
    if (shape === undefined) throw new Error('no shape');
    const writer = new TableWriter(shape, 42);
    for (let i = 0; i < 200_000; i += 1) writer.write(i + 1, [i]);
    await copyRows(client, shape, writer.take());
    return (await client.query<{ ids: string; different: string; first: string }>(
      'select max(id) as ids, count(distinct public_id) as different, (select public_id from sample where id = 1) as first from sample')).rows;
  });
  expect(rows).toEqual([{ ids: '200000', different: '200000', first: syntheticUuid(42, 'sample', 1) }]);
  expect(rows[0]?.first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
