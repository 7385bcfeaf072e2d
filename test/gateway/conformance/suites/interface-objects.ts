import { answers, fails, type Suite } from '../suite.js';

const CLERKS = [1, 2].map((i) => ({ __typename: 'Clerk', id: `u${i}`, name: `u${i}-name`, login: `u${i}-login`, age: i * 11 }));
const pick = (...keys: readonly ('age' | 'id' | 'name' | 'login')[]) => CLERKS.map((one) => Object.fromEntries(keys.map((key) => [key, one[key]])));
const [BY_OTHERS, BY_OWNER] = ['others', 'clerks'];
const WHOLE = '... on Clerk { age id name login } id name';

/** The seven questions that both suites ask. */
const sevenCases = [
  answers(`{ ${BY_OTHERS} { id name login } }`, { others: pick('id', 'name', 'login') }),
  answers(`{ ${BY_OWNER} { id name login } }`, { clerks: pick('id', 'name', 'login') }),
  answers(`{ ${BY_OTHERS} { ... on Clerk { age } } }`, { others: pick('age') }),
  answers(`{ ${BY_OWNER} { ... on Clerk { age } } }`, { clerks: pick('age') }),
  answers(`{ ${BY_OTHERS} { ${WHOLE} } }`, { others: pick('age', 'id', 'name', 'login') }),
  answers(`{ ${BY_OWNER} { ${WHOLE} } }`, { clerks: pick('age', 'id', 'name', 'login') }),
  answers(`query again { ${BY_OWNER} { ${WHOLE} } }`, { clerks: pick('age', 'id', 'name', 'login') }),
];

const OWNER = 'type Query { clerks: [Named!]! } interface Named @key(fields: "id") { id: ID! name: String } type Clerk implements Named @key(fields: "id") { id: ID! name: String age: Int }';

const WITH_REQUIRES: Suite = {
  name: 'interface-object-with-requires',
  store: { Clerk: CLERKS, Named: CLERKS },
  subgraphs: {
    a: { sdl: OWNER, fields: { Query: { clerks: () => CLERKS } } },
    b: {
      sdl: 'type Query { others: [Named] } type Named @key(fields: "id") @interfaceObject { id: ID! name: String @external login: String @requires(fields: "name") }',
      fields: { Query: { others: () => CLERKS.map(({ id }) => ({ id })) }, Named: { login: ({ name }: { name: string }) => name.replace('name', 'login') } },
    },
  },
  cases: sevenCases,
};

const ACCOUNTS = [['u1', 'Chief', 'Alma'], ['u2', 'Chief', 'Bolat'], ['u3', 'Regular', 'Saule']].map(([id, __typename, name]) => ({ __typename, id, name, isMain: id === 'u1', isActive: true }));

const SIMPLE: Suite = {
  name: 'simple-interface-object',
  store: { Clerk: CLERKS, Named: CLERKS, Account: ACCOUNTS, Chief: ACCOUNTS.slice(0, 2), Regular: ACCOUNTS.slice(2) },
  subgraphs: {
    a: {
      sdl: `${OWNER} interface Account @key(fields: "id") { id: ID! }
        type Chief implements Account @key(fields: "id") { id: ID! isMain: Boolean! isActive: Boolean! @shareable } type Regular implements Account @key(fields: "id") { id: ID! isMain: Boolean! }`,
      fields: { Query: { clerks: () => CLERKS } },
    },
    b: {
      sdl: `type Query { others: [Named] accounts: [Account] } type Named @key(fields: "id") @interfaceObject { id: ID! login: String } type Account @key(fields: "id") @interfaceObject { id: ID! name: String }`,
      fields: { Query: { others: () => CLERKS.map(({ id, login }) => ({ id, login })), accounts: () => ACCOUNTS.map(({ id, name }) => ({ id, name })) } },
    },
    c: { sdl: 'type Account @key(fields: "id") @interfaceObject { id: ID! isActive: Boolean! @shareable }', fields: { Account: { isActive: () => false } } },
  },
  cases: [
    ...sevenCases,
    answers('{ accounts { name } }', { accounts: [{ name: 'Alma' }, { name: 'Bolat' }, { name: 'Saule' }] }),
    answers('{ accounts { ... on Chief { name } } }', { accounts: [{ name: 'Alma' }, { name: 'Bolat' }, {}] }),
    answers('{ accounts { name __typename } }', { accounts: [{ name: 'Alma', __typename: 'Chief' }, { name: 'Bolat', __typename: 'Chief' }, { name: 'Saule', __typename: 'Regular' }] }),
    answers('{ accounts { ... on Chief { __typename } } }', { accounts: [{ __typename: 'Chief' }, { __typename: 'Chief' }, {}] }),
    answers('{ accounts { id isActive } }', { accounts: ['u1', 'u2', 'u3'].map((id) => ({ id, isActive: false })) }),
    answers('{ accounts { id ... on Chief { isActive } } }', { accounts: [{ id: 'u1', isActive: true }, { id: 'u2', isActive: true }, { id: 'u3' }] }),
  ],
};

const LOAF = { id: 'p1', name: 'Tandyr' };

/** The interface's owner has no type behind it, and the one that has cannot be entered by key. */
const NON_RESOLVABLE: Suite = {
  name: 'non-resolvable-interface-object',
  store: { Ware: [{ __typename: 'Bread', ...LOAF }], Bread: [LOAF] },
  subgraphs: {
    a: {
      sdl: 'type Query { a: Node ware: Ware } interface Node { id: ID! } type Ware @key(fields: "id") @interfaceObject { id: ID! }',
      fields: { Query: { a: () => ({ __typename: 'Node', id: 'n1' }), ware: () => ({ id: 'p1' }) } },
    },
    b: {
      sdl: 'type Query { b: Node } type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String } interface Ware @key(fields: "id") { id: ID! } type Bread implements Ware @key(fields: "id") { id: ID! }',
      fields: { Query: { b: () => ({ id: 'n1', field: 'of b' }) } },
    },
  },
  cases: [
    answers('{ b { id field } }', { b: { id: 'n1', field: 'of b' } }),
    fails('{ a { field } }'),
    answers('{ b { id } }', { b: { id: 'n1' } }),
    fails('{ a { id } }', { a: null }),
    answers('{ ware { id } }', { ware: { id: 'p1' } }),
    fails('{ ware { id name } }'),
    answers('{ ware { ... on Bread { id } } }', { ware: { id: 'p1' } }),
  ],
};

const INDIRECT: Suite = {
  name: 'interface-object-indirect-extension',
  store: {
    Media: [{ __typename: 'Film', id: '1', title: 'title 1', minutes: 100 }], Film: [{ __typename: 'Film', id: '1', title: 'title 1', minutes: 100, director: 'Aimanov' }], Article: [],
    Director: [{ id: '1', name: 'name 1' }], Evening: [],
  },
  subgraphs: {
    media: {
      sdl: 'type Query { media: Media } interface Media @key(fields: "id") { id: ID! title: String } type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int } type Article implements Media @key(fields: "id") { id: ID! title: String words: Int }',
      fields: { Query: { media: () => ({ __typename: 'Film', id: '1', title: 'title 1', minutes: 100 }) } },
    },
    directors: { sdl: 'type Query { director: Director } type Director @key(fields: "id") { id: ID! name: String } extend type Film @key(fields: "id") { id: ID! director: String }', fields: { Query: { director: () => ({ id: '1', name: 'name 1' }) } } },
    evenings: {
      sdl: 'type Query { evening: Evening } type Evening @key(fields: "id") { id: ID! name: String media: Media } type Media @key(fields: "id") @interfaceObject { id: ID! }',
      fields: { Query: { evening: () => ({ id: '1', name: 'name 1', media: { id: '1' } }) } },
    },
  },
  cases: [
    answers('{ media { id title ... on Film { minutes director } ... on Article { words } } director { id name } evening { id name media { id ... on Film { minutes } } } }', {
      media: { id: '1', title: 'title 1', minutes: 100, director: 'Aimanov' }, director: { id: '1', name: 'name 1' }, evening: { id: '1', name: 'name 1', media: { id: '1', minutes: 100 } },
    }),
  ],
};

export const INTERFACE_OBJECTS: readonly Suite[] = [SIMPLE, WITH_REQUIRES, NON_RESOLVABLE, INDIRECT];
