import { getNamedType, getNullableType, isAbstractType, isEnumType, isLeafType, isListType, isNonNullType, Kind, parse, type FieldNode, type GraphQLError, type GraphQLOutputType, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { newData, type Data } from '../../gateway/plan/nodes.js';
import { PlanError } from '../../gateway/plan/plan-error.js';
import { plannedKey } from '../../gateway/plan/planned-key.js';
import { Programmes } from '../../gateway/response/programmes.js';
import { writeResponse } from '../../gateway/response/write-response.js';
import { outlineOf } from '../../gateway/response/outline.js';
import { writeObject } from '../../gateway/response/outline-writer.js';
import { compileWriter, type Writer } from '../../gateway/response/writer.js';
import { introspectionOf } from '../../gateway/response/introspection.js';
import { loadGraph } from '../../gateway/schema/graph.js';
import { chance } from '../../subgraphs/shared/synthetic/seed.js';
import { compose } from './support/federation.js';
import { FAMILY } from './support/family.js';
import { randomOperation } from './support/random-operation.js';
import { shapeResponse } from './support/reference-shaping.js';

const graph = loadGraph(compose(FAMILY));
const { apiSchema } = graph;

/** Values that a subgraph may send for anything: what is expected most of the time, and everything else. */
class RandomData {
  #draws = 0;

  constructor(private readonly seed: number) {}

  of(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): unknown {
    const draw = this.#draw();
    if (draw < 0.01) return undefined;
    if (draw < 0.02) return null;
    if (draw < 0.03) return new PlanError('WITHHELD', 'withheld', 'benefits');
    if (draw < 0.04) return new PlanError('UNAVAILABLE', 'away', 'schools', 'savings', ['deep', 0]);
    const nullable = getNullableType(type);
    if (!isNonNullType(type) && draw < 0.15) return null;
    if (isListType(nullable)) return Array.from({ length: Math.floor(this.#draw() * 4) }, () => this.of(nullable.ofType, sets));
    if (isLeafType(nullable)) return this.#leaf(nullable);
    return this.object(getNamedType(nullable).name, sets);
  }

  #draw(): number {
    return chance(this.seed, this.#draws += 1);
  }

  #leaf(type: GraphQLOutputType): unknown {
    if (this.#draw() < 0.03) return [7, 2.5, true, 'text', '12', 2 ** 40, { a: 1 }, [1]][Math.floor(this.#draw() * 8)];
    if (isEnumType(type)) return this.#draw() < 0.05 ? 'HIDDEN' : type.getValues()[0]?.name;
    return { Int: Math.floor(this.#draw() * 100) - 50, Float: this.#draw(), Boolean: this.#draw() < 0.5 }[String(type)] ?? ['plain', 'quote " and \\', 'line\nbreak', 'қазақша', '\ud800', 'x'.repeat(60)][Math.floor(this.#draw() * 6)];
  }

  object(name: string, sets: readonly SelectionSetNode[]): Data {
    const declared = apiSchema.getType(name);
    const possible = isAbstractType(declared) ? apiSchema.getPossibleTypes(declared) : declared === undefined || !('getFields' in declared) ? [] : [declared];
    const type = possible[Math.floor(this.#draw() * possible.length)];
    const data = newData();
    data['__typename'] = type?.name;
    const fields = type !== undefined && 'getFields' in type ? type.getFields() : {};
    const visit = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const field = fields[selection.name.value];
          if (field !== undefined && data[plannedKey(selection)] === undefined) data[plannedKey(selection)] = this.of(field.type as GraphQLOutputType, below(sets, selection));
        } else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet);
      }
    };
    sets.forEach(visit);
    return data;
  }
}

/** Everything that an operation selects below a field, however often it selects that. */
function below(sets: readonly SelectionSetNode[], field: FieldNode): SelectionSetNode[] {
  return sets.flatMap(({ selections }) => selections.flatMap((selection): SelectionSetNode[] => {
    if (selection.kind === Kind.FIELD) return plannedKey(selection) === plannedKey(field) && selection.selectionSet ? [selection.selectionSet] : [];
    return selection.kind === Kind.INLINE_FRAGMENT ? below([selection.selectionSet], field) : [];
  }));
}

function both(query: string, seed: number) {
  const document = parse(query);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const stripped = { shaped: document, operation, refused: new Set<FieldNode>() };
  const root = apiSchema.getQueryType();
  if (!root) throw new Error('no query type');
  const data = new RandomData(seed).object(root.name, [operation.selectionSet]);
  const copy = copyOf(data);
  const outline = outlineOf(graph, stripped, {});
  const isPlain = !JSON.stringify(data).includes('\\');
  const ours = (write: Writer) => {
    const programmes = touched();
    const { data: text, errors } = writeResponse(graph, { ...stripped, write, introspect: introspectionOf(apiSchema, document, operation) }, { data, isPlain }, {}, programmes);
    return { data: text === null ? null : (JSON.parse(text.text) as unknown), text: text?.text, errors: told(errors), states: programmes.states() };
  };
  const theirs = shapeResponse({ ...stripped, graph, variables: {}, programmes: touched() }, copy as Data);
  return {
    isPlain,
    // The states have tests of their own: what a null takes along has come for graphql-js, which looks at all neighbours.
    byOutline: ours((object, writing) => writeObject(outline, object, writing)),
    compiled: ours(compileWriter(outline)),
    theirs: { data: theirs.data === null ? null : (JSON.parse(JSON.stringify(theirs.data)) as unknown), text: theirs.data === null ? undefined : JSON.stringify(theirs.data), errors: told(theirs.errors) },
  };
}

const told = (errors: readonly GraphQLError[]): object[] => errors.map(({ message, path, extensions }) => ({ message, path, extensions }));

function touched(): Programmes {
  const programmes = new Programmes();
  for (const name of ['registry', 'benefits', 'savings', 'schools'] as const) programmes.called(name, true);
  return programmes;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  return Object.assign(newData(), Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copyOf(one)])));
}

describe('a writer writes what graphql-js makes of the same data', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i * 100))('random operations and data from seed %i on', (first) => {
    let [missing, plain] = [0, 0];
    for (let seed = first; seed < first + 100; seed += 1) {
      const { settled } = randomOperation(apiSchema, seed);
      const { byOutline, compiled, theirs, isPlain } = both(settled, seed);
      expect({ settled, seed, ...compiled }).toMatchObject({ settled, seed, ...theirs });
      expect({ settled, seed, ...byOutline }).toEqual({ settled, seed, ...compiled });
      missing += compiled.errors.length;
      plain += isPlain ? 1 : 0;
    }
    expect(missing).toBeGreaterThan(20);
    expect(plain).toBeGreaterThan(5);
    expect(plain).toBeLessThan(95);
  });

  it('of the schema, too', () => {
    const { byOutline, compiled, theirs } = both('{ __schema { queryType { name } } ... on Query { t: __type(name: "Child") { fields { name } } } lang(lang: KK) ... @skip(if: true) { u: __typename __type(name: "Money") { name } } }', 1);
    expect(compiled).toMatchObject(theirs);
    expect(byOutline).toEqual(compiled);
  });
});
