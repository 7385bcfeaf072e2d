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
import { plannedKey } from '../plan/planned-key.js';
import type { Graph } from '../schema/graph.js';
import type { Place } from './writing.js';

/** What an object of one type is written as: its fields in their order, as the specification collects them. */
export interface ObjectOutline {
  readonly fields: readonly FieldOutline[];
}

export interface FieldOutline {
  /** What stands before the value: brace or comma, name, colon. */
  readonly open: string;
  readonly value: FieldValue;
}

export type FieldValue =
  | { readonly kind: 'FIXED'; readonly text: string }
  /** Takes the object along, whatever it is: `place` is told as missing where that is not told already. */
  | { readonly kind: 'NONE'; readonly place: Place | null }
  | { readonly kind: 'INTROSPECTION'; readonly key: string }
  | { readonly kind: 'FETCHED'; readonly key: string; readonly value: ValueOutline };

/** A value of a type at a place. */
export interface ValueOutline {
  readonly place: Place;
  /** Of which programme something has come (a bit), whatever stands there: leaves, and objects of types that have no owner. */
  readonly always: number;
  /** The same where other objects are judged by their fields; but an empty list says that there is none. */
  readonly empty: number;
  readonly type: TypeOutline;
}

export type TypeOutline =
  /** `names` has the texts of an enum's values. */
  | { readonly kind: 'LEAF'; readonly leaf: GraphQLLeafType; readonly names: ReadonlyMap<unknown, string> | null }
  | { readonly kind: 'LIST'; readonly depth: number; readonly item: ValueOutline }
  | { readonly kind: 'OBJECT'; readonly object: ObjectOutline }
  /**
   * By the name that an object has for itself; any other is told as missing. Where the plan has not asked which type it is, or
   * whom it asked knows only the interface, nothing in the operation depends on it: that is `itself`.
   */
  | { readonly kind: 'ABSTRACT'; readonly objects: ReadonlyMap<string, ObjectOutline>; readonly itself: ObjectOutline | null };

type WriterGraph = Pick<Graph, 'apiSchema' | 'ownership'>;

/** What of an operation the response is made by. */
export type Shaped = Pick<StrippedOperation, 'shaped' | 'operation' | 'refused'>;

/**
 * Works out what the response of an operation looks like: order, aliases, merged fields and types are what the GraphQL
 * specification says of executing it, and nothing that was fetched for the plan's own use comes along.
 */
export function outlineOf(graph: WriterGraph, shaped: Shaped, variables: Readonly<Record<string, unknown>>): ObjectOutline {
  const root = graph.apiSchema.getRootType(shaped.operation.operation);
  if (!root) throw new Error('A validated operation has a root type.');
  return new Outliner(graph, shaped, variables).object(root, [shaped.operation.selectionSet], { path: [], programme: null, isShared: false });
}

/** What an object is known to be: of a type, or only of an interface, by a subgraph that knows no more (`@interfaceObject`). */
type KnownType = GraphQLObjectType | GraphQLInterfaceType;

/** Where the outliner stands in an operation. */
interface Position {
  readonly path: readonly string[];
  readonly programme: Place['programme'];
  /** Whether several ways lead there: through the types of an interface or a union. */
  readonly isShared: boolean;
}

/** Of which programme a field's value tells, as bits. */
type News = Pick<ValueOutline, 'always' | 'empty'>;

const NO_NEWS: News = { always: 0, empty: 0 };

interface Spot extends Position {
  readonly key: string;
  readonly sets: readonly SelectionSetNode[];
  readonly news: News;
}

class Outliner {
  /** Outlines by what they are made of, where several ways lead to one place. */
  readonly #shared = new Map<string, ObjectOutline>();
  readonly #numbers = new Map<SelectionSetNode, number>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly graph: WriterGraph,
    private readonly shaped: Shaped,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    const fragments = shaped.shaped.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  object(type: KnownType, sets: readonly SelectionSetNode[], position: Position): ObjectOutline {
    if (!position.isShared) return this.#object(type, sets, position);
    const key = JSON.stringify([type.name, position.path, position.programme, sets.map((set) => this.#numberOf(set))]);
    const outline = this.#shared.get(key) ?? this.#object(type, sets, position);
    this.#shared.set(key, outline);
    return outline;
  }

  #numberOf(set: SelectionSetNode): number {
    const number = this.#numbers.get(set) ?? this.#numbers.size;
    this.#numbers.set(set, number);
    return number;
  }

  #object(type: KnownType, sets: readonly SelectionSetNode[], position: Position): ObjectOutline {
    const fields: FieldOutline[] = [];
    for (const [responseKey, nodes] of this.#collect(type, sets)) {
      const value = this.#field(type, responseKey, nodes, position);
      fields.push({ open: `${fields.length === 0 ? '{' : ','}"${responseKey}":`, value });
    }
    return { fields };
  }

  /** The fields of an object of a type, in their order, as the specification collects them. */
  #collect(type: KnownType, sets: readonly SelectionSetNode[]): ReadonlyMap<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    const visit = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (!isIncluded(selection.directives, this.variables)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = (selection.alias ?? selection.name).value;
          const known = fields.get(key);
          if (known === undefined) fields.set(key, [selection]);
          else known.push(selection);
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

  #field(parent: KnownType, responseKey: string, nodes: readonly FieldNode[], { path, programme, isShared }: Position): FieldValue {
    const [node] = nodes;
    if (node === undefined) throw new Error('A collected field has a node.');
    const name = node.name.value;
    if (name === '__typename') return typeNameOf(parent, { key: responseKey, path: [...path, responseKey], programme, nonNull: true, leaf: null });
    const field = parent.getFields()[name];
    if (field === undefined) return { kind: 'INTROSPECTION', key: responseKey };
    // Of a refused field the refusal is told already; what must not be null takes its parent along.
    if (nodes.every((one) => this.shaped.refused.has(one))) return isNonNullType(field.type) ? { kind: 'NONE', place: null } : { kind: 'FIXED', text: 'null' };
    const owner = this.graph.ownership.ownerOf(parent.name, name);
    const key = plannedKey(node);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const spot = { path: [...path, responseKey], programme: owner ?? programme, isShared, key, sets, news: this.#news(parent, name, owner, field.type) };
    return { kind: 'FETCHED', key, value: this.#value(field.type, spot, 0) };
  }

  #news(parent: KnownType, name: string, owner: string | null, type: GraphQLOutputType): News {
    const { ownership } = this.graph;
    const bit = owner === null || ownership.isKey(parent.name, name) ? 0 : ownership.bitOf(owner);
    const named = getNamedType(type);
    return { always: isLeafType(named) || ownership.isShared(named.name) ? bit : 0, empty: bit };
  }

  #value(type: GraphQLOutputType, at: Spot, depth: number): ValueOutline {
    const nullable = getNullableType(type);
    const place: Place = { key: at.key, path: at.path, programme: at.programme, nonNull: isNonNullType(type), leaf: isLeafType(nullable) ? nullable : null };
    return { place, ...at.news, type: this.#type(nullable, at, place, depth) };
  }

  #type(type: GraphQLOutputType, at: Spot, place: Place, depth: number): TypeOutline {
    if (isListType(type)) {
      const around = depth === 0 ? at.path.filter((key) => key === '@').length : depth;
      return { kind: 'LIST', depth: around, item: this.#value(type.ofType, { ...at, path: [...at.path, '@'], news: NO_NEWS }, around + 1) };
    }
    if (isLeafType(type)) return leafOf(type);
    if (isObjectType(type)) return { kind: 'OBJECT', object: this.object(type, at.sets, at) };
    if (!isAbstractType(type)) throw new Error('A selection stands on a composite type.');
    const below = { ...at, isShared: true };
    const itself = isInterfaceType(type) ? this.object(type, at.sets, below) : null;
    const objects = this.graph.apiSchema.getPossibleTypes(type).map((one) => [one.name, this.object(one, at.sets, below)] as const);
    return { kind: 'ABSTRACT', objects: new Map([...objects, ...(itself === null ? [] : [[type.name, itself] as const])]), itself };
  }
}

const leaves = new WeakMap<GraphQLLeafType, TypeOutline>();

/** One for each type: most fields are leaves of few types. */
function leafOf(leaf: GraphQLLeafType): TypeOutline {
  const known = leaves.get(leaf);
  if (known !== undefined) return known;
  const made: TypeOutline = { kind: 'LEAF', leaf, names: isEnumType(leaf) ? new Map(leaf.getValues().map(({ name, value }) => [value, JSON.stringify(name)])) : null };
  leaves.set(leaf, made);
  return made;
}

const typeNameOf = (type: KnownType, place: Place): FieldValue =>
  isObjectType(type) ? { kind: 'FIXED', text: JSON.stringify(type.name) } : { kind: 'NONE', place };
