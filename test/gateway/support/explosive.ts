import type { SubgraphSource } from './subgraph.js';

const LEVELS = 8;
const KINDS = Array.from({ length: 8 }, (_, kind) => kind);

const levels = (of: (level: number) => string): string => Array.from({ length: LEVELS }, (_, level) => of(level)).join(' ');
const kind = (level: number, number: number, more: string): string => `type T${level}x${number} implements I${level} @key(fields: "id") { id: ID! next: I${level + 1} ${more} }`;

/**
 * A graph in which a short document takes a planner long: a list of interfaces, each with eight types behind it, of which one
 * gets its next level from another subgraph. The planner looks at each type by itself, eight times as many at each level.
 */
export const EXPLOSIVE: readonly SubgraphSource[] = [
  {
    name: 'registry',
    typeDefs: `
      type Query { next: I0 known(of: Int): Int }
      ${levels((level) => `interface I${level} { next: I${level + 1} } ${KINDS.map((number) => kind(level, number, '').replace(/(next: \w+)/, number === 0 ? '$1 @external' : '$1')).join(' ')}`)}
      interface I${LEVELS} { id: ID } type X implements I${LEVELS} { id: ID }
    `,
    resolvers: { Query: { known: () => 1 } },
  },
  {
    name: 'benefits',
    typeDefs: `
      type Query { other: Int }
      ${levels((level) => `interface I${level} { next: I${level + 1} } ${kind(level, 0, '')}`)}
      interface I${LEVELS} { id: ID } type Y implements I${LEVELS} { id: ID }
    `,
    resolvers: { Query: { other: () => 2 } },
  },
];

const down = (name: string, depth: number): string => `{ ${name}: next { ${'next { '.repeat(depth - 1)} __typename ${'} '.repeat(depth - 1)} } }`;

/** Some 60 bytes that take a planner minutes; each name makes another document. */
export const bomb = (name = 'a'): string => down(name, LEVELS);

/** One that it makes a plan of within a second: 90 kB. */
export const LONG_PLAN = down('a', 5);
