import { answers, type Suite } from '../suite.js';

const CITIZENS = [1, 2].map((i) => ({ id: `u${i}`, name: `u${i}-name`, nick: `u${i}-nick`, rid: `u${i}-rid` }));
const [FIRST] = CITIZENS;
const ROOTS = 'type Query { some: Citizen someNamed: Citizen @provides(fields: "name") }';
const EXTENDS = `${ROOTS} type Citizen @key(fields: "id") @extends { id: ID! @external name: String! @external rid: ID }`;
const EXTENSION = `${ROOTS} extend type Citizen @key(fields: "id") { id: ID! @external name: String! @external rid: ID }`;
const fields = { Query: { some: () => ({ id: FIRST?.id, rid: FIRST?.rid }), someNamed: () => FIRST }, Citizen: { name: ({ name }: { name?: string }) => name ?? 'never' } };

/** The same four questions to subgraphs that say in other words that a type is another's. */
const externals = (name: string, sdl: string, federation1: boolean): Suite => ({
  name,
  store: { Citizen: CITIZENS },
  subgraphs: {
    a: { sdl, federation1, fields },
    b: {
      sdl: `type Query { byId(id: ID): Citizen } type Citizen @key(fields: "id") { id: ID! name: String! ${federation1 ? '' : '@shareable'} nick: String }`,
      federation1,
      fields: { Query: { byId: (_: unknown, { id }: { id: string }) => CITIZENS.find((one) => one.id === id) } },
    },
  },
  cases: [
    answers('{ some { id name } byId(id: "u2") { id name nick } }', { some: { id: 'u1', name: 'u1-name' }, byId: { id: 'u2', name: 'u2-name', nick: 'u2-nick' } }),
    answers('{ some { id rid } }', { some: { id: 'u1', rid: 'u1-rid' } }),
    answers('{ some { id rid name } }', { some: { id: 'u1', rid: 'u1-rid', name: 'u1-name' } }),
    answers('{ someNamed { id rid name } }', { someNamed: { id: 'u1', rid: 'u1-rid', name: 'u1-name' } }),
  ],
});

const TOY = { id: 't1', pid: 't1-pid', upc: 'upc1', name: 't1-name', price: 12.3 };

const RESOLVABLE: Suite = {
  name: 'fed1-external-extends-resolvable',
  store: { Toy: [TOY] },
  subgraphs: {
    a: {
      sdl: 'type Query { toyOfA: Toy } type Toy @key(fields: "id") @key(fields: "upc") @extends { id: ID @external upc: String @external pid: ID }',
      federation1: true,
      fields: { Query: { toyOfA: () => ({ id: 't1', upc: 'upc1', pid: 't1-pid' }) } },
    },
    b: { sdl: 'type Query { toyOfB: Toy } extend type Toy @key(fields: "id name") @key(fields: "upc") { id: ID @external name: String @external upc: String @external price: Float! }', federation1: true, fields: { Query: { toyOfB: () => TOY } } },
    c: { sdl: 'type Toy @key(fields: "id") @key(fields: "upc") { id: ID upc: String name: String }', federation1: true },
  },
  cases: [answers('{ toyOfA { id pid price upc name } }', { toyOfA: TOY })],
};

export const EXTERNALS: readonly Suite[] = [
  externals('fed1-external-extends', EXTENDS, true), externals('fed1-external-extension', EXTENSION, true), externals('fed2-external-extends', EXTENDS, false), externals('fed2-external-extension', EXTENSION, false), RESOLVABLE,
];
