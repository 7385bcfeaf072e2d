import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { MAX_REPRESENTATIONS } from '../../subgraphs/shared/doors/representations.js';
import { answering } from './support/faults.js';
import { Federation } from './support/federation.js';
import { pathsOf, startStock } from './support/stock.js';
import type { SubgraphSource } from './support/subgraph.js';

const keys = (first: number, count: number): readonly { iin: string }[] => Array.from({ length: count }, (_child, i) => ({ iin: String(first + i) }));

/** Two ways to children, whose fields of benefits are then asked for in the same turn. */
const REGISTRY: SubgraphSource = {
  name: 'registry',
  typeDefs: 'type Query { group(own: Int = 2, other: Int = 2, bad: Boolean = false): Group } type Group { own: [Child] other: [Child] leader: Child } type Child @key(fields: "iin") { iin: ID! }',
  resolvers: { Query: { group: (_: unknown, { own, other, bad }: { own: number; other: number; bad: boolean }) => ({ own: [...keys(1, own), ...(bad ? [{ iin: 'bad' }] : [])], other: keys(2, other), leader: keys(1, 1)[0] }) } },
};
const failing = (): never => {
  throw new Error('failed');
};
const BENEFITS: SubgraphSource = {
  name: 'benefits',
  typeDefs: 'type Child @key(fields: "iin") { iin: ID! total: String note(lang: String = "kk", loud: Boolean): String faulty: String awards: [Award!] strict: Award! } type Award { id: ID! amount: String child: Child }',
  resolvers: {
    Child: {
      __resolveReference: ({ iin }: { iin: string }) => (iin === 'bad' ? Promise.reject(new Error('failed')) : { iin }),
      total: ({ iin }: { iin: string }) => `${iin}.00`,
      note: ({ iin }: { iin: string }, { lang, loud }: { lang: string; loud?: boolean }) => `${lang}-${iin}${loud === true ? '!' : ''}`,
      faulty: failing,
      awards: ({ iin }: { iin: string }) => [{ id: iin, amount: `${iin}.50`, child: { iin } }],
      strict: ({ iin }: { iin: string }) => (iin === '2' ? failing() : { id: iin }),
    },
  },
};
const SAVINGS: SubgraphSource = {
  name: 'savings',
  typeDefs: 'type Child @key(fields: "iin") { iin: ID! balance: String }',
  resolvers: { Child: { __resolveReference: ({ iin }: { iin: string }) => ({ iin, balance: `${iin} USD` }) } },
};
const ALL = [REGISTRY, BENEFITS, SAVINGS];

let federation: Federation;
let stock: Awaited<ReturnType<typeof startStock>>;
beforeAll(async () => {
  [federation, stock] = await Promise.all([Federation.start(ALL), startStock(ALL)]);
});
afterAll(() => Promise.all([federation.close(), stock.close()]));
afterEach(() => {
  federation.subgraph('benefits').behaviour = null;
  sent();
});

/** How many representations each call of benefits had, by variable. */
const sent = (): number[][] => federation.subgraph('benefits').calls.splice(0).map(({ body }) => Object.values(body.variables).flatMap((value) => (Array.isArray(value) ? [value.length] : [])));

it.each([
  ['the same leaves, once each', '{ group { own { total } other { total } } }', {}, [[3]]],
  ['the same objects, of which each place gets its own', '{ group { own { awards { id } } other { awards { id } } } }', {}, [[3]]],
  ['different fields, by alias', '{ group { own { total } other { awards { amount } } leader { total } } }', {}, [[2, 2]]],
  ['one name for different things', '{ group { own { x: note(lang: "ru") awards { c: child { balance } } } other { x: note(lang: "en") awards { c: child { iin } } } } }', {}, [[2, 2]]],
  ['variables, which only one uses', 'query ($lang: String, $loud: Boolean = true, $own: Int) { group(own: $own) { own { note(lang: $lang) } other { note(lang: "ru", loud: $loud) total } } }', { lang: 'en', own: 3 }, [[3, 2]]],
  ['errors, each where it belongs', '{ group { own { faulty total } other { faulty total } } }', {}, [[3]]],
  ['errors by alias', '{ group { own { faulty } other { total faulty } leader { note } } }', {}, [[2, 2, 1]]],
  ['what must not be null', '{ group { own { strict { id } } other { strict { id } total } } }', {}, [[2, 2]]],
])('what one subgraph is asked in one turn is one call: %s', async (_what, query, variables, calls) => {
  const expected = await stock.ask(query, variables);
  const { body } = await federation.ask(query, { variables });
  expect(sent()).toEqual(calls);
  expect(body.data).toEqual(expected.data);
  expect(pathsOf(body.errors ?? [])).toEqual(expected.errorPaths);
});

it('an entity that fails takes none of the others along', async () => {
  const { body } = await federation.ask('{ group(bad: true) { own { awards { id } } other { total } leader { note } } }');
  expect(sent()).toEqual([[3, 2, 1]]);
  expect(body.data).toEqual({ group: { own: [{ awards: [{ id: '1' }] }, { awards: [{ id: '2' }] }, { awards: null }], other: [{ total: '2.00' }, { total: '3.00' }], leader: { note: 'kk-1' } } });
  expect(pathsOf(body.errors ?? [])).toEqual(['["group","own",2,"awards"]']);
});

it('more than a subgraph takes is not put together', async () => {
  const { body } = await federation.ask(`{ group(own: ${MAX_REPRESENTATIONS}, other: 1) { own { awards { id } } other { total } } }`);
  expect(body.errors).toBeUndefined();
  expect(sent().sort()).toEqual([[1], [MAX_REPRESENTATIONS]]);
});

it('of which nothing comes is asked again, each for itself', async () => {
  let [together, alone] = [0, 0];
  federation.subgraph('benefits').behaviour = (request, response, body) => {
    const isTogether = body.includes('e1:');
    if (isTogether) together += 1;
    else alone += 1;
    const refused = { data: null, errors: [{ message: 'no', path: [isTogether ? 'e1' : '_entities'], extensions: { code: 'UNAVAILABLE' } }] };
    answering(body.includes('awards') ? refused : { data: { _entities: [{ total: 'one' }, { total: 'two' }] } })(request, response, body);
  };
  const { body } = await federation.ask('{ group { own { total } other { awards { id } } } }');
  expect([together, alone]).toEqual([1, 2]);
  expect(body.data).toEqual({ group: { own: [{ total: 'one' }, { total: 'two' }], other: [{ awards: null }, { awards: null }] } });
  expect(body.errors).toMatchObject([{ path: ['group', 'other', 0, 'awards'] }, { path: ['group', 'other', 1, 'awards'] }]);
});

it('a subgraph that gives no answer is not asked again', async () => {
  let calls = 0;
  federation.subgraph('benefits').behaviour = (_request, response) => {
    calls += 1;
    response.writeHead(500).end();
  };
  const { body } = await federation.ask('{ group { own { total } other { awards { id } } } }');
  expect(calls).toBe(1);
  expect(body.data).toEqual({ group: { own: [{ total: null }, { total: null }], other: [{ awards: null }, { awards: null }] } });
  expect(body.extensions?.programmes).toMatchObject({ benefits: 'UNAVAILABLE' });
});

it.each([
  ['too few', { e0: [{ total: 'x' }], e1: [{ awards: [] }, { awards: [] }] }, [null, null]],
  ['no list', { e0: { 0: { total: 'x' }, length: 2 }, e1: [{ awards: [] }, { awards: [] }] }, [null, null]],
  ['another name', { _entities: [{ total: 'x' }, { total: 'y' }], e1: [{ awards: [] }, { awards: [] }] }, [null, null]],
])('an answer with %s is none for those whom it is about', async (_what, data, totals) => {
  federation.subgraph('benefits').behaviour = answering({ data });
  const { body } = await federation.ask('{ group { own { total } other { awards { id } } } }');
  expect(body.data).toEqual({ group: { own: totals.map((total) => ({ total })), other: [{ awards: [] }, { awards: [] }] } });
  expect(body.extensions?.programmes).toMatchObject({ benefits: 'PARTIAL' });
});
