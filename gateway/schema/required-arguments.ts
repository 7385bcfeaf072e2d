import { Kind, parse, print, visit, type ArgumentNode, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type FieldNode, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { directivesNamed, textArgument } from './directives.js';
import { namedTypeOf } from './named-type.js';

/** A field of the planner's, and what it stands for. */
export interface StandIn {
  readonly field: string;
  readonly arguments: readonly ArgumentNode[];
}

/** A supergraph in which nothing is required with arguments, and the way back from the plans that are made of it. */
export interface RequiredArguments {
  readonly sdl: string;
  /** By their names. */
  readonly standIns: ReadonlyMap<string, StandIn>;
  readonly needs: Needs;
}

/** What each field that requires something requires: places in its object, as keys with dots, by `neederOf`. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/** Part of the name of every stand-in, and of nothing else. */
export const STAND_IN = '__required_';

/** A field as a subgraph resolves it. */
export const neederOf = (subgraph: string, type: string, field: string): string => `${subgraph} ${type}.${field}`;

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * The planner knows a field by its name alone: what is required with arguments it takes for the same field with others,
 * required elsewhere. Therefore it plans with a field without arguments for each such combination.
 */
export function requiredArguments(supergraph: DocumentNode): RequiredArguments {
  const composites = supergraph.definitions.filter((type): type is Composite => type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION);
  const finder = new StandIns(composites);
  const graphs = subgraphNames(supergraph);
  const needs = new Map<string, readonly string[]>();
  const rewritten = visit(supergraph, {
    FieldDefinition: (field, _key, _parent, _path, ancestors) => {
      const type = ancestors.findLast((one): one is Composite => 'kind' in one && 'fields' in one);
      const directives = field.directives?.map((join) => {
        const required = join.name.value === 'join__field' ? textArgument(join, 'requires') : null;
        if (required === null || type === undefined) return join;
        const set = finder.replaceIn(fieldSet(required), type.name.value);
        needs.set(neederOf(graphs.get(textArgument(join, 'graph') ?? '') ?? '', type.name.value, field.name.value), placesIn(set));
        return withRequires(join, print(set).replaceAll(/\s+/g, ' ').slice(1, -1));
      });
      return directives === undefined ? undefined : { ...field, directives };
    },
  });
  return { sdl: print(finder.addedTo(rewritten)), standIns: finder.standIns, needs };
}

/** Makes up the stand-ins. */
class StandIns {
  readonly standIns = new Map<string, StandIn>();
  readonly #types: ReadonlyMap<string, Composite>;
  readonly #names = new Map<string, string>();
  /** Names of the stand-ins of each field, by coordinate. */
  readonly #ofField = new Map<string, Set<string>>();

  constructor(composites: readonly Composite[]) {
    this.#types = new Map(composites.map((type) => [type.name.value, type]));
  }

  replaceIn({ selections }: SelectionSetNode, parent: string): SelectionSetNode {
    return { kind: Kind.SELECTION_SET, selections: selections.map((selection) => this.#replace(selection, parent)) };
  }

  #replace(selection: SelectionNode, parent: string): SelectionNode {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) return { ...selection, selectionSet: this.replaceIn(selection.selectionSet, selection.typeCondition?.name.value ?? parent) };
    const type = this.#types.get(parent)?.fields?.find(({ name }) => name.value === selection.name.value)?.type;
    const below = selection.selectionSet === undefined || type === undefined ? {} : { selectionSet: this.replaceIn(selection.selectionSet, namedTypeOf(type)) };
    if ((selection.arguments ?? []).length === 0) return { ...selection, ...below };
    const { arguments: _replaced, ...field } = selection;
    return { ...field, name: { kind: Kind.NAME, value: this.#standInFor(parent, selection) }, ...below };
  }

  #standInFor(parent: string, { name, arguments: given = [] }: FieldNode): string {
    const key = `${parent}.${name.value}(${given.map(print).sort().join(', ')})`;
    const known = this.#names.get(key) ?? `${name.value}${STAND_IN}${this.#names.size}`;
    this.#names.set(key, known);
    this.standIns.set(known, { field: name.value, arguments: given });
    for (const coordinate of this.#typesOf(parent).map((type) => `${type}.${name.value}`)) this.#ofField.set(coordinate, (this.#ofField.get(coordinate) ?? new Set()).add(known));
    return known;
  }

  /** A type and, of an interface, every type that has its fields. */
  #typesOf(name: string): readonly string[] {
    return [name, ...[...this.#types.values()].filter(({ interfaces = [] }) => interfaces.some((one) => one.name.value === name)).map((type) => type.name.value)];
  }

  addedTo(supergraph: DocumentNode): DocumentNode {
    const add = (type: Composite): Composite => ({ ...type, fields: (type.fields ?? []).flatMap((field) => [field, ...this.#copiesOf(type, field)]) });
    return visit(supergraph, { ObjectTypeDefinition: add, InterfaceTypeDefinition: add });
  }

  /** A stand-in is where its field is, by the same rules. */
  #copiesOf(type: Composite, { description: _none, arguments: _given, ...field }: FieldDefinitionNode): FieldDefinitionNode[] {
    return [...(this.#ofField.get(`${type.name.value}.${field.name.value}`) ?? [])].map((value) => ({ ...field, name: { kind: Kind.NAME, value } }));
  }
}

function fieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A field set is a selection.');
  return definition.selectionSet;
}

const placesIn = ({ selections }: SelectionSetNode, at = ''): string[] => selections.flatMap((selection) => {
  if (selection.kind !== Kind.FIELD) return selection.kind === Kind.INLINE_FRAGMENT ? placesIn(selection.selectionSet, at) : [];
  const place = `${at}${selection.name.value}`;
  return [place, ...(selection.selectionSet === undefined ? [] : placesIn(selection.selectionSet, `${place}.`))];
});

const withRequires = (join: ConstDirectiveNode, text: string): ConstDirectiveNode => ({
  ...join,
  arguments: join.arguments?.map((argument) => (argument.name.value === 'requires' ? { ...argument, value: { kind: Kind.STRING, value: text } } : argument)) ?? [],
});

/** Names of the subgraphs as plans have them, by the values of the supergraph's enum. */
export function subgraphNames(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const values = supergraph.definitions.flatMap((type) => (type.kind === Kind.ENUM_TYPE_DEFINITION ? type.values ?? [] : []));
  return new Map(values.flatMap((value) => directivesNamed(value, 'join__graph').map((graph) => [value.name.value, textArgument(graph, 'name') ?? ''] as const)));
}
