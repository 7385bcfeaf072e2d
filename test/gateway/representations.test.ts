import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { Collected } from '../../gateway/plan/collect.js';
import { compilePlan } from '../../gateway/plan/executable.js';
import type { Data } from '../../gateway/plan/nodes.js';
import { loadOpenGraph } from '../../gateway/schema/graph.js';
import { compose } from './support/federation.js';

const graph = loadOpenGraph(compose([
  { name: 'registry', typeDefs: 'scalar Json type Query { children: [Child] } type Child @key(fields: "iin") { iin: ID! grant: String since: Int facts: Json }', resolvers: {} },
  { name: 'benefits', typeDefs: 'scalar Json type Child @key(fields: "iin") { iin: ID! grant: String @external since: Int @external facts: Json @external total: String @requires(fields: "grant since") proof: String @requires(fields: "facts") plain: String }', resolvers: {} },
]));

/** What the second fetch of a plan asks about, when the first has brought these children; numbers are those of each. */
function asked(field: string, children: readonly Data[], isPlain = true): { readonly representations: readonly unknown[]; readonly numbers: readonly number[] } {
  const [, step] = compilePlan(graph.planner.plan(parse(`{ children { ${field} } }`), null), graph);
  const collected = new Collected(isPlain);
  step?.collect?.({ children }, collected);
  return { representations: collected.texts.map((text) => JSON.parse(text) as unknown), numbers: collected.numbers };
}

const child = (iin: unknown, rest: Data = {}): Data => ({ __typename: 'Child', iin, ...rest });

it('one key is asked about once', () => {
  expect(asked('plain', [child('1'), child('2'), child('1')])).toEqual({ representations: [child('1'), child('2')], numbers: [0, 1, 0] });
});

it('a key that is a number is another than its text', () => {
  expect(asked('plain', [child(1), child('1'), child(1), child('1')])).toEqual({ representations: [child(1), child('1')], numbers: [0, 1, 0, 1] });
});

it('what is required besides the key tells representations apart', () => {
  const [a, b, c] = [child('1', { grant: 'a', since: 2020 }), child('1', { grant: 'b', since: 2020 }), child('1', { grant: 'a', since: 2021 })];
  expect(asked('total', [a, b, a, c, b, c])).toEqual({ representations: [a, b, c], numbers: [0, 1, 0, 2, 1, 2] });
});

it('what is not there is asked about as null, and told apart from what is', () => {
  const [none, some] = [child('1', { grant: null, since: 2020 }), child('1', { grant: 'a', since: 2020 })];
  expect(asked('total', [none, some, none, some])).toEqual({ representations: [none, some], numbers: [0, 1, 0, 1] });
});

it('a value with something inside is compared as its text', () => {
  const [a, b] = [child('1', { facts: { a: 1 } }), child('1', { facts: { a: 2 } })];
  expect(asked('proof', [a, b, child('1', { facts: { a: 1 } })])).toEqual({ representations: [a, b], numbers: [0, 1, 0] });
});

it('what JSON escapes is escaped', () => {
  const odd = child('"\\', { grant: '\u2028"', since: 1 });
  expect(asked('total', [odd, odd], false)).toEqual({ representations: [odd], numbers: [0, 0] });
});
