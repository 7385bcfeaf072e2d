import type { SubgraphSource } from './subgraph.js';

/** A supergraph made for one construct of Federation 2, and what is asked of it. */
export interface Construct {
  readonly name: string;
  readonly sources: readonly SubgraphSource<string>[];
  /** Compared with what the stock gateway brings; where that is known to be wrong, what is right stands beside the query. */
  readonly queries: readonly (string | readonly [query: string, right: object])[];
}

const byId = <T extends { id: string }>(all: readonly T[]) => ({ id }: { id: string }): T | null => all.find((one) => one.id === id) ?? null;
const BOOKS = [{ __typename: 'Book', id: 'b1', title: 'Abai zholy', pages: 600 }, { __typename: 'Book', id: 'b2', title: 'Kan men ter', pages: null }];
const FILMS = [{ __typename: 'Film', id: 'f1', title: 'Kyz Zhibek', minutes: 143 }];
const MEDIA = [...BOOKS, ...FILMS];
const typeOf = ({ __typename }: { __typename: string }): string => __typename;

export const CONSTRUCTS: readonly Construct[] = [
  {
    name: '@requires on what another @requires gives',
    sources: [
      { name: 'a', typeDefs: 'type Query { product: Product } type Product @key(fields: "id") { id: ID! price: Int! }', resolvers: { Query: { product: () => ({ id: 'p1' }) }, Product: { __resolveReference: ({ id }: { id: string }) => ({ id }), price: () => 90 } } },
      {
        name: 'b',
        typeDefs: 'type Product @key(fields: "id") { id: ID! price: Int! @external isExpensive: Boolean! @requires(fields: "price") weight: Int }',
        resolvers: { Product: { __resolveReference: (one: object) => one, isExpensive: ({ price }: { price: number }) => price > 50, weight: () => 3 } },
      },
      {
        name: 'c',
        typeDefs: 'type Product @key(fields: "id") { id: ID! isExpensive: Boolean! @external weight: Int @external canAfford: Boolean! @requires(fields: "isExpensive") label: String @requires(fields: "isExpensive weight") }',
        resolvers: { Product: { __resolveReference: (one: object) => one, canAfford: ({ isExpensive }: { isExpensive: boolean }) => !isExpensive, label: ({ isExpensive, weight }: { isExpensive: boolean; weight: number }) => `${isExpensive} ${weight}` } },
      },
    ],
    queries: ['{ product { canAfford } }', '{ product { canAfford isExpensive label price } }', ['{ product { a: canAfford b: label weight: id } }', { product: { a: false, b: 'true 3', weight: 'p1' } }]],
  },
  {
    name: '@requires with fragments, nested objects and lists',
    sources: [
      {
        name: 'a',
        typeDefs: `type Query { carts: [Cart] } type Cart @key(fields: "id") { id: ID! lines: [Line] owner: Owner }
          type Line { item: Item amount: Int } interface Item { id: ID! } type Good implements Item { id: ID! grams: Int } type Voucher implements Item { id: ID! worth: Int } union Owner = Person | Firm type Person { first: String } type Firm { title: String }`,
        resolvers: {
          Query: { carts: () => [{ id: 'c1' }, null, { id: 'c2' }] },
          Cart: {
            __resolveReference: ({ id }: { id: string }) => ({ id }),
            lines: ({ id }: { id: string }) => (id === 'c1' ? [{ item: { __typename: 'Good', id: 'g', grams: 5 }, amount: 2 }, null, { item: { __typename: 'Voucher', id: 'v', worth: 9 }, amount: 1 }, { item: null, amount: 4 }] : null),
            owner: ({ id }: { id: string }) => (id === 'c1' ? { __typename: 'Person', first: 'Asel' } : { __typename: 'Firm', title: 'TOO' }),
          },
          Item: { __resolveType: typeOf },
          Owner: { __resolveType: typeOf },
        },
      },
      {
        name: 'b',
        typeDefs: `type Cart @key(fields: "id") { id: ID! lines: [Line] @external owner: Owner @external
            summary: String @requires(fields: "lines { amount item { id ... on Good { grams } ... on Voucher { worth } } } owner { ... on Person { first } ... on Firm { title } }") }
          type Line { item: Item @external amount: Int @external } interface Item { id: ID! } type Good implements Item { id: ID! @external grams: Int @external } type Voucher implements Item { id: ID! @external worth: Int @external }
          union Owner = Person | Firm type Person { first: String @external } type Firm { title: String @external }`,
        resolvers: { Cart: { __resolveReference: (one: object) => one, summary: ({ lines, owner }: { lines: unknown; owner: unknown }) => JSON.stringify({ lines, owner }) }, Item: { __resolveType: typeOf }, Owner: { __resolveType: typeOf } },
      },
    ],
    queries: ['{ carts { summary } }', '{ carts { id summary lines { amount item { __typename id } } owner { ... on Person { name: first } } } }'],
  },
  {
    name: '@requires with an argument',
    sources: [
      { name: 'a', typeDefs: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! price(currency: String!): Int }', resolvers: { Query: { item: () => ({ id: 'i' }) }, Item: { __resolveReference: ({ id }: { id: string }) => ({ id }), price: (_: unknown, { currency }: { currency: string }) => (currency === 'KZT' ? 450 : 1) } } },
      { name: 'b', typeDefs: 'type Item @key(fields: "id") { id: ID! price(currency: String!): Int @external shipping: Int @requires(fields: "price(currency: \\"KZT\\")") }', resolvers: { Item: { __resolveReference: (one: object) => one, shipping: ({ price }: { price: number }) => price * 2 } } },
    ],
    queries: ['{ item { shipping } }', '{ item { shipping usd: price(currency: "USD") kzt: price(currency: "KZT") } }', ['{ item { price(currency: "USD") shipping } }', { item: { price: 1, shipping: 900 } }]],
  },
  {
    name: '@provides, on lists, interfaces and unions',
    sources: [
      { name: 'a', typeDefs: 'type Query { shelf: [Book] @provides(fields: "title") media: [Media] @provides(fields: "... on Film { minutes }") } interface Media { id: ID! title: String } type Book implements Media @key(fields: "id") { id: ID! title: String @external } type Film implements Media @key(fields: "id") { id: ID! title: String @external minutes: Int @external }', resolvers: { Query: { shelf: () => BOOKS, media: () => MEDIA }, Media: { __resolveType: typeOf } } },
      { name: 'b', typeDefs: 'type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int } type Film @key(fields: "id") { id: ID! title: String @shareable minutes: Int @shareable }', resolvers: { Book: { __resolveReference: byId(BOOKS) }, Film: { __resolveReference: byId(FILMS) } } },
    ],
    queries: ['{ shelf { title } }', '{ shelf { title pages } media { title ... on Film { minutes } ... on Book { pages } } }', '{ media { ... on Film { minutes } } }'],
  },
  {
    name: 'entities through interfaces, and by several keys',
    sources: [
      { name: 'a', typeDefs: 'type Query { media: [Media!] first: Media } interface Media { id: ID! } type Book implements Media @key(fields: "id") { id: ID! } type Film implements Media @key(fields: "id") { id: ID! }', resolvers: { Query: { media: () => MEDIA, first: () => MEDIA[0] }, Media: { __resolveType: typeOf } } },
      {
        name: 'b',
        typeDefs: 'type Book @key(fields: "id") @key(fields: "isbn") { id: ID! isbn: String! title: String } type Film @key(fields: "id") { id: ID! title: String minutes: Int }',
        resolvers: { Book: { __resolveReference: ({ id }: { id: string }) => ({ ...byId(BOOKS)({ id }), isbn: `isbn-${id}` }) }, Film: { __resolveReference: byId(FILMS) } },
      },
      { name: 'c', typeDefs: 'type Book @key(fields: "isbn") { isbn: String! pages: Int stock: Stock } type Stock { left: Int shops: [String!] }', resolvers: { Book: { __resolveReference: ({ isbn }: { isbn: string }) => (isbn === 'isbn-b2' ? null : { isbn, pages: 600, stock: { left: 2, shops: ['Almaty'] } }) } } },
    ],
    queries: ['{ media { __typename id ... on Book { title pages stock { left shops } } ... on Film { title minutes } } }', '{ first { ... on Book { stock { shops } } ... on Media { id } } }', '{ media { ...x } } fragment x on Media { ... on Book { pages p: pages } ... on Film { minutes } }'],
  },
  {
    name: 'interface objects',
    sources: [
      { name: 'a', typeDefs: 'type Query { media: [Media!]! } interface Media @key(fields: "id") { id: ID! title: String } type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int } type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }', resolvers: { Query: { media: () => MEDIA }, Media: { __resolveType: typeOf, __resolveReference: ({ id }: { id: string }) => MEDIA.find((one) => one.id === id) }, Book: { __resolveReference: byId(BOOKS) }, Film: { __resolveReference: byId(FILMS) } } },
      { name: 'b', typeDefs: 'type Query { reviewed: [Media!]! } type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int reviews: [Review] } type Review { text: String of: Media }', resolvers: { Query: { reviewed: () => [{ id: 'f1' }, { id: 'b1' }] }, Media: { __resolveReference: (one: object) => one, stars: ({ id }: { id: string }) => id.length, reviews: ({ id }: { id: string }) => [{ text: `of ${id}`, of: { id } }] } } },
      { name: 'c', typeDefs: 'type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int @external rank: String @requires(fields: "stars") }', resolvers: { Media: { __resolveReference: (one: object) => one, rank: ({ id, stars }: { id: string; stars: number }) => `${id} ${stars}` } } },
    ],
    queries: ['{ media { id stars } }', '{ reviewed { title __typename } }', [
      '{ reviewed { rank reviews { text of { title ... on Film { minutes } ... on Book { pages rank } } } } }',
      { reviewed: [{ rank: 'f1 2', reviews: [{ text: 'of f1', of: { title: 'Kyz Zhibek', minutes: 143 } }] }, { rank: 'b1 2', reviews: [{ text: 'of b1', of: { title: 'Abai zholy', pages: 600, rank: 'b1 2' } }] }] },
    ], '{ media { ... on Book { stars rank } __typename } }', [
      '{ media { ... on Book { x: rank y: title } ... on Film { x: title y: rank } } }',
      { media: [{ x: 'b1 2', y: 'Abai zholy' }, { x: 'b2 2', y: 'Kan men ter' }, { x: 'Kyz Zhibek', y: 'f1 2' }] },
    ]],
  },
  {
    name: 'shared roots and shared value types',
    sources: [
      { name: 'a', typeDefs: 'type Query { place: Place @shareable } type Place @shareable { name: String centre: Point } type Point @shareable { lat: Float lon: Float }', resolvers: { Query: { place: () => ({ name: 'Almaty', centre: { lat: 43.25, lon: 76.9 } }) } } },
      { name: 'b', typeDefs: 'type Query { place: Place @shareable } type Place @shareable { people: Int centre: Point } type Point @shareable { lat: Float height: Int }', resolvers: { Query: { place: () => ({ people: 2_200_000, centre: { lat: 43.25, height: 800 } }) } } },
    ],
    queries: ['{ place { name people } }', '{ place { centre { lat lon height } } }', '{ p: place { people n: name centre { h: height } } }'],
  },
  {
    name: '@override, and enums and unions that differ',
    sources: [
      { name: 'a', typeDefs: 'type Query { post: Post kinds: [Kind] mixed: [Mixed] } enum Kind { OLD NEW } type Post @key(fields: "id") { id: ID! body: String kind: Kind } union Mixed = Post', resolvers: { Query: { post: () => ({ id: '1' }), kinds: () => ['OLD', 'NEW', null], mixed: () => [{ __typename: 'Post', id: '1' }] }, Post: { __resolveReference: ({ id }: { id: string }) => ({ id }), body: () => 'from a', kind: () => 'NEW' }, Mixed: { __resolveType: typeOf } } },
      { name: 'b', typeDefs: 'type Query { others: [Mixed] } enum Kind { OLD NEW LATER } type Post @key(fields: "id") { id: ID! body: String @override(from: "a") later: Kind } type Note { text: String } union Mixed = Post | Note', resolvers: { Query: { others: () => [{ __typename: 'Note', text: 'n' }, { __typename: 'Post', id: '2' }] }, Post: { __resolveReference: ({ id }: { id: string }) => ({ id }), body: () => 'from b', later: () => 'LATER' }, Mixed: { __resolveType: typeOf } } },
    ],
    queries: ['{ post { body kind later } kinds }', '{ mixed { __typename ... on Post { body } ... on Note { text } } others { ... on Note { text } ... on Post { id body kind } } }'],
  },
  {
    name: 'keys that are null, objects and lists',
    sources: [
      { name: 'a', typeDefs: 'type Query { houses: [House!] } type House @key(fields: "at { street number }") { at: At rooms: [Room!] } type At { street: String number: Int } type Room @key(fields: "id ids") { id: ID ids: [ID!] }', resolvers: { Query: { houses: () => [{ at: { street: 'Abai', number: 1 }, rooms: [{ id: '1', ids: ['x', 'y'] }] }, { at: { street: null, number: 2 }, rooms: [] }, { at: null, rooms: null }] } } },
      { name: 'b', typeDefs: 'type House @key(fields: "at { street number }") { at: At @external year: Int } type At { street: String @external number: Int @external } type Room @key(fields: "id ids") { id: ID ids: [ID!] size: Float }', resolvers: { House: { __resolveReference: ({ at }: { at: { number: number } | null }) => (at === null ? null : { at, year: 1900 + at.number }) }, Room: { __resolveReference: ({ ids }: { ids: string[] }) => ({ size: ids.length / 4 }) } } },
    ],
    queries: ['{ houses { year } }', '{ houses { at { n: number } year rooms { size } } }'],
  },
];
