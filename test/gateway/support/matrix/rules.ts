import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type TypeNode } from 'graphql';

/** Who asks, as far as access rules look at them. */
export interface Asker {
  readonly authenticated: boolean;
  readonly purposeNamed: boolean;
  readonly scopes: ReadonlySet<string>;
}

/** One directive: what `@authenticated` (no lists) or `@requiresScopes` asks for. */
type Demand = readonly (readonly string[])[];

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

function demandsOf(directives: readonly ConstDirectiveNode[] | undefined): readonly Demand[] {
  return (directives ?? []).flatMap(({ name, arguments: given }): Demand[] => {
    if (name.value === 'authenticated') return [[]];
    const lists = given?.find((argument) => argument.name.value === 'scopes')?.value;
    if (name.value !== 'requiresScopes' || lists?.kind !== Kind.LIST) return [];
    return [lists.values.map((list) => (list.kind === Kind.LIST ? list.values.map((scope) => (scope.kind === Kind.STRING ? scope.value : '')) : []))];
  });
}

/** "Any of the inner lists suffices, each in full", and nothing is open to whoever is not authenticated or names no purpose. */
export const meets = ({ authenticated, purposeNamed, scopes }: Asker, demands: readonly Demand[]): boolean =>
  demands.every((lists) => authenticated && purposeNamed && (lists.length === 0 || lists.some((all) => all.every((scope) => scopes.has(scope)))));

/**
 * The access rules of subgraphs, read from what each of them publishes and nothing else, by the words of the Federation
 * specification: a rule of a field is about that field, a rule of a type about every field of it and every field that returns it;
 * rules of several subgraphs add up. An interface demands what any of its types demands. What a subgraph says of an interface
 * object is about every type behind the interface.
 */
export class PublishedRules {
  readonly #ofType = new Map<string, Demand[]>();
  readonly #ofField = new Map<string, Demand[]>();
  readonly #fields = new Map<string, FieldDefinitionNode[]>();
  readonly #behind = new Map<string, Set<string>>();

  constructor(documents: readonly DocumentNode[]) {
    for (const type of documents.flatMap(({ definitions }) => definitions)) {
      if (!('name' in type) || type.name === undefined || type.kind === Kind.DIRECTIVE_DEFINITION) continue;
      const name = type.name.value;
      if ('directives' in type) append(this.#ofType, name, demandsOf(type.directives as readonly ConstDirectiveNode[]));
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      for (const one of type.interfaces ?? []) this.#behind.set(one.name.value, (this.#behind.get(one.name.value) ?? new Set()).add(name));
      for (const field of type.fields ?? []) {
        append(this.#fields, `${name}.${field.name.value}`, [field]);
        append(this.#ofField, `${name}.${field.name.value}`, demandsOf(field.directives));
      }
    }
  }

  /** What stands before a field, asked on a type or an interface. */
  before(parent: string, field: string): readonly Demand[] {
    return [...this.#own(parent, field), ...this.#types(parent).flatMap((type) => this.#own(type, field))];
  }

  #types(parent: string): readonly string[] {
    return [...(this.#behind.get(parent) ?? [])];
  }

  #own(type: string, field: string): readonly Demand[] {
    const interfaces = [...this.#behind].filter(([, types]) => types.has(type)).map(([name]) => name);
    // Only an interface object has a field that the types behind it do not declare themselves.
    const declaring = this.#fields.has(`${type}.${field}`) ? [type] : interfaces;
    const returned = declaring.flatMap((one) => (this.#fields.get(`${one}.${field}`) ?? []).map((definition) => namedType(definition.type)));
    const around = [type, ...declaring, ...returned, ...returned.flatMap((one) => this.#types(one))];
    return [...around.flatMap((one) => this.#ofType.get(one) ?? []), ...declaring.flatMap((one) => this.#ofField.get(`${one}.${field}`) ?? [])];
  }
}

function append<T>(map: Map<string, T[]>, key: string, more: readonly T[]): void {
  map.set(key, [...(map.get(key) ?? []), ...more]);
}
