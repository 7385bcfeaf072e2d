import { Kind, type DocumentNode } from 'graphql';

/** Which object types an abstract type stands for in the supergraph, `@inaccessible` ones included. */
export class PossibleTypes {
  readonly #of = new Map<string, Set<string>>();

  constructor(supergraph: DocumentNode) {
    for (const type of supergraph.definitions) {
      if (type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION) {
        for (const { name } of type.interfaces ?? []) this.#add(name.value, type.name.value);
      } else if (type.kind === Kind.UNION_TYPE_DEFINITION) {
        for (const { name } of type.types ?? []) this.#add(type.name.value, name.value);
      }
    }
  }

  /** Whether an object that says it is of type `typename` satisfies `... on condition`. */
  satisfies(typename: unknown, condition: string): boolean {
    return typename === condition || (typeof typename === 'string' && (this.#of.get(condition)?.has(typename) ?? false));
  }

  isAbstract(type: unknown): boolean {
    return typeof type === 'string' && this.#of.has(type);
  }

  /** The types an abstract type stands for; of any other type, none. */
  of(abstractType: string): Iterable<string> {
    return this.#of.get(abstractType) ?? [];
  }

  #add(abstractType: string, member: string): void {
    const members = this.#of.get(abstractType) ?? new Set();
    this.#of.set(abstractType, members.add(member));
  }
}
