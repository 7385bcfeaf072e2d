import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_REPRESENTATIONS } from '../../subgraphs/shared/doors/representations.js';
import { hanging } from './support/faults.js';
import { Federation } from './support/federation.js';
import type { SubgraphSource } from './support/subgraph.js';

const key = (number: number): string => String(number);

const REGISTRY: SubgraphSource = {
  name: 'registry',
  typeDefs: 'type Query { children(count: Int!): [Child!]! } type Child @key(fields: "iin") { iin: ID! }',
  resolvers: { Query: { children: (_: unknown, { count }: { count: number }) => Array.from({ length: count }, (_child, number) => ({ iin: key(number) })) } },
};
const BENEFITS: SubgraphSource = {
  name: 'benefits',
  typeDefs: 'type Child @key(fields: "iin") { iin: ID! total: String }',
  resolvers: { Child: { __resolveReference: ({ iin }: { iin: string }) => ({ iin, total: `${iin}.00` }) } },
};

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start([REGISTRY, BENEFITS]);
});
afterAll(() => federation.close());

const sent = (): number[] => federation.subgraph('benefits').calls.splice(0).map(({ body }) => (body.variables['representations'] as unknown[]).length);

// What a subgraph takes at most in one call is no bound on what a client may ask.
it.each([
  [MAX_REPRESENTATIONS, [MAX_REPRESENTATIONS]],
  [MAX_REPRESENTATIONS + 1, [MAX_REPRESENTATIONS, 1]],
  [2 * MAX_REPRESENTATIONS + 7, [MAX_REPRESENTATIONS, MAX_REPRESENTATIONS, 7]],
])('%i objects are asked for in calls of %j, and each gets its own', async (count, calls) => {
  const { body } = await federation.ask(`{ children(count: ${count}) { total } }`);
  expect(body.errors).toBeUndefined();
  expect(body.data).toEqual({ children: Array.from({ length: count }, (_, number) => ({ total: `${key(number)}.00` })) });
  expect(sent().sort((a, b) => b - a)).toEqual(calls);
});

it('of which one may fail without the others', async () => {
  federation.subgraph('benefits').behaviour = (request, response, body) => {
    if (Number(request.headers['content-length']) > 10_000) hanging(request, response, body);
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { _entities: [{ total: 'last' }] } }));
  };
  const { body } = await federation.ask(`{ children(count: ${MAX_REPRESENTATIONS + 1}) { total } }`);
  expect(body.data).toEqual({ children: [...Array.from({ length: MAX_REPRESENTATIONS }, () => ({ total: null })), { total: 'last' }] });
  expect(body.extensions?.programmes).toEqual({ registry: 'OK', benefits: 'PARTIAL' });
});
