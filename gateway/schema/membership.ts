import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';
import { directivesNamed, flagArgument, textArgument } from './directives.js';
import { subgraphNames } from './required-arguments.js';
import { namedTypeOf } from './named-type.js';

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** Which object types stand behind an abstract one in which subgraph. */
export class Membership {
  readonly #members = new Map<string, Set<string>>();
  readonly #types = new Map<string, Composite>();
  readonly #partial = new Set<string>();
  readonly #names: ReadonlyMap<string, string>;

  constructor(supergraph: DocumentNode) {
    this.#names = subgraphNames(supergraph);
    for (const type of supergraph.definitions) {
      if (type.kind === Kind.UNION_TYPE_DEFINITION) for (const member of directivesNamed(type, 'join__unionMember')) this.#add(type.name.value, member, textArgument(member, 'member'));
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      this.#types.set(type.name.value, type);
      if (type.kind === Kind.OBJECT_TYPE_DEFINITION) for (const one of directivesNamed(type, 'join__implements')) this.#add(textArgument(one, 'interface') ?? '', one, type.name.value);
    }
    const abstract = Map.groupBy(this.#members, ([key]) => key.slice(0, key.indexOf(' ')));
    for (const [name, sets] of abstract) if (new Set(sets.map(([, members]) => [...members].sort().join())).size > 1) this.#partial.add(name);
  }

  /** Whether there is an abstract type that different subgraphs know different members of. */
  get isPartial(): boolean {
    return this.#partial.size > 0;
  }

  /** Whether an abstract type is such a one, and a subgraph knows this member of it. */
  isPartialMember(abstract: string, subgraph: string, member: string): boolean {
    return this.#partial.has(abstract) && this.#members.get(`${abstract} ${subgraph}`)?.has(member) === true;
  }

  /** Whether a subgraph resolves a field of a type by itself. */
  resolves(subgraph: string, type: string, field: string): boolean {
    const joins = directivesNamed(this.#field(type, field) ?? {}, 'join__field');
    const homes = directivesNamed(this.#types.get(type) ?? {}, 'join__type');
    if (joins.length === 0) return this.#field(type, field) !== undefined && homes.some((home) => this.#isOf(home, subgraph));
    return joins.some((join) => this.#isOf(join, subgraph) && !flagArgument(join, 'external') && !flagArgument(join, 'usedOverridden') && textArgument(join, 'overrideLabel') === null && textArgument(join, 'requires') === null);
  }

  /** The type of a field in a subgraph, without lists: it may be narrower there. Null for a field that is not known. */
  typeOf(subgraph: string, type: string, field: string): string | null {
    const found = this.#field(type, field);
    if (found === undefined) return null;
    const own = directivesNamed(found, 'join__field').filter((join) => this.#isOf(join, subgraph)).map((join) => textArgument(join, 'type'));
    return own.find((one) => one !== null)?.replaceAll(/[[\]!]/g, '') ?? namedTypeOf(found.type);
  }

  #field(type: string, field: string): FieldDefinitionNode | undefined {
    return this.#types.get(type)?.fields?.find(({ name }) => name.value === field);
  }

  #isOf(directive: ConstDirectiveNode, subgraph: string): boolean {
    return this.#names.get(textArgument(directive, 'graph') ?? '') === subgraph;
  }

  #add(abstract: string, directive: ConstDirectiveNode, member: string | null): void {
    const key = `${abstract} ${this.#names.get(textArgument(directive, 'graph') ?? '') ?? ''}`;
    if (member !== null) this.#members.set(key, (this.#members.get(key) ?? new Set()).add(member));
  }
}
