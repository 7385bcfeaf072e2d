import { isEnumType, Kind, type DocumentNode, type GraphQLSchema } from 'graphql';

/**
 * Object types and values of enums that a supergraph has and its API schema has not, because they are `@inaccessible`. A
 * subgraph may send them rightly; clients see null.
 */
export class HiddenNames {
  readonly #names = new Set<string>();

  constructor(supergraph: DocumentNode, apiSchema: GraphQLSchema) {
    for (const type of supergraph.definitions) {
      if (type.kind === Kind.OBJECT_TYPE_DEFINITION && apiSchema.getType(type.name.value) === undefined) this.#names.add(type.name.value);
      const shown = type.kind === Kind.ENUM_TYPE_DEFINITION ? apiSchema.getType(type.name.value) : undefined;
      if (type.kind !== Kind.ENUM_TYPE_DEFINITION || !isEnumType(shown)) continue;
      for (const { name } of type.values ?? []) if (shown.getValue(name.value) === undefined) this.#names.add(`${type.name.value}.${name.value}`);
    }
  }

  /** Whether a value of an enum, or with null for the enum a type by its name, is hidden. */
  has(enumType: string | null, name: unknown): boolean {
    return typeof name === 'string' && this.#names.has(enumType === null ? name : `${enumType}.${name}`);
  }
}
