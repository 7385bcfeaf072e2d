import { Kind, parse, visit, type DocumentNode, type FieldDefinitionNode, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';
import { directivesNamed, flagArgument, textArgument } from './directives.js';

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** Which programme answers for which field, as the supergraph's `@join__*` directives say. */
export class Ownership {
  /** URL of each subgraph as the supergraph has it, by name. */
  readonly urls = new Map<string, string>();
  readonly #graphs = new Map<string, string>();
  readonly #owners = new Map<string, string>();
  readonly #keys = new Map<string, ReadonlySet<string>>();
  readonly #shared = new Set<string>();

  constructor(supergraph: DocumentNode) {
    this.#readGraphs(supergraph);
    const types = supergraph.definitions.filter((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION);
    for (const type of types) this.#readType(type);
    for (const type of types) this.#inherit(type);
  }

  /** The one subgraph that answers for a field; null for a key or a value type that several subgraphs have. */
  ownerOf(type: string, field: string): string | null {
    return this.#owners.get(`${type}.${field}`) ?? null;
  }

  /** A set of one programme, as a number; sets of several are their sums. */
  bitOf(programme: string): number {
    return 1 << [...this.urls.keys()].indexOf(programme);
  }

  /** The programmes of a set. */
  programmesOf(bits: number): string[] {
    return [...this.urls.keys()].filter((_name, index) => (bits & (1 << index)) !== 0);
  }

  /** Whether a field belongs to a key of its type: having it says nothing of what the owner answered. */
  isKey(type: string, field: string): boolean {
    return this.#keys.get(type)?.has(field) ?? false;
  }

  /** Whether a type is a value type of several subgraphs, whose fields have no owner of their own. */
  isShared(type: string): boolean {
    return this.#shared.has(type);
  }

  #readGraphs(supergraph: DocumentNode): void {
    visit(supergraph, {
      EnumValueDefinition: (value) => {
        const [graph] = directivesNamed(value, 'join__graph');
        if (graph === undefined) return;
        const name = textArgument(graph, 'name');
        if (name === null) return;
        this.#graphs.set(value.name.value, name);
        this.urls.set(name, textArgument(graph, 'url') ?? '');
      },
    });
  }

  #readType(type: Composite): void {
    const joins = directivesNamed(type, 'join__type');
    const keys = joins.map((join) => textArgument(join, 'key')).filter((key) => key !== null);
    if (keys.length > 0) this.#keys.set(type.name.value, new Set(keys.flatMap(topFields)));
    const homes = new Set(joins.map((join) => textArgument(join, 'graph')));
    if (homes.size > 1 && keys.length === 0) this.#shared.add(type.name.value);
    for (const field of type.fields ?? []) {
      const owner = this.#graphs.get(ownGraph(field) ?? (homes.size === 1 ? [...homes][0] : null) ?? '');
      if (owner !== undefined) this.#owners.set(`${type.name.value}.${field.name.value}`, owner);
    }
  }

  /** A field that a subgraph gives to an interface (an interface object) is its own in every type behind it. */
  #inherit(type: Composite): void {
    for (const { name: parent } of type.interfaces ?? []) {
      for (const { name: field, directives } of type.fields ?? []) {
        const inherited = this.#owners.get(`${parent.value}.${field.value}`);
        const coordinate = `${type.name.value}.${field.value}`;
        const joined = directives?.some((directive) => directive.name.value === 'join__field') ?? false;
        if (inherited !== undefined && joined && !this.#owners.has(coordinate)) this.#owners.set(coordinate, inherited);
      }
    }
  }
}

/** The graph that resolves a field itself: of several (`@shareable`) the first, which is as good as any. */
function ownGraph(field: FieldDefinitionNode): string | null {
  const own = directivesNamed(field, 'join__field').find((join) => !flagArgument(join, 'external') && !flagArgument(join, 'usedOverridden'));
  return own === undefined ? null : textArgument(own, 'graph');
}

function topFields(key: string): string[] {
  const [definition] = parse(`{ ${key} }`, { noLocation: true }).definitions;
  const selections = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}
