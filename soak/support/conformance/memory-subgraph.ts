import { isDeepStrictEqual } from 'node:util';
import { Kind, parse, type ConstDirectiveNode, type DirectiveNode, type DocumentNode, type FieldDefinitionNode, type InterfaceTypeDefinitionNode, type InterfaceTypeExtensionNode, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from 'graphql';

/** An object of a subgraph; a function stands for a field with arguments, or for an object that leads back here. */
export type Stored = Readonly<Record<string, unknown>>;

/** All objects that there are, by type; those of an interface also under its name where it is asked for by key. */
export type Store = Readonly<Record<string, readonly Stored[]>>;

export type Resolver = (source: never, args: never) => unknown;

/** Resolvers by type and field. */
export type Fields = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

/** A subgraph that answers from a store. */
export interface MemorySubgraph {
  readonly sdl: string;
  /** What is worked out instead of looked up, by type and field. */
  readonly fields?: Fields;
  /** A subgraph of Federation 1 has no `@link`. */
  readonly federation1?: boolean;
}

/** What a subgraph server is made of. */
export interface MemorySource {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: Fields;
  readonly header: string;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@external", "@requires", "@provides", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@extends", "@context", "@fromContext"
]) `;

type Composite = ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode;

const COMPOSITE: ReadonlySet<string> = new Set([Kind.OBJECT_TYPE_DEFINITION, Kind.OBJECT_TYPE_EXTENSION, Kind.INTERFACE_TYPE_DEFINITION, Kind.INTERFACE_TYPE_EXTENSION]);
const ABSTRACT: ReadonlySet<string> = new Set([Kind.INTERFACE_TYPE_DEFINITION, Kind.UNION_TYPE_DEFINITION, Kind.UNION_TYPE_EXTENSION]);

/**
 * Makes the subgraph's resolvers from its SDL. Strict about whose a field is: what is `@external` it knows only where a
 * representation or a `@provides` brings it, so that a gateway that forgets to is found out.
 */
export function memorySubgraph(name: string, subgraph: string | MemorySubgraph, store: Store): MemorySource {
  const { sdl, fields = {}, federation1 = false } = typeof subgraph === 'string' ? { sdl: subgraph } : subgraph;
  const document = parse(sdl, { noLocation: true });
  const composites = document.definitions.filter((definition): definition is Composite => COMPOSITE.has(definition.kind));
  const provided = new Set(composites.flatMap((type) => (type.fields ?? []).flatMap((field) => fieldNames(field, 'provides'))));
  const resolvers = Object.fromEntries(composites.map((type) => [type.name.value, { ...resolversOf(type, provided, store), ...fields[type.name.value] }]));
  return { name, typeDefs: sdl, resolvers: { ...typeResolvers(document, resolvers), ...rootResolvers(document, resolvers, fields) }, header: federation1 ? '' : LINK };
}

function resolversOf(type: Composite, provided: ReadonlySet<string>, store: Store): Readonly<Record<string, Resolver>> {
  const keys = fieldNames(type, 'key');
  const external = new Set((type.fields ?? []).filter((field) => isExternal(field) || isExternal(type)).map(({ name }) => name.value).filter((field) => !keys.includes(field) && !provided.has(field)));
  const guards = [...external].map((field) => [field, guardOf(type.name.value, field)] as const);
  if (keys.length === 0) return Object.fromEntries(guards);
  const isInterface = type.kind === Kind.INTERFACE_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_EXTENSION;
  const find = (representation: Stored): Stored | null => {
    const found = store[type.name.value]?.find((one) => keys.every((key) => !(key in representation) || matches(one[key], representation[key])));
    return found === undefined ? null : seenFrom(found, representation, { external, keys });
  };
  return isInterface ? { __resolveReference: find } : { ...Object.fromEntries(guards), __resolveReference: find };
}

/** What a subgraph knows of an object that it was asked about: its own fields, and what the representation says. */
const seenFrom = (found: Stored, representation: Stored, { external, keys }: { external: ReadonlySet<string>; keys: readonly string[] }): Stored => ({
  ...Object.fromEntries(Object.entries(found).filter(([field]) => !external.has(field))),
  ...Object.fromEntries(Object.entries(representation).filter(([field]) => field !== '__typename' && !keys.includes(field))),
});

const guardOf = (type: string, field: string): Resolver => (source: Stored): unknown => {
  throw new Error(`${type}.${field} is another's; asked of ${JSON.stringify(Object.keys(source))}`);
};

/** Whether a stored value is what a key says, which may name a part of it. */
function matches(stored: unknown, key: unknown): boolean {
  if (Array.isArray(stored) && Array.isArray(key)) return stored.length === key.length && stored.every((one, index) => matches(one, key[index]));
  if (typeof key !== 'object' || key === null || typeof stored !== 'object' || stored === null) return isDeepStrictEqual(stored ?? null, key ?? null);
  return Object.entries(key).every(([field, value]) => field === '__typename' || matches((stored as Stored)[field], value));
}

function typeResolvers(document: DocumentNode, resolvers: Fields): Fields {
  const abstract = document.definitions.flatMap((definition) => (ABSTRACT.has(definition.kind) && 'name' in definition && definition.name !== undefined ? [definition.name.value] : []));
  const typeOf: Resolver = ({ __typename }: { __typename: string }) => __typename;
  return { ...resolvers, ...Object.fromEntries(abstract.map((name) => [name, { ...resolvers[name], __resolveType: typeOf }])) };
}

/** Root fields are functions of their arguments. */
function rootResolvers(document: DocumentNode, resolvers: Fields, fields: Fields): Fields {
  const roots = ['Query', 'Mutation'].filter((name) => document.definitions.some((definition) => 'name' in definition && definition.name?.value === name));
  return Object.fromEntries(roots.map((root) => [root, { ...resolvers[root], ...fields[root] }]));
}

type Annotated = { readonly directives?: readonly (DirectiveNode | ConstDirectiveNode)[] | undefined };

const isExternal = ({ directives = [] }: Annotated): boolean => directives.some(({ name }) => name.value === 'external');

/** Names of fields in the field sets of a directive. */
function fieldNames({ directives = [] }: Annotated & (Composite | FieldDefinitionNode), directive: 'key' | 'provides'): readonly string[] {
  return directives.filter(({ name }) => name.value === directive).flatMap((one) => {
    const value = one.arguments?.find(({ name }) => name.value === 'fields')?.value;
    const set = value?.kind === Kind.STRING ? value.value : '';
    return directive === 'key' ? set.replaceAll(/\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, '').split(/[\s,]+/).filter(Boolean) : set.match(/\b[a-zA-Z_]\w*/g) ?? [];
  });
}
