import { getIntrospectionQuery } from 'graphql';

/** What a client might send to keep a gateway busy with. */
export interface Bomb {
  readonly query: string;
  /** JSON: some of it is too deep for a program to write. */
  readonly variables?: string;
}

/** The body of a bomb. */
export const bodyOf = ({ query, variables = '{}' }: Bomb): string => `{"query":${JSON.stringify(query)},"variables":${variables}}`;

const DOUBLINGS = 20;
const doubling = (spread: (number: number) => string): string => Array.from({ length: DOUBLINGS }, (_, number) => `fragment F${number} on Query { ${spread(number + 1)} ${spread(number + 1)} }`).join(' ');
const nest = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Documents and variables that are small or plain, and the work with them is not; each over any graph. `salt` makes them new. */
export const bombs = (salt = ''): readonly (readonly [name: string, Bomb])[] => [
  ['fragments that double', { query: `{ ...F0 } ${doubling((number) => `...F${number}`)} fragment F${DOUBLINGS} on Query { __typename ${salt} }` }],
  ['inline fragments within one another', { query: `{ ${'... on Query { '.repeat(1_500)} __typename ${salt} ${'} '.repeat(1_500)} }` }],
  ['levels that take a parser its stack', { query: `{ ${'a { '.repeat(4_900)} ${salt} ` }],
  ['values that take a parser its stack', { query: `{ a(b: ${'['.repeat(9_000)} ${salt}` }],
  ['fields of fields', { query: `{ ${'a { '.repeat(1_000)} b ${salt} ${'} '.repeat(1_000)} }` }],
  ['aliases', { query: `{ ${Array.from({ length: 3_000 }, (_, number) => `a${number}${salt}: __typename`).join(' ')} }` }],
  ['directives', { query: `{ __typename ${salt} ${'@include(if: true) '.repeat(1_500)} }` }],
  ['directives that nobody knows', { query: `{ __typename ${salt} ${Array.from({ length: 4_000 }, (_, number) => `@d${number}`).join(' ')} }` }],
  ['one field over and over', { query: `{ ${salt} ${'__typename '.repeat(9_000)} }` }],
  ['fields that must be compared with each other', { query: `{ ${'a { ...A } '.repeat(300)} ${salt} } fragment A on Query { ${'a { ...A } '.repeat(300)} }` }],
  ['unknown fragments', { query: `{ ${salt} ${Array.from({ length: 2_000 }, (_, number) => `...U${number}`).join(' ')} }` }],
  ['variables that nobody uses', { query: `query (${Array.from({ length: 2_000 }, (_, number) => `$v${number}: Int`).join(' ')}) { __typename ${salt} }` }],
  ['operations', { query: Array.from({ length: 1_000 }, (_, number) => `query Q${number} { a${salt} }`).join(' ') }],
  ['introspection of introspection', { query: `{ __schema { types { ${'fields { type { '.repeat(8)} name ${salt} ${'} } '.repeat(8)} } } }` }],
  ['introspection over and over', { query: `{ ${Array.from({ length: 9 }, (_, number) => `a${number}${salt}: __schema { types { ...FullType } }`).join(' ')} } ${getIntrospectionQuery().replace(/^[^]*?(?=fragment)/, '')}` }],
  ['tokens', { query: `{ ${salt} ${'a '.repeat(200_000)} }` }],
  ['a long list of variables', { query: `{ __typename ${salt} }`, variables: `{${Array.from({ length: 5_000 }, (_, number) => `"v${number}":1`).join(',')}}` }],
  ['deep variables', { query: `{ __typename ${salt} }`, variables: `{"v":${nest(25_000)}}` }],
  ['a variable with many items', { query: `{ __typename ${salt} }`, variables: `{"v":[${'1,'.repeat(25_000)}1]}` }],
  ['a variable of many bytes', { query: `{ __typename ${salt} }`, variables: `{"v":"${'x'.repeat(900_000)}"}` }],
];
