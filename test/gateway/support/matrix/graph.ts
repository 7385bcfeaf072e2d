import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { SubgraphSource } from '../subgraph.js';

/** An object of the made-up world. */
export interface Thing {
  readonly __typename: string;
  readonly id: string;
}

/** Every value says whose it is: a leaf that comes out where it must not can be told by its text. */
export const valueOf = (type: string, field: string, id: string): string => `«${type}.${field}#${id}»`;

const idIn = (value: string): string => value.replace(/^.*#/, '').replace('»', '');
const things = (type: string, ...ids: readonly string[]): readonly Thing[] => ids.map((id) => ({ __typename: type, id }));
const thing = (type: string, id: string): Thing => ({ __typename: type, id });

const EVERYBODY = [...things('Child', '1', '2'), ...things('Adult', '3'), ...things('Pet', '4')];
const MEDIA = [...things('Book', '5'), ...things('Film', '6')];

/** Where the fields that lead from one object to others lead. */
const LINKS: Readonly<Record<string, Thing | readonly Thing[]>> = {
  'Query.child': thing('Child', '1'),
  'Query.children': things('Child', '1', '2'),
  'Query.named': EVERYBODY,
  'Query.one': thing('Adult', '3'),
  'Query.hits': [...EVERYBODY, thing('Sealed', '7')],
  'Query.sealed': thing('Sealed', '7'),
  'Query.cases': things('Case', '8', '9'),
  'Query.tree': thing('Tree', '10'),
  'Query.media': MEDIA,
  'Query.reviewed': MEDIA,
  'Query.places': things('Place', '15'),
  'Query.holders': [thing('Chest', '18'), thing('Basket', '19')],
  'Chest.holds': thing('Sealed', '7'),
  'Basket.holds': thing('Pet', '4'),
  'Mutation.register': thing('Child', '2'),
  'Mutation.touch': thing('Pet', '4'),
  'Child.kin': thing('Adult', '3'),
  'Child.friends': things('Child', '2'),
  'Child.aid': thing('Aid', '11'),
  'Child.care': thing('Care', '12'),
  'Child.facts': thing('Facts', '13'),
  'Adult.kin': thing('Child', '1'),
  'Pet.kin': thing('Pet', '4'),
  'Tree.inner': thing('Inner', '14'),
  'Tree.inners': things('Inner', '14', '16'),
  'Inner.deep': thing('Deep', '17'),
};

/** Fields that the interface object has, which does not know whose they are. */
const isOfMedia = (type: string, field: string): boolean => ['Book', 'Film'].includes(type) && ['id', 'stars', 'rank'].includes(field);

/** What a field leads to; for a leaf its value. */
export function follow(type: string, field: string, id: string): Thing | readonly Thing[] | string {
  return LINKS[`${type}.${field}`] ?? (field === 'level' ? 'LOW' : valueOf(isOfMedia(type, field) ? 'Media' : type, field, id));
}

const scopes = (...lists: readonly string[]): string => `@requiresScopes(scopes: [${lists.map((list) => `[${list.split(' ').map((one) => `"${one}"`).join(', ')}]`).join(', ')}])`;

/**
 * Every place where the Federation specification lets an access rule stand, and every way that leads to it: fields, object types,
 * scalars and enums; interfaces whose types differ, unions, a narrower type behind an interface, an interface object; rules that
 * several subgraphs add up to; fields that require guarded ones and restate their scopes; a guarded key.
 */
const TYPE_DEFS: Readonly<Record<'registry' | 'benefits' | 'foster-families' | 'schools', string>> = {
  registry: `
    type Query {
      child(id: ID!): Child @authenticated
      children: [Child!]
      named: [Named!]
      one: Named ${scopes('identity')}
      hits: [Hit!]
      sealed: Sealed
      cases: [Case!]
      tree: Tree
      media: [Media!]
      places: [Place!] @shareable
      holders: [Holder!]
      word: String
    }
    type Mutation { register(name: String!): Child ${scopes('operations')} touch: Named @authenticated note(text: String): String }
    interface Named { id: ID name: String kin: Named }
    interface Holder { holds: Hit }
    type Chest implements Holder { holds: Sealed }
    type Basket implements Holder { holds: Pet }
    union Hit = Child | Adult | Pet | Sealed
    scalar Secret ${scopes('care')}
    enum Level @authenticated { LOW HIGH }
    type Child implements Named @key(fields: "id") {
      id: ID
      name: String ${scopes('identity')}
      kin: Adult
      friends(first: Int): [Child!] ${scopes('family')}
      secret: Secret
      secrets: [Secret!]
      level: Level
      income: String ${scopes('benefits')}
      word: String
      facts: Facts @inaccessible
    }
    type Adult implements Named ${scopes('family')} { id: ID name: String kin: Named job: String ${scopes('care')} }
    type Pet implements Named { id: ID name: String kin: Named }
    type Sealed ${scopes('care', 'family identity')} { text: String level: Level }
    type Case @key(fields: "number") { number: ID ${scopes('identity')} title: String @authenticated }
    type Tree { inner: Inner! inners: [Inner!]! plain: String }
    type Inner { a: String ${scopes('identity')} b: String ${scopes('family')} deep: Deep! }
    type Deep { c: String ${scopes('identity')} d: String ${scopes('operations', 'family')} }
    type Facts @inaccessible { income: String! }
    interface Media @key(fields: "id") { id: ID title: String }
    type Book implements Media @key(fields: "id") { id: ID title: String pages: String ${scopes('care')} }
    type Film implements Media @key(fields: "id") { id: ID title: String ${scopes('family')} }
    type Place @shareable { street: String ${scopes('identity')} city: String }
  `,
  benefits: `
    type Query { reviewed: [Media!] places: [Place!] @shareable }
    type Child @key(fields: "id") {
      id: ID
      income: String @external
      support: String @requires(fields: "income") ${scopes('benefits')}
      aid: Aid ${scopes('benefits')}
    }
    type Aid @key(fields: "id") { id: ID sum: String extra: String @authenticated }
    type Media @key(fields: "id") @interfaceObject { id: ID stars: String ${scopes('identity')} rank: String }
    type Place @shareable { street: String @authenticated zip: String ${scopes('benefits')} }
  `,
  'foster-families': `
    type Child @key(fields: "id") { id: ID facts: Facts @external care: Care @requires(fields: "facts { income }") ${scopes('care family', 'operations')} }
    type Facts { income: String! @external }
    type Care { text: String hint: String ${scopes('identity')} }
    type Case @key(fields: "number") { number: ID notes: String ${scopes('care')} }
  `,
  schools: `
    type Child @key(fields: "id") { id: ID support: String @external schooling: String @requires(fields: "support") ${scopes('benefits education')} }
    type Aid @key(fields: "id") { id: ID lessons: String ${scopes('education')} }
  `,
};

/** What a reference must bring for a field, beside the key. */
const REQUIRED: Readonly<Record<string, (source: Readonly<Record<string, unknown>>) => boolean>> = {
  'Child.support': ({ id, income }) => income === valueOf('Child', 'income', String(id)),
  'Child.schooling': ({ id, support }) => support === valueOf('Child', 'support', String(id)),
  'Child.care': ({ facts }) => (facts as { income?: unknown } | undefined)?.income === valueOf('Facts', 'income', '13'),
};

/** Answers any field of the world; refuses to work without what it requires. */
export function resolveField(source: unknown, _args: unknown, _context: unknown, info: GraphQLResolveInfo): unknown {
  const object = (source ?? { id: '' }) as Thing & Record<string, unknown>;
  const type = object.__typename ?? info.parentType.name;
  const requires = REQUIRED[`${type}.${info.fieldName}`];
  if (requires !== undefined && !requires(object)) throw new GraphQLError(`${type}.${info.fieldName} lacks what it requires.`);
  const found = follow(type, info.fieldName, object.id);
  return String(info.returnType).startsWith('[') && typeof found === 'string' ? [found] : found;
}

type Reference = Readonly<Record<string, unknown>>;

const byKey = (type: string, key: string) => ({ __resolveReference: (given: Reference): object => ({ ...given, __typename: type, id: idIn(String(given[key])) }) });
const resolveType = ({ __typename }: Thing): string => __typename;

const RESOLVERS: Readonly<Record<keyof typeof TYPE_DEFS, object>> = {
  registry: {
    Named: { __resolveType: resolveType },
    Hit: { __resolveType: resolveType },
    Holder: { __resolveType: resolveType },
    Media: { __resolveType: resolveType, __resolveReference: ({ id }: Reference) => MEDIA.find((one) => one.id === idIn(String(id))) },
    ...Object.fromEntries(['Child', 'Book', 'Film'].map((type) => [type, byKey(type, 'id')])),
    Case: byKey('Case', 'number'),
  },
  benefits: {
    Child: byKey('Child', 'id'),
    Aid: byKey('Aid', 'id'),
    // It does not know which of the types it is: a value says so by the number.
    Media: { __resolveReference: ({ id }: Reference) => MEDIA.find((one) => one.id === idIn(String(id))) },
  },
  'foster-families': { Child: byKey('Child', 'id'), Case: byKey('Case', 'number') },
  schools: { Child: byKey('Child', 'id'), Aid: byKey('Aid', 'id') },
};

export const MATRIX: readonly SubgraphSource[] = (Object.keys(TYPE_DEFS) as (keyof typeof TYPE_DEFS)[]).map((name) => ({ name, typeDefs: TYPE_DEFS[name], resolvers: RESOLVERS[name] }));
