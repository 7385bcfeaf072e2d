import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../access/conditions.js';
import type { StrippedOperation } from '../access/strip.js';
import { Code, property, quoted } from '../plan/code.js';
import { jsonString } from '../plan/json-text.js';
import type { Data } from '../plan/nodes.js';
import { PlanError } from '../plan/plan-error.js';
import { plannedKey } from '../plan/planned-key.js';
import type { Graph } from '../schema/graph.js';
import type { Place, Text, WrittenField, Writing } from './writing.js';

/** Writes the response's data as JSON; undefined when a value that must not be null is, up to the root. */
export type Writer = (data: Data, writing: Writing) => Text;

type WriterGraph = Pick<Graph, 'apiSchema' | 'ownership'>;

/**
 * Compiles the writing of an operation's response: order, aliases, merged fields, null propagation and errors are what the
 * GraphQL specification says of executing the operation, and nothing that was fetched for the plan's own use comes along.
 * There is a function for each place and type of the operation, made for exactly what stands there.
 */
export function compileWriter(graph: WriterGraph, stripped: Pick<StrippedOperation, 'shaped' | 'operation' | 'refused'>, variables: Readonly<Record<string, unknown>>): Writer {
  const root = graph.apiSchema.getRootType(stripped.operation.operation);
  if (!root) throw new Error('A validated operation has a root type.');
  const compiler = new WriterCompiler(graph, stripped, variables);
  return compiler.compile(root);
}

/** What an object is known to be: of a type, or only of an interface, by a subgraph that knows no more (`@interfaceObject`). */
type KnownType = GraphQLObjectType | GraphQLInterfaceType;

/** Where the compiler stands in an operation. */
interface Position {
  readonly path: readonly string[];
  readonly programme: WrittenField['programme'];
}

class WriterCompiler {
  readonly #code = new Code();
  /** Functions by what they are made of: through interfaces several ways lead to one place. */
  readonly #functions = new Map<string, string>();
  readonly #numbers = new Map<SelectionSetNode, number>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly graph: WriterGraph,
    private readonly stripped: Pick<StrippedOperation, 'shaped' | 'operation' | 'refused'>,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    const fragments = stripped.shaped.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  compile(root: GraphQLObjectType): Writer {
    const write = this.#object(root, [this.stripped.operation.selectionSet], { path: [], programme: null });
    return this.#code.compile(write) as Writer;
  }

  /** A function of `(o, x)` for objects of one type. */
  #object(type: KnownType, sets: readonly SelectionSetNode[], position: Position): string {
    const key = JSON.stringify([type.name, position.path, position.programme, sets.map((set) => this.#numberOf(set))]);
    const known = this.#functions.get(key) ?? this.#defineObject(type, sets, position);
    this.#functions.set(key, known);
    return known;
  }

  #numberOf(set: SelectionSetNode): number {
    const number = this.#numbers.get(set) ?? this.#numbers.size;
    this.#numbers.set(set, number);
    return number;
  }

  #defineObject(type: KnownType, sets: readonly SelectionSetNode[], position: Position): string {
    const lines = ['let v, s;'];
    let first = true;
    for (const [responseKey, nodes] of this.#collect(type, sets)) {
      const name = quoted(`${first ? '{' : ','}${JSON.stringify(responseKey)}:`);
      lines.push(...this.#field(type, responseKey, nodes, position), `s ${first ? '=' : '+='} ${name} + v;`);
      first = false;
    }
    return this.#code.define('o, x', [...lines, first ? 'return "{}";' : 'return s + "}";'].join('\n'));
  }

  /** The fields of an object of a type, in their order, as the specification collects them. */
  #collect(type: KnownType, sets: readonly SelectionSetNode[]): ReadonlyMap<string, readonly FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    const visit = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (!isIncluded(selection.directives, this.variables)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = (selection.alias ?? selection.name).value;
          fields.set(key, [...(fields.get(key) ?? []), selection]);
          continue;
        }
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          if (spread.has(selection.name.value)) continue;
          spread.add(selection.name.value);
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
        if (fragment !== undefined && this.#applies(fragment.typeCondition?.name.value, type)) visit(fragment.selectionSet);
      }
    };
    sets.forEach(visit);
    return fields;
  }

  #applies(condition: string | undefined, type: KnownType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const on = this.graph.apiSchema.getType(condition);
    return isAbstractType(on) && this.graph.apiSchema.isSubType(on, type);
  }

  /** Statements that leave a field's text in `v`, or leave the function. */
  #field(parent: KnownType, responseKey: string, nodes: readonly FieldNode[], { path, programme }: Position): string[] {
    const [node] = nodes;
    if (node === undefined) return [];
    const name = node.name.value;
    if (name === '__typename') return isObjectType(parent) ? [`v = ${quoted(JSON.stringify(parent.name))};`] : [`return x.failed(${this.#code.constant({ path: [...path, responseKey], programme, nonNull: true, leaf: null })}, null);`];
    const field = parent.getFields()[name];
    if (field === undefined) return [`v = x.introspection(${quoted(responseKey)});`];
    // Of a refused field the refusal is told already; what must not be null takes its parent along.
    if (nodes.every((one) => this.stripped.refused.has(one))) return isNonNullType(field.type) ? ['return undefined;'] : ['v = "null";'];
    const { ownership } = this.graph;
    const owner = ownership.ownerOf(parent.name, name);
    const named = getNamedType(field.type);
    const key = plannedKey(node);
    const at = { path: [...path, responseKey], programme: owner ?? programme };
    const bit = owner === null || ownership.isKey(parent.name, name) ? 0 : ownership.bitOf(owner);
    const news: News = { always: isLeafType(named) || ownership.isShared(named.name) ? bit : 0, empty: bit };
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return [`v = ${property('o', key)};`, `v = ${this.#value(field.type, 'v', 'o', { ...at, key, sets, news })};`, ...(isNonNullType(field.type) ? ['if (v === undefined) return undefined;'] : [])];
  }

  /** An expression for the text of a value, which is `undefined` only where the type is non-null. */
  #value(type: GraphQLOutputType, value: string, object: string, at: Spot): string {
    const { key, path, programme, news } = at;
    const nonNull = isNonNullType(type);
    const nullable = getNullableType(type);
    const leaf = isLeafType(nullable) ? nullable : null;
    const place: Place = { key, path, programme, nonNull, leaf };
    const unusual = `x.unusual(${value}, ${object}, ${this.#code.constant(place)}, ${news.always})`;
    if (leaf !== null) return this.#leaf(leaf, value, unusual, news.always);
    const orNull = nonNull ? '' : ' ?? "null"';
    if (isListType(nullable)) {
      const text = noted(news.always, `${this.#list(nullable.ofType, at)}(${value}, x)${orNull}`);
      return `Array.isArray(${value}) ? ${news.always === 0 && news.empty !== 0 ? `(${value}.length === 0 && (x.came |= ${news.empty}), ${text})` : text} : ${unusual}`;
    }
    const isObject = `typeof ${value} === 'object' && ${value} !== null && !(${value} instanceof ${this.#code.constant(PlanError)}) && !Array.isArray(${value})`;
    return `${isObject} ? ${noted(news.always, `${this.#composite(nullable, at, place)}(${value}, x)${orNull}`)} : ${unusual}`;
  }

  #leaf(type: GraphQLLeafType, value: string, unusual: string, bit: number): string {
    if (isEnumType(type)) {
      const names = this.#code.constant(new Map(type.getValues().map(({ name, value: internal }) => [internal, JSON.stringify(name)])));
      // What an enum does not know goes the way of the unusual.
      return `${names}.has(${value}) ? ${noted(bit, `${names}.get(${value})`)} : ${unusual}`;
    }
    switch (type.name) {
      case 'Int':
        return `(${value} | 0) === ${value} ? ${noted(bit, `"" + ${value}`)} : ${unusual}`;
      case 'Float':
        return `typeof ${value} === 'number' ? ${noted(bit, `"" + ${value}`)} : ${unusual}`;
      case 'Boolean':
        return `${value} === true ? ${noted(bit, '"true"')} : ${value} === false ? ${noted(bit, '"false"')} : ${unusual}`;
      default:
        return `typeof ${value} === 'string' ? ${noted(bit, `${this.#code.constant(jsonString)}(${value})`)} : ${unusual}`;
    }
  }

  /** A function of `(a, x)` for lists of a type. */
  #list(item: GraphQLOutputType, at: Spot): string {
    const depth = at.path.filter((key) => key === '@').length;
    const below = { ...at, path: [...at.path, '@'], news: NO_NEWS };
    return this.#code.define('a, x', [
      'const { length } = a;',
      'if (length === 0) return "[]";',
      'let s = "[";',
      'for (let i = 0; i < length; i += 1) {',
      `x.at[${depth}] = i;`,
      'let v = a[i];',
      `v = ${this.#value(item, 'v', 'null', below)};`,
      ...(isNonNullType(item) ? ['if (v === undefined) return undefined;'] : []),
      's += i === 0 ? v : "," + v;',
      '}',
      'return s + "]";',
    ].join('\n'));
  }

  /** A function of `(o, x)` for objects, by their own word of which type they are where several are possible. */
  #composite(type: GraphQLOutputType, at: Spot, place: Place): string {
    if (isObjectType(type)) return this.#object(type, at.sets, at);
    if (!isAbstractType(type)) throw new Error('A selection stands on a composite type.');
    const cases = this.graph.apiSchema.getPossibleTypes(type).map((possible) => `case ${quoted(possible.name)}: return ${this.#object(possible, at.sets, at)}(o, x);`);
    // Where the plan has not asked which type it is, the operation asks for nothing that depends on it.
    if (isInterfaceType(type)) cases.push(`case undefined: case ${quoted(type.name)}: return ${this.#object(type, at.sets, at)}(o, x);`);
    return this.#code.define('o, x', `switch (${property('o', '__typename')}) {\n${cases.join('\n')}\n}\nx.failed(${this.#code.constant(place)}, null, ${property('o', '__typename')});\nreturn undefined;`);
  }
}

/** Of which programme something has come, as bits, where a value says more than that something exists. */
interface News {
  /** Where whatever stands there is enough: leaves, and objects of types that have no owner. */
  readonly always: number;
  /** Where other objects are judged by their fields; but an empty list says that there is none. */
  readonly empty: number;
}

const NO_NEWS: News = { always: 0, empty: 0 };

const noted = (bit: number, text: string): string => (bit === 0 ? text : `((x.came |= ${bit}), ${text})`);

interface Spot extends Position {
  readonly key: string;
  readonly sets: readonly SelectionSetNode[];
  readonly news: News;
}
