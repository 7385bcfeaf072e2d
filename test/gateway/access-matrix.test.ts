import { graphql, Kind, parse, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import type { GatewayContext } from '../../gateway/context.js';
import { OperationExecutor } from '../../gateway/executor.js';
import { gatewayMetrics } from '../../gateway/metrics.js';
import { loadGraph } from '../../gateway/schema/graph.js';
import { readAnswer } from '../../gateway/upstream/answer.js';
import type { SubgraphRequest } from '../../gateway/upstream/client.js';
import { SCOPES, type Scope } from '../../subgraphs/shared/access/scopes.js';
import { AccessJournal } from '../../subgraphs/shared/ledger/journal.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { NO_TRACING } from '../../subgraphs/shared/tracing/tracing.js';
import { compose } from './support/federation.js';
import { differenceFrom, Oracle } from './support/matrix/expected.js';
import { MATRIX, resolveField } from './support/matrix/graph.js';
import { CONDITIONS, drawOperation, plainOperations, type DrawnOperation } from './support/matrix/operation.js';
import { meets, PublishedRules, type Asker } from './support/matrix/rules.js';
import { documentOf, schemaOf } from './support/subgraph.js';

const graph = loadGraph(compose(MATRIX));
const rules = new PublishedRules(MATRIX.map(documentOf));
const schemas: ReadonlyMap<string, GraphQLSchema> = new Map(MATRIX.map((source) => [source.name, schemaOf(source)]));

/** What a plan asks for its own use whoever asks: guarded keys. What fields require is open to whoever may have these fields. */
const INTERNAL: ReadonlySet<string> = new Set(['Case.number']);

/** Field classes that rules of this graph ask for. */
const CLASSES = ['identity', 'family', 'care', 'benefits', 'education', 'operations'] as const satisfies readonly Scope[];
const ANONYMOUS: Asker = { authenticated: false, purposeNamed: false, scopes: new Set() };
const WITHOUT_PURPOSE: Asker = { authenticated: true, purposeNamed: false, scopes: new Set() };
const SUBSETS: readonly Asker[] = Array.from({ length: 2 ** CLASSES.length }, (_, bits) => ({
  authenticated: true,
  purposeNamed: true,
  scopes: new Set(CLASSES.filter((_class, index) => (bits & (1 << index)) !== 0)),
}));

function contextOf({ authenticated, purposeNamed, scopes }: Asker): GatewayContext {
  const viewer = authenticated ? { subject: 's', role: 'caseworker', client: 'c', iin: null, organisation: null, regions: [], scopes: SCOPES, documents: 'free' } as const : null;
  const purpose = purposeNamed ? 'CHILD_PROFILE' : null;
  const journal = new AccessJournal({ viewer, purpose, caseNumber: null, correlationId: 'c', door: 'GATEWAY' });
  return { viewer, purpose, caseNumber: null, scopes: scopes as ReadonlySet<Scope>, language: 'KK', today: '2026-11-22', correlationId: 'c', journal, patience: null };
}

/** What was asked of subgraphs: schema coordinates. */
const asked = new Set<string>();

/** Every field of a document with the type that it stands on. */
function fieldsIn(document: DocumentNode, schema: GraphQLSchema): [type: string, field: string][] {
  const [types, found] = [new TypeInfo(schema), [] as [string, string][]];
  visit(document, visitWithTypeInfo(types, { Field: ({ name }) => void found.push([types.getParentType()?.name ?? '', name.value]) }));
  return found;
}

const clients = new Map([...schemas].map(([programme, schema]) => [programme, {
  call: async ({ body }: SubgraphRequest) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    for (const [type, field] of fieldsIn(parse(query), schema)) asked.add(`${type}.${field}`);
    const answer = readAnswer(JSON.stringify(await graphql({ schema, source: query, variableValues: variables, fieldResolver: resolveField })));
    if (answer === null) throw new Error('no answer');
    return answer;
  },
}]));

const log = { warn: () => undefined, debug: () => undefined };
const executor = new OperationExecutor(graph, clients, { log: log as never, metrics: gatewayMetrics(createMetrics('test')), tracing: NO_TRACING });

async function execute({ query, document }: DrawnOperation, asker: Asker): Promise<{ text: string; data: unknown; errors: ReadonlySet<string> }> {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const { data, errors = [] } = await executor.execute({ document, operation, hash: query, bound: null }, CONDITIONS, contextOf(asker));
  const text = data?.text ?? 'null';
  return { text, data: JSON.parse(text), errors: new Set(errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions['code'])}`)) };
}

/** Values in a response that their reader may not have, whatever way they came. */
const leaked = (text: string, asker: Asker): string[] =>
  [...text.matchAll(/«(\w+)\.(\w+)#/g)].filter(([, type = '', field = '']) => !meets(asker, rules.before(type, field))).map(([value]) => value);

/** Which rules were met by whoever asked, and which were not: `Type.field true`. */
const tried = new Set<string>();

/** Everything that is wrong with how an operation was answered. */
async function faultsOf(drawn: DrawnOperation, asker: Asker): Promise<unknown[]> {
  asked.clear();
  const permits = (type: string, field: string): boolean => meets(asker, rules.before(type, field));
  for (const [type, field] of fieldsIn(drawn.document, graph.apiSchema)) tried.add(`${type}.${field} ${permits(type, field)}`);
  const oracle = new Oracle(graph.apiSchema, rules, asker, drawn.document, CONDITIONS);
  const { text, data, errors } = await execute(drawn, asker);
  const unasked = [...asked].filter((coordinate) => {
    const [type = '', field = ''] = coordinate.split('.');
    return !field.startsWith('_') && !INTERNAL.has(coordinate) && !permits(type, field);
  });
  return [
    differenceFrom(oracle.data(), data),
    ...errors.symmetricDifference(oracle.errors()),
    ...leaked(text, asker).map((value) => `leaked ${value}`),
    ...unasked.map((coordinate) => `asked of a subgraph: ${coordinate}`),
  ].filter((fault) => fault !== null);
}

/** Each operation is asked by nobody in particular, without a purpose, and with some sets of field classes, in turn. */
const askersOf = (number: number, some: number): Asker[] => [ANONYMOUS, WITHOUT_PURPOSE, ...Array.from({ length: some }, (_, i) => SUBSETS[(number * some + i) % SUBSETS.length] ?? ANONYMOUS)];

async function check(drawn: DrawnOperation, askers: readonly Asker[]): Promise<void> {
  for (const asker of askers) {
    const faults = await faultsOf(drawn, asker);
    const seen = faults.length === 0 ? '' : `${drawn.query} by ${JSON.stringify([asker.authenticated, asker.purposeNamed, ...asker.scopes])}`;
    expect([seen, faults]).toEqual(['', []]);
  }
}

const OPERATIONS = 60;

/** What came out wrong once. */
const ONCE_WRONG: readonly string[] = [
  // One object, of which one selection is left with nothing and the other is not.
  '{ named { name } named { id a: name } }',
  '{ tree { inner { a } } tree { plain } }',
  // A narrower type behind an interface.
  '{ holders { holds { __typename } } }',
  // An interface object of which nothing is asked but what its own subgraph knows.
  '{ reviewed { id } }',
  '{ reviewed { id ... on Book { stars } } }',
  '{ reviewed { ... on Book { stars ... on Media { ... on Film { id } } } } }',
  // No object can be of both types.
  '{ word child(id: "1") { ... on Named { ... on Pet { id } } } }',
];

describe('whatever is asked, and whoever asks, all of what is permitted comes out and nothing else', () => {
  it.each(plainOperations(graph.apiSchema).map((drawn, number) => [drawn.query, drawn, number] as const))('%s', (_query, drawn, number) => check(drawn, askersOf(number, 16)));

  it.each(ONCE_WRONG)('%s, whoever asks', (query) => check({ query, document: parse(query, { noLocation: true }) }, [ANONYMOUS, WITHOUT_PURPOSE, ...SUBSETS]));

  it.each(Array.from({ length: OPERATIONS }, (_, seed) => seed))('operation %i', (seed) => check(drawOperation(graph.apiSchema, seed), askersOf(seed, 6)));

  it('every rule of the graph has been met and not met', () => {
    const fields = Object.values(graph.apiSchema.getTypeMap()).flatMap((type) => (type.name.startsWith('__') || !('getFields' in type) ? [] : Object.keys(type.getFields()).map((field) => [type.name, field] as const)));
    const guarded = fields.filter(([type, field]) => rules.before(type, field).length > 0).map(([type, field]) => `${type}.${field}`);
    expect(guarded.length).toBeGreaterThan(30);
    expect(guarded.flatMap((coordinate) => [`${coordinate} true`, `${coordinate} false`]).filter((one) => !tried.has(one))).toEqual([]);
  });
});

it('an operation is looked at once for each access, and not again when it is asked again', async () => {
  const before = vi.spyOn(graph.rules, 'before');
  const lookedUp = async (seed: number, asker: Asker): Promise<number> => {
    before.mockClear();
    await execute(drawOperation(graph.apiSchema, seed), asker);
    return before.mock.calls.length;
  };
  const [few, many] = [SUBSETS[1] ?? ANONYMOUS, SUBSETS[63] ?? ANONYMOUS];
  const seed = OPERATIONS + 1;
  expect(await lookedUp(seed, few)).toBeGreaterThan(0);
  expect(await lookedUp(seed, few)).toBe(0);
  expect(await lookedUp(seed, { ...few, scopes: new Set(few.scopes) })).toBe(0);
  expect(await lookedUp(seed, many)).toBeGreaterThan(0);
  expect([await lookedUp(seed, many), await lookedUp(seed, few)]).toEqual([0, 0]);
  before.mockRestore();
});
