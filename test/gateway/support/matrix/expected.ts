import {
  isAbstractType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { follow, type Thing } from './graph.js';
import { meets, type Asker, type PublishedRules } from './rules.js';

/** What must come out at one place. */
export type Expected =
  | { readonly kind: 'leaf'; readonly value: unknown }
  /** Taken away. */
  | { readonly kind: 'refused' }
  /** `hollow`: nothing was permitted in it, so that it may be null in whole. */
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Expected>; readonly hollow: boolean }
  | { readonly kind: 'list'; readonly items: readonly Expected[]; readonly hollow: boolean };

const REFUSED: Expected = { kind: 'refused' };

/** A selection of a field with the type that it is asked on. */
interface Asked {
  readonly node: FieldNode;
  readonly parent: string;
}

/** What one asker must get of one operation, worked out over the made-up world without a plan. */
export class Oracle {
  readonly #parents = new Map<FieldNode, string>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #operation: OperationDefinitionNode;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rules: PublishedRules,
    private readonly asker: Asker,
    document: DocumentNode,
    private readonly variables: Readonly<Record<string, boolean>>,
  ) {
    const types = new TypeInfo(schema);
    visit(document, visitWithTypeInfo(types, { Field: (node) => void this.#parents.set(node, types.getParentType()?.name ?? '') }));
    this.#fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operation === undefined) throw new Error('no operation');
    this.#operation = operation;
  }

  data(): Expected {
    return this.#object({ __typename: this.#rootType, id: '' }, this.#operation.selectionSet.selections);
  }

  /** `path code` of every selection that is taken out, each once; `@` stands for the items of a list. */
  errors(): ReadonlySet<string> {
    const code = this.asker.authenticated ? (this.asker.purposeNamed ? 'SCOPE_MISSING' : 'PURPOSE_MISSING') : 'UNAUTHENTICATED';
    return new Set(this.#refusedIn(this.#operation.selectionSet.selections, []).map((path) => `${path.join('.')} ${code}`));
  }

  get #rootType(): string {
    return this.schema.getRootType(this.#operation.operation)?.name ?? '';
  }

  #permits({ node, parent }: Asked): boolean {
    return node.name.value === '__typename' || meets(this.asker, this.rules.before(parent, node.name.value));
  }

  /** The fields of a selection set: of an object's type, or of all types. */
  #collect(selections: readonly SelectionNode[], type: string | null): Asked[] {
    return selections.flatMap((selection): Asked[] => {
      if (!this.#included(selection)) return [];
      if (selection.kind === Kind.FIELD) return [{ node: selection, parent: this.#parents.get(selection) ?? '' }];
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      const on = fragment?.typeCondition?.name.value;
      const applies = type === null || on === undefined || this.#is(type, on);
      return fragment !== undefined && applies ? this.#collect(fragment.selectionSet.selections, type) : [];
    });
  }

  #is(type: string, condition: string): boolean {
    const [object, on] = [this.schema.getType(type), this.schema.getType(condition)];
    return type === condition || (isAbstractType(on) && isObjectType(object) && this.schema.isSubType(on, object));
  }

  #included({ directives }: SelectionNode): boolean {
    return (directives ?? []).every(({ name, arguments: given }) => {
      const value = given?.[0]?.value;
      const met = value?.kind === Kind.VARIABLE ? this.variables[value.name.value] === true : value?.kind === Kind.BOOLEAN && value.value;
      return name.value === 'skip' ? !met : met;
    });
  }

  #object(thing: Thing, selections: readonly SelectionNode[]): Expected {
    const byKey = Map.groupBy(this.#collect(selections, thing.__typename), ({ node }) => (node.alias ?? node.name).value);
    const fields = new Map([...byKey].map(([key, asked]) => [key, this.#field(thing, asked)]));
    return { kind: 'object', fields, hollow: !this.#givesAnything(selections) };
  }

  /** The same field may be asked several times, through an interface and through a type: what is permitted of these comes out. */
  #field(thing: Thing, asked: readonly Asked[]): Expected {
    const permitted = asked.filter((one) => this.#permits(one));
    const [first] = permitted;
    if (first === undefined) return REFUSED;
    const name = first.node.name.value;
    const selections = permitted.flatMap(({ node }) => node.selectionSet?.selections ?? []);
    if (name === '__typename') return { kind: 'leaf', value: thing.__typename };
    const found = follow(thing.__typename, name, thing.id);
    if (typeof found === 'string') return { kind: 'leaf', value: name === 'secrets' ? [found] : found };
    if (!isList(found)) return this.#object(found, selections);
    return { kind: 'list', items: found.map((one) => this.#object(one, selections)), hollow: !this.#givesAnything(selections) };
  }

  /** Whether anything at all is permitted in selections, whatever the objects turn out to be. */
  #givesAnything(selections: readonly SelectionNode[]): boolean {
    return this.#collect(selections, null).some((asked) => {
      if (!this.#permits(asked)) return false;
      const below = asked.node.selectionSet?.selections;
      return below === undefined || this.#givesAnything(below);
    });
  }

  #refusedIn(selections: readonly SelectionNode[], path: readonly string[]): string[][] {
    return this.#collect(selections, null).flatMap((asked): string[][] => {
      const { node, parent } = asked;
      const here = [...path, (node.alias ?? node.name).value];
      if (!this.#permits(asked)) return [here];
      const below = node.selectionSet?.selections;
      return below === undefined ? [] : this.#refusedIn(below, isListField(this.schema, parent, node.name.value) ? [...here, '@'] : here);
    });
  }
}

const isList = (found: Thing | readonly Thing[]): found is readonly Thing[] => Array.isArray(found);

function isListField(schema: GraphQLSchema, parent: string, field: string): boolean {
  const type = schema.getType(parent);
  return type !== undefined && 'getFields' in type && String(type.getFields()[field]?.type).startsWith('[');
}

/** How data differs from what must come out, in words; null when it does not. */
export function differenceFrom(expected: Expected, actual: unknown, at = 'data'): string | null {
  switch (expected.kind) {
    case 'leaf':
      return JSON.stringify(actual) === JSON.stringify(expected.value) ? null : `${at} is ${JSON.stringify(actual)} and not ${JSON.stringify(expected.value)}`;
    case 'refused':
      return actual === null ? null : `${at} is ${JSON.stringify(actual)} and not taken away`;
    case 'object':
      if (actual === null) return expected.hollow ? null : `${at} is null although something in it is permitted`;
      if (typeof actual !== 'object' || Object.keys(actual ?? {}).join() !== [...expected.fields.keys()].join()) return `${at} is ${JSON.stringify(actual)}, with other keys than ${[...expected.fields.keys()].join()}`;
      return firstOf([...expected.fields].map(([key, field]) => differenceFrom(field, (actual as Record<string, unknown>)[key], `${at}.${key}`)));
    case 'list':
      if (actual === null) return expected.hollow ? null : `${at} is null although something in it is permitted`;
      if (!Array.isArray(actual) || actual.length !== expected.items.length) return `${at} is ${JSON.stringify(actual)} and no list of ${expected.items.length}`;
      return firstOf(expected.items.map((item, index) => differenceFrom(item, (actual as readonly unknown[])[index], `${at}[${index}]`)));
    default:
      return expected satisfies never;
  }
}

const firstOf = (all: readonly (string | null)[]): string | null => all.find((one) => one !== null) ?? null;
