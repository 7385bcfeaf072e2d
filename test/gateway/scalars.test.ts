import { GraphQLScalarType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Federation } from './support/federation.js';
import { CHILD_ONE } from './support/guarded.js';
import type { SubgraphSource } from './support/subgraph.js';

const BAD_IIN = `${CHILD_ONE.slice(0, 11)}${(Number(CHILD_ONE[11]) + 1) % 10}`;
const SOURCE: SubgraphSource = {
  name: 'registry',
  typeDefs: `
    scalar IIN
    scalar BIN
    scalar KATO
    scalar Date
    scalar Decimal
    input Filter { iin: IIN, iins: [IIN!], on: Date, first: Int, nested: Filter }
    type Query {
      iin(iin: IIN!): IIN
      all(iins: [IIN!], bin: BIN, kato: KATO, on: Date, amount: Decimal, filter: Filter, first: Int = 10): String
      wrong: IIN
      amount: Decimal
    }
  `,
  resolvers: {
    Query: { iin: (_: unknown, { iin }: { iin: string }) => iin, all: (_: unknown, args: object) => JSON.stringify(args), wrong: () => ({}), amount: () => '12.50' },
    // A subgraph without the checks of this project.
    IIN: new GraphQLScalarType({ name: 'IIN' }),
  },
};

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start([SOURCE]);
});
afterAll(() => federation.close());

const CHECK_DIGIT = 'IIN is mistyped: its check digit (the last of the 12) does not match.';

it.each([
  ['variable', 'query ($iin: IIN!) { iin(iin: $iin) }', { iin: BAD_IIN }, `Variable "$iin": ${CHECK_DIGIT}`],
  ['in a list', 'query ($iins: [IIN!]) { all(iins: $iins) }', { iins: [CHILD_ONE, BAD_IIN] }, `Variable "$iins[1]": ${CHECK_DIGIT}`],
  ['in an input object', 'query ($f: Filter) { all(filter: $f) }', { f: { first: 1, nested: { iin: BAD_IIN } } }, `Variable "$f.nested.iin": ${CHECK_DIGIT}`],
  ['as a number', 'query ($iin: IIN!) { iin(iin: $iin) }', { iin: Number(CHILD_ONE) }, 'Variable "$iin": IIN must be a string of exactly 12 digits.'],
  ['missing', 'query ($iin: IIN!) { iin(iin: $iin) }', {}, 'Variable "$iin" of required type "IIN!" was not provided.'],
  ['a day that does not exist', 'query ($on: Date) { all(on: $on) }', { on: '2026-02-30' }, 'Variable "$on": Date must be a string with an existing day, YYYY-MM-DD.'],
  ['an IIN for a number', 'query ($n: Int) { all(first: $n) }', { n: BAD_IIN }, 'Variable "$n": the value does not fit its type.'],
  ['a field that the input does not have', 'query ($f: Filter) { all(filter: $f) }', { f: { iim: BAD_IIN } }, 'Variable "$f": the value does not fit its type.'],
])('a bad variable: %s', async (_name, query, variables, message) => {
  const { status, body, text } = await federation.ask(query, { variables });
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(body).not.toHaveProperty('data');
  expect(text).not.toContain(BAD_IIN);
  expect(federation.subgraph('registry').calls).toHaveLength(0);
});

it.each([
  ['argument', `{ iin(iin: "${BAD_IIN}") }`, `Argument "iin": ${CHECK_DIGIT}`],
  ['in a list', `{ all(iins: ["${CHILD_ONE}", "${BAD_IIN}"]) }`, `Argument "iins": ${CHECK_DIGIT}`],
  ['one for a list', `{ all(iins: "${BAD_IIN}") }`, `Argument "iins": ${CHECK_DIGIT}`],
  ['in an input object', `{ all(filter: { nested: { iins: ["${BAD_IIN}"] } }) }`, `Field "iins": ${CHECK_DIGIT}`],
  ['default of a variable', `query ($iin: IIN! = "${BAD_IIN}") { iin(iin: $iin) }`, `Variable "$iin": ${CHECK_DIGIT}`],
  ['as a number', `{ iin(iin: ${CHILD_ONE}) }`, 'Argument "iin": IIN must be a string of exactly 12 digits.'],
  ['as a list', `{ iin(iin: ["${CHILD_ONE}"]) }`, 'Argument "iin": IIN must be a string of exactly 12 digits.'],
  ['a KATO of no region', '{ all(kato: "990000000") }', 'Argument "kato": KATO must start with the two digits of one of the 20 regions (Query.regions lists them).'],
  ['a float for money', '{ all(amount: 1.5) }', 'Argument "amount": Decimal must be a string such as "1234.56": at most 15 digits, a point and at most 6 digits.'],
])('a bad literal: %s', async (_name, query, message) => {
  for (const claims of [{}, null]) {
    const { status, body, text } = await federation.ask(query, { claims });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(text).not.toContain(BAD_IIN);
  }
});

it('right values arrive as they were sent', async () => {
  const variables = { iins: [CHILD_ONE], bin: null, on: '2026-02-28', amount: '1.50', filter: { nested: { on: '2026-01-01' } } };
  const query = 'query ($iins: [IIN!], $bin: BIN, $on: Date, $amount: Decimal, $filter: Filter) { all(iins: $iins, bin: $bin, on: $on, amount: $amount, filter: $filter) amount }';
  const { body } = await federation.ask(query, { variables });
  expect(JSON.parse(String(body.data?.['all']))).toEqual({ ...variables, first: 10 });
  expect(body.data?.['amount']).toBe('12.50');
});

it('a scalar of a wrong type from a subgraph is the failure of its programme', async () => {
  const { body } = await federation.ask('{ wrong amount }');
  expect(body.data).toEqual({ wrong: null, amount: '12.50' });
  expect(body.errors).toMatchObject([{ path: ['wrong'], extensions: { code: 'UNAVAILABLE', programme: 'registry' } }]);
});
