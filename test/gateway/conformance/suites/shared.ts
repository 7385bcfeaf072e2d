import { answers, fails, type Suite } from '../suite.js';

const TOY = { id: '1', name: { id: '1', brand: 'Brand 1', model: 'Model 1' }, kind: { id: '1', name: 'Kind 1' }, price: { id: '1', amount: 1000, currency: 'KZT' } };
const shared = (part: string, type: string) => ({
  sdl: `type Query { toy: Toy! @shareable toys: [Toy!]! @shareable } type Toy { id: ID! @shareable ${part}: ${type}! } `,
  fields: { Query: { toy: () => TOY, toys: () => [TOY] } },
});
const with_ = (one: ReturnType<typeof shared>, types: string) => ({ ...one, sdl: one.sdl + types });
const PARTS = 'id name { id brand model } kind { id name } price { id amount currency }';

const SHARED_ROOT: Suite = {
  name: 'shared-root',
  store: {},
  subgraphs: {
    kind: with_(shared('kind', 'Kind'), 'type Kind { id: ID! name: String! }'),
    name: with_(shared('name', 'Name'), 'type Name { id: ID! brand: String! model: String! }'),
    price: with_(shared('price', 'Price'), 'type Price { id: ID! amount: Int! currency: String! }'),
  },
  cases: [answers(`{ toy { ${PARTS} } }`, { toy: TOY }), answers(`{ toys { ${PARTS} } }`, { toys: [TOY] })],
};

const CITIZENS = [{ id: 'u1', kind: 'REGULAR' }, { id: 'u2', kind: 'ANONYMOUS' }];
type Filter = { readonly kind: string };

/** A value that one subgraph hides and another does not have: to the first it is a value that clients see as null, to the other a fault. */
const ENUM_INTERSECTION: Suite = {
  name: 'enum-intersection',
  store: { Citizen: CITIZENS },
  subgraphs: {
    a: {
      sdl: 'type Query { citizens: [Citizen] ofKind(kind: Kind): [Citizen] } type Citizen @key(fields: "id") { id: ID! kind: Kind @shareable } enum Kind { REGULAR }',
      fields: { Query: { citizens: () => CITIZENS, ofKind: (_: unknown, { kind }: Filter) => CITIZENS.filter((one) => one.kind === kind) } },
    },
    b: {
      sdl: 'type Query { citizensOfB: [Citizen] } type Citizen @key(fields: "id") { id: ID! kind: Kind @shareable } enum Kind { ANONYMOUS @inaccessible REGULAR }',
      fields: { Query: { citizensOfB: () => CITIZENS } },
    },
  },
  cases: [
    answers('{ citizens { id } }', { citizens: [{ id: 'u1' }, { id: 'u2' }] }),
    fails('{ citizens { id kind } }', { citizens: [{ id: 'u1', kind: 'REGULAR' }, { id: 'u2', kind: null }] }),
    answers('{ citizensOfB { id kind } }', { citizensOfB: [{ id: 'u1', kind: 'REGULAR' }, { id: 'u2', kind: null }] }),
    answers('{ ofKind(kind: REGULAR) { id kind } }', { ofKind: [{ id: 'u1', kind: 'REGULAR' }] }),
    fails('{ ofKind(kind: ANONYMOUS) { id kind } }'),
  ],
};

const INPUT_OBJECT_INTERSECTION: Suite = {
  name: 'input-object-intersection',
  store: { Citizen: CITIZENS },
  subgraphs: {
    a: { sdl: 'type Query { inA(filter: Filter!): [Citizen!] } input Filter { first: Int! } type Citizen @key(fields: "id") { id: ID! }', fields: { Query: { inA: () => CITIZENS } } },
    b: { sdl: 'type Query { inB(filter: Filter!): [Citizen!] } input Filter { offset: Int first: Int! } type Citizen @key(fields: "id") { id: ID! }', fields: { Query: { inB: () => CITIZENS } } },
  },
  cases: [
    answers('{ inA(filter: { first: 1 }) { id } }', { inA: [{ id: 'u1' }, { id: 'u2' }] }),
    fails('{ inA(filter: { first: 1, offset: 2 }) { id } }'),
    fails('{ inB(filter: { first: 1, offset: 2 }) { id } }'),
  ],
};

type Friend = { readonly id: string; readonly friends: () => readonly Friend[]; readonly kind: string };
const FRIENDS: readonly Friend[] = [0, 1].map((i) => ({ id: `u${i + 1}`, friends: () => [FRIENDS[1 - i] as Friend], kind: 'FAMILY' }));
const friendly = (below: object = {}) => [{ id: 'u1', friends: [{ id: 'u2', ...below }] }, { id: 'u2', friends: [{ id: 'u1', ...below }] }];

const SIMPLE_INACCESSIBLE: Suite = {
  name: 'simple-inaccessible',
  store: { Citizen: FRIENDS },
  subgraphs: {
    ages: { sdl: 'type Query { inAges: [Citizen!]! } type Citizen @key(fields: "id") { id: ID age: Int @inaccessible }', fields: { Query: { inAges: () => FRIENDS } } },
    friends: {
      sdl: 'type Query { inFriends: [Citizen!]! } type Citizen @key(fields: "id") { id: ID friends(kind: Tie = FAMILY @inaccessible): [Citizen!]! kind: Tie } enum Tie { FAMILY @inaccessible FRIEND }',
      fields: { Query: { inFriends: () => FRIENDS } },
    },
  },
  cases: [
    answers('{ inAges { id friends { id } } }', { inAges: friendly() }),
    answers('{ inFriends { id friends { id } } }', { inFriends: friendly() }),
    fails('{ inFriends { id friends(kind: FRIEND) { id } } }'),
    answers('{ inFriends { id friends { id kind } } }', { inFriends: friendly({ kind: null }) }),
  ],
};

/** A directive on fields of a client's document, whose argument a hidden value of an enum would be. */
const EXECUTABLE_DIRECTIVE: Suite = {
  name: 'executable-directive-definition-default-arguments',
  store: {},
  subgraphs: {
    a: { sdl: 'directive @shown(to: Whom! = ALL) on FIELD enum Whom { ALL SOME } type Query { a: String }', fields: { Query: { a: () => 'a' } } },
    b: { sdl: 'directive @shown(to: Whom! = ALL) on FIELD enum Whom { ALL SOME } type Query { b: String }', fields: { Query: { b: () => 'b' } } },
  },
  cases: [answers('{ a @shown b @shown }', { a: 'a', b: 'b' })],
};

const ledger = () => {
  const totals = new Map<string, number>();
  const change = (id: string, by: (total: number) => number): number => {
    const total = by(totals.get(id) ?? 0);
    totals.set(id, total);
    return total;
  };
  return { change, end: (id: string): number => {
    const total = totals.get(id) ?? Number.NaN;
    totals.delete(id);
    return total;
  } };
};
const TOTALS = ledger();
const TOYS = [{ id: 'p1', name: 'p1-name', price: 9.99, available: true }, { id: 'new', name: 'new', price: 599.99, available: true }];
const addKind = (_: unknown, { name, request }: { name: string; request: string }) => ({ id: `added-${request}`, name });
type Sum = { readonly request: string; readonly by: number };

const MUTATIONS: Suite = {
  name: 'mutations',
  store: { Toy: TOYS, Kind: [{ id: 'added-r', name: 'new' }] },
  subgraphs: {
    a: {
      sdl: `type Query { toy(id: ID!): Toy! toys: [Toy!]! } type Mutation { addToy(input: NewToy!): Toy! addKind(name: String!, request: String!): Kind! @shareable multiply(by: Int!, request: String!): Int! }
        input NewToy { name: String! price: Float! } type Toy @key(fields: "id") { id: ID! name: String! price: Float! } type Kind @key(fields: "id") { id: ID! }`,
      fields: {
        Query: { toy: (_: unknown, { id }: { id: string }) => TOYS.find((one) => one.id === id), toys: () => TOYS },
        Mutation: { addToy: (_: unknown, { input }: { input: object }) => ({ id: 'new', ...input }), addKind, multiply: (_: unknown, { by, request }: Sum) => TOTALS.change(request, (total) => total * by) },
      },
    },
    b: {
      sdl: `type Mutation { end(request: String!): Int! addKind(name: String!, request: String!): Kind! @shareable } type Toy @key(fields: "id") { id: ID! price: Float! @external dear: Boolean! @requires(fields: "price") available: Boolean! }
        type Kind @key(fields: "id") { id: ID! name: String! }`,
      fields: { Mutation: { end: (_: unknown, { request }: Sum) => TOTALS.end(request), addKind }, Toy: { dear: ({ price }: { price?: number }) => (price === undefined ? null : price > 100) } },
    },
    c: { sdl: 'type Mutation { add(by: Int!, request: String!): Int! }', fields: { Mutation: { add: (_: unknown, { by, request }: Sum) => TOTALS.change(request, (total) => total + by) } } },
  },
  cases: [
    answers('mutation { addToy(input: { name: "new", price: 599.99 }) { name price dear available } }', { addToy: { name: 'new', price: 599.99, dear: true, available: true } }),
    answers('{ toy(id: "p1") { id name price dear available } }', { toy: { id: 'p1', name: 'p1-name', price: 9.99, dear: false, available: true } }),
    answers('mutation { five: add(by: 5, request: "r") ten: multiply(by: 2, request: "r") twelve: add(by: 2, request: "r") final: end(request: "r") }', { five: 5, ten: 10, twelve: 12, final: 12 }),
    answers('mutation { ...a ten: multiply(by: 2, request: "r") ... on Mutation { ...b } } fragment a on Mutation { five: add(by: 5, request: "r") } fragment b on Mutation { final: end(request: "r") }', { five: 5, ten: 10, final: 10 }),
    answers('mutation { addKind(name: "new", request: "r") { id name } }', { addKind: { id: 'added-r', name: 'new' } }),
  ],
};

export const SHARED: readonly Suite[] = [SHARED_ROOT, ENUM_INTERSECTION, INPUT_OBJECT_INTERSECTION, SIMPLE_INACCESSIBLE, EXECUTABLE_DIRECTIVE, MUTATIONS];
