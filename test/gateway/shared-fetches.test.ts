import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { answering } from './support/faults.js';
import { Federation } from './support/federation.js';
import { pathsOf, startStock } from './support/stock.js';
import type { SubgraphSource } from './support/subgraph.js';

/** Of the children the second has facts of which one fails, and the third has none. */
const REGISTRY: SubgraphSource = {
  name: 'registry',
  typeDefs: `
    type Query { child(iin: ID!): Child children: [Child!] }
    type Mutation { rename(iin: ID!): Child again(iin: ID!): Child }
    type Child @key(fields: "iin") { iin: ID! facts: Facts mother: Child }
    type Facts { birth: String death: String }`,
  resolvers: {
    Query: { child: (_: unknown, { iin }: { iin: string }) => ({ iin }), children: () => ['1', '3'].map((iin) => ({ iin })) },
    Mutation: { rename: (_: unknown, { iin }: { iin: string }) => ({ iin }), again: (_: unknown, { iin }: { iin: string }) => ({ iin }) },
    Child: { facts: ({ iin }: { iin: string }) => (iin === '3' ? null : { iin }), mother: ({ iin }: { iin: string }) => ({ iin: `${iin}0` }) },
    Facts: {
      birth: ({ iin }: { iin: string }) => `born-${iin}`,
      death: ({ iin }: { iin: string }) => (iin === '2' ? Promise.reject(new Error('failed')) : `died-${iin}`),
    },
  },
};

/** A section whose field needs facts of the child; the section comes after so many milliseconds. */
const section = (name: 'benefits' | 'savings' | 'schools', type: string, facts: string, after: number): SubgraphSource => ({
  name,
  typeDefs: `
    type Child @key(fields: "iin") { iin: ID! ${name}: ${type} facts: Facts @external }
    type ${type} @key(fields: "iin") { iin: ID! child: Child due: String @requires(fields: "child { facts { ${facts} } }") }
    type Facts @external { ${facts.split(' ').map((fact) => `${fact}: String`).join(' ')} }`,
  resolvers: {
    Child: { [name]: async ({ iin }: { iin: string }) => delay(after, { iin, child: { iin } }) },
    [type]: { __resolveReference: (found: object) => found, due: ({ child }: { child: { facts: object | null } }) => JSON.stringify(child.facts) },
  },
});
const ALL = [REGISTRY, section('benefits', 'ChildBenefits', 'birth death', 0), section('savings', 'ChildSavings', 'birth', 60), section('schools', 'ChildSchooling', 'birth', 120)];

let federation: Federation;
let stock: Awaited<ReturnType<typeof startStock>>;
beforeAll(async () => {
  [federation, stock] = await Promise.all([Federation.start(ALL), startStock(ALL)]);
});
afterAll(() => Promise.all([federation.close(), stock.close()]));
afterEach(() => {
  federation.subgraph('registry').behaviour = null;
  asked();
});

/** What each call of registry asked of how many entities. */
const asked = (): (number | null)[] => federation.subgraph('registry').calls.splice(0).map(({ body }) => {
  const lists = Object.values(body.variables).flatMap((value) => (Array.isArray(value) ? [value.length] : []));
  return lists[0] ?? null;
});

it.each([
  ['one child, whatever each needs of its facts', '{ child(iin: "1") { benefits { due } savings { due } schools { due } } }', [null, 1]],
  ['several', '{ children { benefits { due } savings { due } schools { due } } }', [null, 2]],
  ['one needs nothing', '{ child(iin: "1") { savings { iin } schools { due } } }', [null, 1]],
  ['what else the client asks about them stays apart', '{ child(iin: "1") { savings { due child { mother { iin } } } schools { due } } }', [null, 1, 1]],
])('facts that several sections need are asked for once: %s', async (_case, query, calls) => {
  const expected = await stock.ask(query);
  const { body } = await federation.ask(query);
  expect(body.data).toEqual(expected.data);
  expect(pathsOf(body.errors ?? [])).toEqual(expected.errorPaths);
  expect(asked()).toEqual(calls);
});

it('when they cannot be had, every section says so', async () => {
  const registry = federation.subgraph('registry');
  const query = '{ child(iin: "1") { benefits { due } savings { due } } }';
  const [first, later] = [answering({ data: { as__child: { __typename: 'Child', iin: '1' } } }), answering('', 500)];
  registry.behaviour = (request, response, body) => (body.includes('_entities') ? later : first)(request, response, body);
  const { body } = await federation.ask(query);
  expect(body.data).toEqual({ child: { benefits: { due: null }, savings: { due: null } } });
  expect(pathsOf(body.errors ?? [])).toEqual(['["child","benefits","due"]', '["child","savings","due"]']);
  expect(body.extensions?.programmes).toMatchObject({ benefits: 'UNAVAILABLE', savings: 'UNAVAILABLE' });
});

it('one that fails is missing where it is needed, and nowhere else', async () => {
  const { body } = await federation.ask('{ child(iin: "2") { benefits { due } savings { due } schools { due } } }');
  expect(body.data).toEqual({ child: { benefits: { due: null }, savings: { due: '{"birth":"born-2"}' }, schools: { due: '{"birth":"born-2"}' } } });
  expect(pathsOf(body.errors ?? [])).toEqual(['["child","benefits","due"]']);
  expect(asked()).toEqual([null, 1]);
});

it('what changes is read for each change', async () => {
  await federation.ask('mutation { rename(iin: "1") { savings { due } } again(iin: "1") { savings { due } } }');
  expect(asked()).toEqual([null, 2]);
});
