import { World, type ComparedGraph } from './graph.js';
import type { Stored } from './memory-subgraph.js';

const byId = (all: readonly Stored[]) => (_: unknown, { id }: { id: string }): Stored | null => all.find((one) => one['id'] === id) ?? null;
const firstOf = (all: readonly (Stored | null)[]) => (_: unknown, { first = 10 }: { first?: number | null }): readonly (Stored | null)[] => all.slice(0, first ?? 0);

const BOOKS: readonly Stored[] = [1, 2].map((i) => ({ __typename: 'Book', id: String(i), title: `Book ${i}`, pages: i * 100, writer: () => PEOPLE[i - 1], reviews: () => REVIEWS.slice(0, i), stars: i, dust: 'thin' }));
const FILMS: readonly Stored[] = [{ __typename: 'Film', id: '3', title: 'Film 3', minutes: 90, reviews: () => [REVIEWS[1]], stars: 5, dust: 9 }];
const MEDIA = [...BOOKS, ...FILMS];
const PEOPLE: readonly Stored[] = [1, 2].map((i) => ({ __typename: 'Person', id: String(i), name: `Person ${i}`, age: i * 20, loves: () => MEDIA[i], found: () => [BOOKS[0], PEOPLE[2 - i], FILMS[0]], wrote: () => BOOKS.slice(i - 1, i) }));
const REVIEWS: readonly Stored[] = [1, 2].map((i) => ({ key: `r${i}`, text: `Review ${i}`, by: () => PEOPLE[i - 1], of: () => MEDIA[i] }));
const LIBRARY_WORLD = new World();

/** Interfaces, unions and interface objects. */
const LIBRARY: ComparedGraph = {
  name: 'interfaces, unions and interface objects',
  world: LIBRARY_WORLD,
  store: { Book: BOOKS, Film: FILMS, Media: MEDIA, Person: PEOPLE },
  subgraphs: {
    a: `type Query { media(first: Int): [Media] one(id: ID!): Media found: [Found] people: [Person!]! }
      interface Media @key(fields: "id") { id: ID! title(long: Boolean = false): String }
      type Book implements Media @key(fields: "id") { id: ID! title(long: Boolean = false): String dust: String }
      type Film implements Media @key(fields: "id") { id: ID! title(long: Boolean = false): String minutes: Int dust: Int }
      union Found = Book | Film | Person type Person @key(fields: "id") { id: ID! name: String loves: Media found: [Found!] }`,
    b: `type Query { reviewed: [Media!]! } type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int reviews: [Review!] } type Review { text: String by: Person of: Media } type Person @key(fields: "id") { id: ID! age: Int }`,
    c: `type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int @external rank: String @requires(fields: "stars") }`,
    d: `type Book @key(fields: "id") { id: ID! pages: Int writer: Person } type Person @key(fields: "id") { id: ID! wrote: [Book] }`,
  },
  fields: {
    Query: { media: firstOf([BOOKS[0] ?? null, null, ...FILMS, ...BOOKS]), one: byId(MEDIA), found: () => [BOOKS[1], PEOPLE[0], null, FILMS[0]], people: () => PEOPLE, reviewed: () => [FILMS[0], BOOKS[0]].map((one) => ({ ...one, __typename: one?.['__typename'] })) },
    Book: { title: ({ title }: { title: string }, { long }: { long?: boolean | null }) => (long === true ? `${title}, the whole of it` : title) },
    Film: { title: ({ title }: { title: string }, { long }: { long?: boolean | null }) => (long === true ? `${title}, the whole of it` : title) },
    Media: { rank: ({ id, stars }: { id: string; stars: number | null }) => `${id} has ${stars}` },
  },
  flaky: { Book: ['pages', 'writer'], Film: ['minutes'], Media: ['stars', 'reviews'], Review: ['text'], Person: ['age', 'loves', 'found'] },
  required: ['stars'],
  wrong: {},
};

const GOODS: readonly Stored[] = [1, 2, 3].map((i) => ({ id: String(i), name: `good ${i}`, price: i * 10, weight: i, size: { w: i, h: i * 2 }, old: `old ${i}`, stock: i * 7, place: { key: `p${i}`, city: 'Almaty', zip: `05000${i}`, street: `Street ${i}` }, near: () => GOODS[i % 3] }));
const CARTS: readonly Stored[] = [{ id: '1', lines: [{ key: 'l1', good: GOODS[0], amount: 2 }, null, { key: 'l2', good: GOODS[2], amount: 1 }], owner: { id: '1', mail: 'a@example.kz', nick: 'a' } }];
const SHOP_WORLD = new World();
type Good = { readonly id: string; readonly price: number | null; readonly weight: number | null; readonly size: { readonly w: number } | null; readonly postage: number | null };

/** What is required, provided, shared and overridden. */
const SHOP: ComparedGraph = {
  name: 'required, provided, shared and overridden fields',
  world: SHOP_WORLD,
  store: { Good: GOODS, Cart: CARTS, Owner: [CARTS[0]?.['owner'] as Stored] },
  subgraphs: {
    a: `type Query { goods(first: Int): [Good] good(id: ID!): Good cart: Cart } type Good @key(fields: "id") { id: ID! price: Int weight: Int size: Size old: String name: String @shareable place: Place @shareable near: Good }
      type Size { w: Int h: Int } type Place @shareable { city: String zip: String }
      type Cart @key(fields: "id") { id: ID! lines: [Line] owner: Owner } type Line { good: Good! amount: Int! } type Owner @key(fields: "id") { id: ID! mail: String }`,
    b: `type Good @key(fields: "id") { id: ID! price: Int @external weight: Int @external size: Size @external postage(express: Boolean): Int @requires(fields: "price weight") fits: Boolean @requires(fields: "size { w }")
        old: String @override(from: "a") stock: Int! place: Place @shareable } type Size { w: Int @external } type Place @shareable { city: String street: String }`,
    c: `type Query { featured: [Good] @provides(fields: "name") } type Good @key(fields: "id") { id: ID! name: String @external fits: Boolean @external price: Int @external label: String @requires(fields: "fits price") warm: Boolean! }
      type Owner @key(fields: "id") { id: ID! nick: String }`,
  },
  fields: {
    Query: { goods: firstOf([...GOODS, null, ...GOODS.slice(0, 1)]), good: byId(GOODS), cart: () => CARTS[0], featured: () => [GOODS[1], null, GOODS[0]] },
    Good: {
      postage: ({ price, weight }: Good, { express }: { express?: boolean | null }) => (price === null || weight === null ? null : price * weight * (express === true ? 2 : 1)),
      fits: ({ size }: Good) => (size === null ? null : size.w < 3),
      label: ({ id, price, fits }: Good & { readonly fits: boolean | null }) => `${id} ${fits} ${price}`,
      warm: ({ id }: Good) => id !== '2',
    },
  },
  flaky: { Good: ['price', 'size', 'old', 'stock', 'near'], Owner: ['nick', 'mail'], Line: ['amount'] },
  required: ['price', 'weight', 'size', 'fits'],
  wrong: { a: { Good: { old: () => 'never' } } },
};

const NODES: readonly Stored[] = [1, 2, 3].map((i) => ({
  id: String(i), must: `must ${i}`, may: `may ${i}`, firm: `firm ${i}`, loose: `loose ${i}`, to: () => NODES[i % 3], grid: () => [[NODES[0], NODES[i - 1]], [NODES[i % 3]]],
  part: { key: `i${i}`, must: `inner ${i}`, may: 'x', deeper: { key: `d${i}`, must: 'd', list: ['p', 'q'] } }, counts: [1, 2, i],
}));
type Node = { readonly id: string; readonly to: () => unknown; readonly part: unknown };
const STRICT_WORLD = new World();

/** Nulls and errors, under every combination of non-null types and lists. */
const STRICT: ComparedGraph = {
  name: 'nulls and errors',
  world: STRICT_WORLD,
  store: { Node: NODES },
  subgraphs: {
    a: `type Query { nodes: [Node!] strict: [Node!]! loose: [Node] node(id: ID!): Node sure: Node! }
      type Node @key(fields: "id") { id: ID! must: String! may: String next: Node nextMust: Node! nexts: [Node!] nextsMust: [Node!]! grid: [[Node!]] inner: Inner innerMust: Inner! }
      type Inner { must: String! may: String deeper: Deeper! } type Deeper { must: String! list: [String!] }`,
    b: `type Node @key(fields: "id") { id: ID! firm: String! loose: String counts: [Int!]! beside: Inner2 besides: [Inner2!]! } type Inner2 { firm: Int! own: String back: Node! }`,
  },
  fields: {
    Query: { nodes: () => NODES, strict: () => NODES.slice(0, 2), loose: () => [NODES[0], null, NODES[1], NODES[0]], node: byId(NODES), sure: () => NODES[2] },
    Node: {
      next: ({ to }: Node) => to(), nextMust: ({ to }: Node) => to(), nexts: ({ id }: Node) => NODES.slice(Number(id) % 3), nextsMust: ({ id }: Node) => NODES.slice(Number(id) % 3), inner: ({ part }: Node) => part, innerMust: ({ part }: Node) => part,
      beside: ({ id }: { id: string }) => ({ key: `b${id}`, id: undefined, firm: 1, own: 'own', back: NODES[Number(id) % 3] }),
      besides: ({ id }: { id: string }) => [1, 2].map((i) => ({ key: `b${id}-${i}`, firm: i, own: 'own', back: NODES[i] })),
    },
  },
  flaky: { Query: ['nodes'], Node: ['must', 'may', 'next', 'nextMust', 'nexts', 'nextsMust', 'grid', 'inner', 'innerMust', 'firm', 'loose', 'counts', 'beside', 'besides'], Inner: ['must', 'may', 'deeper'], Deeper: ['must', 'list'], Inner2: ['firm', 'own', 'back'] },
  required: [],
  wrong: {},
};

const REGISTER_WORLD = new World();
const done = (what: string): string => `${REGISTER_WORLD.done.push(what)}: ${what}`;
const ENTRIES: readonly Stored[] = [1, 2].map((i) => ({ id: String(i), text: `entry ${i}`, note: `note ${i}`, length: i }));
const entry = (id: string, text: string): Stored | null => {
  const found = ENTRIES.find((one) => one['id'] === id);
  done(text);
  return found ?? null;
};

/** Mutations: each tells how many were before it. */
const REGISTER: ComparedGraph = {
  name: 'mutations',
  world: REGISTER_WORLD,
  store: { Entry: ENTRIES },
  subgraphs: {
    a: 'type Query { entries: [Entry] } type Mutation { write(id: ID!, text: String = "a"): Entry mark(kind: Kind!): String! } enum Kind { LATE EARLY } type Entry @key(fields: "id") { id: ID! text: String }',
    b: 'type Mutation { strike(id: ID!): Entry count: Int! } type Entry @key(fields: "id") { id: ID! note: String length: Int! }',
    c: 'type Mutation { note(texts: [String!]): [String] } type Entry @key(fields: "id") { id: ID! length: Int! @external doubled: Int @requires(fields: "length") }',
  },
  fields: {
    Query: { entries: () => ENTRIES },
    Mutation: {
      write: (_: unknown, { id, text }: { id: string; text: string | null }) => entry(id, `write ${text}`), mark: (_: unknown, { kind }: { kind: string }) => done(`mark ${kind}`),
      strike: (_: unknown, { id }: { id: string }) => entry(id, 'strike'), count: () => REGISTER_WORLD.done.push('count'), note: (_: unknown, { texts }: { texts?: readonly string[] | null }) => texts?.map((text) => done(`note ${text}`)) ?? null,
    },
    Entry: { doubled: ({ length }: { length: number }) => length * 2 },
  },
  flaky: { Entry: ['note', 'text'], Mutation: ['mark'] },
  required: ['length'],
  wrong: {},
};

export const GRAPHS: readonly ComparedGraph[] = [LIBRARY, SHOP, STRICT, REGISTER];
