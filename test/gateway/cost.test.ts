import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { isOpen, worthOf, type Cost, type Worth } from '../../gateway/bounds/cost/cost.js';
import { CostOfOperation } from '../../gateway/bounds/cost/cost-of-operation.js';
import { sizeOf } from '../../gateway/bounds/document.js';
import { BOUNDS, limitsOf } from '../../gateway/bounds/table.js';
import { loadGraph, readSupergraph, type Graph } from '../../gateway/schema/graph.js';
import { Inspector } from '../../gateway/vetting/inspector.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { BOUNDED, POINT } from './support/bounded.js';
import { compose } from './support/federation.js';

const SDL = compose(BOUNDED);
const graph = loadGraph(SDL);

function costIn({ apiSchema, costs }: Graph, document: DocumentNode): Cost {
  return new CostOfOperation(apiSchema, costs, document).of(document.definitions[0] as OperationDefinitionNode);
}

const worth = (text: string, variables: Record<string, unknown> = {}): Worth => worthOf(costIn(graph, parse(text)), variables);
const cost = (text: string, variables: Record<string, unknown> = {}): number => worth(text, variables).cost;

describe('what an operation costs', () => {
  it.each([
    ['an object, and nothing for its leaves', '{ deep { x next { x } } }', 2],
    ['a list that says nothing', '{ plain { x } }', 10],
    ['a list by its slicing argument', '{ points(first: 3) { x } }', 3 * POINT],
    ['the default of a slicing argument', '{ points { x } }', 7 * POINT],
    ['a slicing argument that is null', '{ points(first: null) { x } }', 7 * POINT],
    ['the lists within a page, and what is below', '{ pages(first: 5) { edges { node { x } } } }', 1 + 5 * 2],
    ['a page without its items', '{ pages(first: 5) { total } }', 1],
    ['a fragment as often as it is spread', '{ deep { ...F } a: deep { ...F } } fragment F on L0 { next { ... on L1 { next { x } } } }', 6],
    ['the weight of a field and of its argument', '{ weighty(heavy: 1) b: weighty }', 700],
    ['the weight of an input field', '{ echo(input: { inner: { inner: {} } }) }', 10],
    ['a change', 'mutation { change again: change }', 20],
    ['introspection', '{ __schema { types { name } } __typename }', 11],
    ['fewer than none', '{ points(first: -5) { x } }', 0],
  ])('%s', (_name, text, expected) => expect(cost(text)).toBe(expected));

  it('is said of variables once, and worked out with each', () => {
    const document = parse('query ($a: Int, $b: Int) { points(first: $a) { x } pages(first: $b) { edges { node { x } } } deep { x } }');
    const compiled = costIn(graph, document);
    expect(isOpen(compiled)).toBe(true);
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
    expect(worthOf(compiled, { a: 2, b: 3 })).toEqual({ cost: 2 * POINT + (1 + 3 * 2) + 1, listSize: 3, listAt: 'Query.pages(first:)' });
    expect(worthOf(compiled, {})).toEqual({ cost: 7 * POINT + (1 + 30 * 2) + 1, listSize: 0, listAt: null });
    expect(worthOf(compiled, { a: 9, b: null })).toMatchObject({ listSize: 9, listAt: 'Query.points(first:)' });
  });

  it('multiplies along the way', () => {
    const level = `type Query { a(first: Int): [A] @listSize(slicingArguments: ["first"]) } type A { b(first: Int): [A] @listSize(slicingArguments: ["first"], assumedSize: 4, requireOneSlicingArgument: false) x: ID }`;
    const made = loadGraph(compose([{ name: 'registry', typeDefs: level, resolvers: {} }]));
    expect(worthOf(costIn(made, parse('query ($n: Int) { a(first: $n) { b(first: 5) { b { x } } } }')), { n: 3 })).toEqual({ cost: 3 * (1 + 5 * (1 + 4)), listSize: 5, listAt: 'A.b(first:)' });
  });
});

it('a field that must have one slicing argument has one', () => {
  const inspector = new Inspector(graph);
  const messages = (text: string): unknown => {
    const outcome = inspector.perform({ kind: 'check', text, audience: 'open' });
    return outcome.kind === 'refused' ? outcome.errors : outcome.kind;
  };
  expect(messages('{ pages(first: 1) { total } }')).toBe('accepted');
  for (const given of ['', '(first: 1, last: 1)']) {
    expect(messages(`{ pages${given} { total } }`)).toMatchObject([{ message: 'Field "pages" must have exactly one of the arguments "first", "last".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  }
});

describe('the published operations', () => {
  const folder = path.join(projectRoot(), 'schema/operations');
  const sdl = readSupergraph(path.join(projectRoot(), 'schema/supergraph.graphql'));
  const ours = loadGraph(sdl);
  const inspector = new Inspector(ours);

  it.each(readdirSync(folder).filter((file) => file.endsWith('.graphql')))('%s needs less than half of every bound', (file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const document = parse(text);
    const { listAt: _coordinate, ...counted } = worthOf(costIn(ours, document), {});
    const sizes = { ...sizeOf(document), ...counted };
    const limits = limitsOf('closed');
    expect((Object.keys(sizes) as (keyof typeof sizes)[]).filter((bound) => sizes[bound] > limits[bound] / 2)).toEqual([]);
    // Who has lost their token is to hear that, and not of a bound.
    expect(inspector.perform({ kind: 'check', text, audience: 'anonymous' })).toMatchObject({ kind: 'accepted' });
  });

  it('as does a page of children with what is paid for them, and the like for more is refused', () => {
    const of = (text: string): number => worthOf(costIn(ours, parse(text)), {}).cost;
    const page = (first: number): string => `{ children(first: ${first}) { edges { node { name { ru { full } } benefits { awards { payments { amount { amount } } } } } } } }`;
    expect(of(page(50))).toBeLessThan(BOUNDS.cost.signedIn / 2);
    expect(of(page(1_000_000))).toBeGreaterThan(BOUNDS.cost.signedIn);
  });
});
