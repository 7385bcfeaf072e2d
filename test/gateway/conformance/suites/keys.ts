import { answers, fails, type Suite } from '../suite.js';

const CITIZEN = { id: 'c1', mail: 'aru@example.kz', nick: 'aru' };

const SIMPLE_ENTITY_CALL: Suite = {
  name: 'simple-entity-call',
  store: { Citizen: [CITIZEN] },
  subgraphs: {
    mail: { sdl: 'type Query { citizen: Citizen } type Citizen @key(fields: "id") { id: ID! mail: String! }', fields: { Query: { citizen: () => CITIZEN } } },
    nick: 'type Citizen @key(fields: "mail") { mail: String! @external nick: String! }',
  },
  cases: [answers('{ citizen { id nick } }', { citizen: { id: 'c1', nick: 'aru' } })],
};

type Toy = { id: string; pid: string; price: { amount: number }; kind: Kind };
type Kind = { id: string; tag: string; chief: () => Toy };
const KINDS: readonly Kind[] = [0, 1].map((i) => ({ id: `k${i + 1}`, tag: `t${i + 1}`, chief: () => TOYS[i] as Toy }));
const TOYS: readonly Toy[] = [0, 1].map((i) => ({ id: String(i + 1), pid: `p${i + 1}`, price: { amount: (i + 1) * 100 }, kind: KINDS[i] as Kind }));
const TOY_LIST = { toys: TOYS, first: TOYS[0], chosen: TOYS[1] };

/** Keys that reach into lists, each subgraph with more of them than the one before. */
const COMPLEX_ENTITY_CALL: Suite = {
  name: 'complex-entity-call',
  store: { ToyList: [TOY_LIST], Toy: TOYS, Kind: KINDS },
  subgraphs: {
    link: 'type Toy @key(fields: "id") @key(fields: "id pid") { id: String! pid: String! }',
    list: 'type ToyList @key(fields: "toys { id pid }") { toys: [Toy!]! first: Toy @shareable chosen: Toy @shareable } type Toy @key(fields: "id pid") { id: String! pid: String }',
    prices: `type ToyList @key(fields: "toys { id pid kind { id tag } } chosen { id }") { toys: [Toy!]! first: Toy @shareable chosen: Toy @shareable }
      type Toy @key(fields: "id pid kind { id tag }") { id: String! price: Price pid: String kind: Kind } type Kind @key(fields: "id tag") { id: String! tag: String } type Price { amount: Float! }`,
    toys: {
      sdl: `type Query { best: ToyList! } type ToyList @key(fields: "toys { id }") { toys: [Toy!]! } type Toy @extends @key(fields: "id") { id: String! @external kind: Kind @shareable }
        type Kind @key(fields: "id") { chief: Toy! @shareable id: String! tag: String @shareable }`,
      fields: { Query: { best: () => ({ toys: TOYS }) } },
    },
  },
  cases: [
    answers('{ best { toys { id pid price { amount } kind { chief { id } id tag } } chosen { id } first { id } } }', {
      best: { toys: [1, 2].map((i) => ({ id: `${i}`, pid: `p${i}`, price: { amount: i * 100 }, kind: { chief: { id: `${i}` }, id: `k${i}`, tag: `t${i}` } })), chosen: { id: '2' }, first: { id: '1' } },
    }),
  ],
};

const PLOTS = [1, 2].map((i) => ({ id: `${i}`, number: `n${i}`, place: { one: `one ${i}`, two: `two ${i}`, three: `three ${i}` }, name: `plot ${i}` }));

/** Two subgraphs with the same keys, of which each resolves another: the second needs a part of a key that nobody asked for. */
const KEYS_MASHUP: Suite = {
  name: 'keys-mashup',
  store: { Plot: PLOTS, Owner: [{ id: '100', plots: [PLOTS[0]] }] },
  subgraphs: {
    a: `type Plot @key(fields: "id") @key(fields: "number", resolvable: false) @key(fields: "place { one two }", resolvable: false) @key(fields: "id place { two three }", resolvable: false) { id: ID! number: ID! place: Place! name: String! }
      type Place { one: ID! two: ID! three: ID! }`,
    b: {
      sdl: `type Query { owner: Owner } type Owner @key(fields: "id") { id: ID! plots: [Plot!]! }
        type Plot @key(fields: "place { one two }", resolvable: false) @key(fields: "id place { two three }") @key(fields: "number", resolvable: false) @key(fields: "id", resolvable: false)
          { id: ID! number: ID! place: Place! name: String! @external nameAtB: String! @requires(fields: "name") }
        type Place { one: ID! two: ID! three: ID! }`,
      fields: { Query: { owner: () => ({ id: '100', plots: [PLOTS[0]] }) }, Plot: { nameAtB: ({ name }: { name: string }) => `at b: ${name}` } },
    },
  },
  cases: [answers('{ owner { id plots { id name nameAtB } } }', { owner: { id: '100', plots: [{ id: '1', name: 'plot 1', nameAtB: 'at b: plot 1' }] } })],
};

const BOOKS = [1, 2, 3].map((i) => ({ id: `${i}`, upc: `b${i}`, author: { id: `a${i}`, name: ['Alma', 'Bolat', 'Saule'][i - 1] } }));

/** The subgraph in the middle does not know one of the books: its key for the last one is not to be had. */
const NULL_KEYS: Suite = {
  name: 'null-keys',
  store: { Book: BOOKS },
  subgraphs: {
    a: { sdl: 'type Query { shelves: [Shelf] } type Shelf { book: Book } type Book @key(fields: "upc") { upc: ID! }', fields: { Query: { shelves: () => BOOKS.map((book) => ({ book })) } } },
    b: {
      sdl: 'type Book @key(fields: "id") @key(fields: "upc") { id: ID! upc: ID! }',
      fields: { Book: { __resolveReference: ({ upc }: { upc: string }) => BOOKS.slice(0, 2).find((one) => one.upc === upc) ?? null } },
    },
    c: {
      sdl: 'type Book @key(fields: "id") { id: ID! author: Author } type Author { id: ID! name: String }',
      fields: { Book: { __resolveReference: ({ id }: { id: string | null }) => {
        const found = BOOKS.find((one) => one.id === id);
        if (found === undefined) throw new Error('asked without a key');
        return found;
      } } },
    },
  },
  cases: [answers('{ shelves { book { upc author { name } } } }', { shelves: [{ book: { upc: 'b1', author: { name: 'Alma' } } }, { book: { upc: 'b2', author: { name: 'Bolat' } } }, { book: { upc: 'b3', author: null } }] })],
};

const TOY = { __typename: 'Toy', id: 'toy-1', name: 'Ball', price: 10 };
const NODE_TYPES = 'interface Node { id: ID! } type Toy implements Node @key(fields: "id") { id: ID! } type Game implements Node @key(fields: "id") { id: ID! }';

const NODE: Suite = {
  name: 'node',
  store: { Toy: [TOY], Game: [{ __typename: 'Game', id: 'game-1', name: 'Asyk' }] },
  subgraphs: {
    node: { sdl: `type Query { toy: Node game: Node } ${NODE_TYPES}`, fields: { Query: { toy: () => TOY, game: () => ({ __typename: 'Game', id: 'game-1' }) } } },
    'node-two': NODE_TYPES,
    types: 'interface Node { id: ID! } type Toy implements Node @key(fields: "id") @shareable { id: ID! name: String! price: Float! } type Game implements Node @key(fields: "id") { id: ID! name: String! }',
  },
  cases: [answers('{ toy { ... on Toy { id name __typename price } } }', { toy: TOY })],
};

const ACCOUNT = { __typename: 'Account', id: 'a1', login: 'a1-login' };
const CHAT = { __typename: 'Chat', id: 'c1', text: 'c1-text' };
const nodeIn = (known: { id: string }, other: { id: string; __typename: string }) => (_: unknown, { id }: { id: string }) =>
  [known, { __typename: other.__typename, id: 'never', own: other.id }].find((one) => one.id === id || ('own' in one && one.own === id)) ?? null;
const byId = (one: { id: string }) => (_: unknown, { id }: { id: string }) => (one.id === id ? one : null);

/** `Query.node` is shared, but each subgraph knows the id of one of its types only: composition lets it pass, and nobody can answer. */
const CORRUPTED_SUPERGRAPH: Suite = {
  name: 'corrupted-supergraph-node-id',
  store: { Account: [ACCOUNT], Chat: [CHAT] },
  subgraphs: {
    a: {
      sdl: `type Query { node(id: ID!): Node @shareable account(id: String!): Account } interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! login: String! } type Chat implements Node @key(fields: "id") { id: ID! @external account: Account! }`,
      fields: { Query: { node: nodeIn(ACCOUNT, CHAT), account: byId(ACCOUNT) }, Chat: { account: () => ACCOUNT } },
    },
    b: {
      sdl: `type Query { node(id: ID!): Node @shareable chat(id: String!): Chat } interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! @external chats: [Chat!]! } type Chat implements Node @key(fields: "id") { id: ID! text: String! }`,
      fields: { Query: { node: nodeIn(CHAT, ACCOUNT), chat: byId(CHAT) }, Account: { chats: () => [CHAT] } },
    },
  },
  cases: [
    fails('{ node(id: "a1") { id } }'),
    answers('{ account: node(id: "a1") { __typename } chat: node(id: "c1") { __typename } }', { account: { __typename: 'Account' }, chat: { __typename: 'Chat' } }),
    answers('{ account: node(id: "a1") { ... on Account { id login } } chat: node(id: "c1") { ... on Chat { id text } } }', { account: { id: 'a1', login: 'a1-login' }, chat: { id: 'c1', text: 'c1-text' } }),
    answers('{ account: node(id: "a1") { ... on Chat { id } } chat: node(id: "c1") { ... on Account { id } } }', { account: {}, chat: {} }),
    answers('{ account: node(id: "a1") { __typename ... on Chat { id } } chat: node(id: "c1") { __typename ... on Account { id } } }', { account: { __typename: 'Account' }, chat: { __typename: 'Chat' } }),
    fails('{ account: node(id: "a1") { id ... on Chat { id } } chat: node(id: "c1") { __typename ... on Account { id } } }'),
    answers('{ chat(id: "c1") { id } }', { chat: { id: 'c1' } }),
    answers('{ account(id: "a1") { id } }', { account: { id: 'a1' } }),
    answers('{ chat(id: "c1") { id text account { id } } }', { chat: { id: 'c1', text: 'c1-text', account: { id: 'a1' } } }),
    answers('{ account(id: "a1") { id login chats { id } } }', { account: { id: 'a1', login: 'a1-login', chats: [{ id: 'c1' }] } }),
  ],
};

const GROUPS = [{ id: 'g1', name: 'first', details: { toys: 2 } }, { id: 'g2', name: 'second', details: { toys: 1 } }];
const GROUPED = [['t1', 0], ['t2', 1], ['t3', 0]].map(([id, group]) => ({ id: String(id), pid: `${id}-pid`, group: GROUPS[Number(group)] }));

/** A field of a type that is no entity where it is: the way to it is through the entity that holds it. */
const PARENT_ENTITY_CALL: Suite = {
  name: 'parent-entity-call',
  store: { Toy: GROUPED, Group: GROUPS },
  subgraphs: {
    a: { sdl: 'type Query { toys: [Toy!]! } type Toy @key(fields: "id") @key(fields: "id pid") { id: ID! pid: ID! group: Group @shareable } type Group @key(fields: "id") { id: ID! name: String! @shareable }', fields: { Query: { toys: () => GROUPED } } },
    b: 'type Toy @key(fields: "id pid") { id: ID! pid: ID! group: Group @shareable } type Group @key(fields: "id") { id: ID! name: String! @shareable }',
    c: 'type Group { details: Details } type Toy @key(fields: "id pid") { id: ID! pid: ID! group: Group @shareable } type Details { toys: Int }',
  },
  cases: [answers('{ toys { id group { id details { toys } } } }', { toys: GROUPED.map(({ id, group }) => ({ id, group: { id: group?.id, details: group?.details } })) })],
};

const PARENT_ENTITY_CALL_COMPLEX: Suite = {
  name: 'parent-entity-call-complex',
  store: { Toy: [{ id: '1', name: 'Toy 1', group: { id: '3', details: 'of toy 1' } }], Group: [{ id: '3', name: 'Group 3' }] },
  subgraphs: {
    a: 'type Toy @key(fields: "id") { id: ID @external group: Group @shareable } type Group { details: String }',
    b: 'type Toy @key(fields: "id") { id: ID @external group: Group @shareable } type Group @key(fields: "id") { id: ID }',
    c: 'type Group @key(fields: "id") { id: ID name: String }',
    d: { sdl: 'type Query { toyOfD(id: ID!): Toy } type Toy @key(fields: "id") { id: ID name: String }', fields: { Query: { toyOfD: () => ({ id: '1', name: 'Toy 1' }) } } },
  },
  cases: [answers('{ toyOfD(id: "1") { id name group { id name details } } }', { toyOfD: { id: '1', name: 'Toy 1', group: { id: '3', name: 'Group 3', details: 'of toy 1' } } })],
};

const PRICED = [{ id: '1', price: 100, name: 'name-1' }, { id: '2', price: 200, name: 'name-2' }];

const MYSTERIOUS_EXTERNAL: Suite = {
  name: 'mysterious-external',
  store: { Toy: PRICED },
  subgraphs: {
    price: { sdl: 'extend type Toy @key(fields: "id") { id: ID! @external price: Float } type Query { cheapest: Toy }', fields: { Query: { cheapest: () => PRICED[0] } } },
    toy: { sdl: 'type Query { toys: [Toy] } type Toy @key(fields: "id") { id: ID! name: String }', fields: { Query: { toys: () => PRICED } } },
  },
  cases: [answers('{ cheapest { id price name } }', { cheapest: PRICED[0] as object }), answers('{ toys { name price id } }', { toys: PRICED })],
};

const EQUAL = [{ __typename: 'Book', id: '1', price: 10.99 }, { __typename: 'Book', id: '2', price: 15 }, { __typename: 'Book', id: '3', price: 10.99 }];
const twin = ({ id, price }: { id: string; price: number }) => EQUAL.find((one) => one.price === price && one.id !== id) ?? null;

const CIRCULAR_REFERENCE_INTERFACE: Suite = {
  name: 'circular-reference-interface',
  store: { Book: EQUAL },
  subgraphs: {
    a: {
      sdl: 'type Query { ware: Ware } interface Ware { twin: Ware } type Book implements Ware @key(fields: "id") { id: ID! twin: Book @provides(fields: "price") price: Float @external }',
      fields: { Query: { ware: () => EQUAL[0] }, Book: { twin } },
    },
    b: 'type Book @key(fields: "id") { id: ID! price: Float @shareable }',
  },
  cases: [
    answers('{ ware { twin { ... on Ware { twin { __typename } } } } }', { ware: { twin: { twin: { __typename: 'Book' } } } }),
    answers('{ ware { __typename twin { __typename ... on Book { id } twin { __typename ... on Book { id } } } ... on Book { __typename id price twin { id price } } } }', {
      ware: { __typename: 'Book', id: '1', price: 10.99, twin: { __typename: 'Book', id: '3', price: 10.99, twin: { __typename: 'Book', id: '1' } } },
    }),
  ],
};

export const KEYS: readonly Suite[] = [
  SIMPLE_ENTITY_CALL, COMPLEX_ENTITY_CALL, KEYS_MASHUP, NULL_KEYS, NODE, CORRUPTED_SUPERGRAPH, PARENT_ENTITY_CALL, PARENT_ENTITY_CALL_COMPLEX, MYSTERIOUS_EXTERNAL, CIRCULAR_REFERENCE_INTERFACE,
];
