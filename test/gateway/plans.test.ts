import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answering } from './support/faults.js';
import { FAMILY, IINS } from './support/family.js';
import { Federation } from './support/federation.js';
import { pathsOf, startStock } from './support/stock.js';

const [ONE = '', TWO = '', , MOTHER = ''] = IINS;
const OPERATIONS: readonly [name: string, query: string, variables?: Record<string, unknown>][] = [
  ['a sequence through a flatten', `{ child(iin: "${ONE}") { name benefits { awards { amount { amount } } } savings { balance { amount } } } }`],
  ['aliases, also of one entity with different arguments', `{ a: child(iin: "${ONE}") { x: benefits(year: 1) { iin } y: benefits { iin } } b: child(iin: "${ONE}") { x: benefits(year: 2) { n: iin } n: name } }`],
  ['a list with nulls and a repeated item', '{ children { iin benefits { awards { id paidInto } } siblings { savings { balance { currency } } } } }'],
  ['lists of lists with nulls', '{ grid { name savings { accounts balance { amount } } } }'],
  ['@requires over a nullable field', '{ children { ageGroup birth } }'],
  ['@requires through an entity and back', `{ child(iin: "${ONE}") { benefits { entitlement child { benefits { entitlement } } } } }`],
  ['an interface with an interface object', '{ people { __typename iin name school ... on Adult { job } ... on Child { benefits { total { amount } } } } }'],
  ['an interface object by one key', `{ person(iin: "${MOTHER}") { school ... on Adult { school } } }`],
  ['a union, with fields that do not merge', '{ hits { ... on Award { x: label id } ... on Child { x: note iin savings { balance { amount } } } __typename } }'],
  ['a value type of which each subgraph has a part', `{ children { address { city zip street } benefits { iin } } }`],
  ['named fragments', `query { child(iin: "${ONE}") { ...a siblings { ...a } } } fragment a on Child { iin n: name ...b } fragment b on Child { benefits { total { ...m } } } fragment m on Money { amount }`],
  ['an error in a nullable field', `{ child(iin: "${ONE}") { name faulty benefits { faulty total { amount } } } }`],
  ['an error in a non-null field, propagated within the subgraph', '{ strict(fail: true) { maybe inner { inner { must } } } lang(lang: KK) }'],
  ['an error in a non-null field of an entity in a list', '{ children { name savings { rate } siblings { savings { rate balance { amount } } } } }'],
  ['errors of several items', '{ awards { id faulty } }'],
  ['a root error beside data', '{ broken lang(lang: EN) people(first: 2) { name } }'],
  ['an unknown child', `{ child(iin: "${MOTHER}") { name benefits { iin } } }`],
  ['arguments from variables, defaults and input objects', 'query Q($first: Int = 2, $filter: Filter, $upper: Boolean) { people(first: $first, filter: $filter) { name(upper: $upper) iin } }', { filter: { iins: [ONE, MOTHER], lang: 'KK' }, upper: true }],
  ['mutations in order, across subgraphs', `mutation { a: countRegistry b: countBenefits c: countSchools d: rename(iin: "${ONE}", name: "New") { name benefits { iin } school } e: countRegistry }`],
  ['introspection beside data', `{ __typename __schema { queryType { name } } __type(name: "Child") { fields { name type { name kind } } } child(iin: "${TWO}") { __typename t: __typename name } }`],
  ['nothing but introspection', '{ __typename }'],
];

const CONDITIONAL = `query ($a: Boolean!, $b: Boolean = true) {
  child(iin: "${ONE}") {
    name @include(if: $a)
    benefits @skip(if: $b) { iin total { amount @include(if: $a) currency } }
    savings @include(if: $a) @skip(if: $b) { balance { amount } }
    ... on Child @include(if: $b) { ageGroup }
    ...rest @skip(if: $a)
  }
} fragment rest on Child { siblings { benefits { iin } } }`;

describe('a plan brings what the stock gateway brings', () => {
  let federation: Federation;
  let stock: Awaited<ReturnType<typeof startStock>>;
  beforeAll(async () => {
    [federation, stock] = await Promise.all([Federation.start(FAMILY), startStock(FAMILY)]);
  });
  afterAll(async () => {
    await Promise.all([federation.close(), stock.close()]);
  });

  const compare = async (query: string, variables: Record<string, unknown> = {}): Promise<void> => {
    const [expected, { status, body }] = await Promise.all([stock.ask(query, variables), federation.ask(query, { variables })]);
    expect(status).toBe(200);
    expect(body.data).toEqual(expected.data);
    expect(pathsOf(body.errors ?? [])).toEqual(expected.errorPaths);
  };

  it.each([...OPERATIONS])('%s', (_name, query, variables) => compare(query, variables));

  it.each([[true, true], [true, false], [false, true], [false, false]])('@skip and @include with a=%s, b=%s', (a, b) => compare(CONDITIONAL, { a, b }));

  it('asks once for what appears several times', async () => {
    const before = federation.subgraph('benefits').calls.length;
    await federation.ask('{ children { note siblings { note } } }');
    const calls = federation.subgraph('benefits').calls.slice(before);
    expect(calls.map(({ body }) => (body.variables['representations'] as unknown[]).length).sort()).toEqual([2, 2]);
  });

  it('a part of a value type that one subgraph does not have does not blank the other', async () => {
    federation.subgraph('benefits').behaviour = answering({ data: { _entities: [{ address: null }] }, errors: [{ message: 'x', path: ['_entities', 0, 'address'] }] });
    const { body } = await federation.ask(`{ child(iin: "${ONE}") { address { zip street } } }`);
    federation.subgraph('benefits').behaviour = null;
    expect(body.data).toEqual({ child: { address: { zip: '050000', street: null } } });
    expect(body.errors).toMatchObject([{ path: ['child', 'address', 'street'], extensions: { programme: 'benefits' } }]);
  });

  it('@skip and @include with a default', () => compare(CONDITIONAL, { a: true }));
});
