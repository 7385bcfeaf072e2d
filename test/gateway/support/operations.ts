import { IINS } from './family.js';

const [ONE = '', TWO = '', , MOTHER = ''] = IINS;
/** An operation for every construct that a plan can have, over the family. */
export const OPERATIONS: readonly [name: string, query: string, variables?: Record<string, unknown>][] = [
  ['a sequence through a flatten', `{ child(iin: "${ONE}") { name benefits { awards { amount { amount } } } savings { balance { amount } } } }`],
  ['aliases, also of one entity with different arguments', `{ a: child(iin: "${ONE}") { x: benefits(year: 1) { iin } y: benefits { iin } } b: child(iin: "${ONE}") { x: benefits(year: 2) { n: iin } n: name } }`],
  ['a list with nulls and a repeated item', '{ children { iin benefits { awards { id paidInto } } siblings { savings { balance { currency } } } } }'],
  ['lists of lists with nulls', '{ grid { name savings { accounts balance { amount } } } }'],
  ['@requires over a nullable field', '{ children { ageGroup birth } }'],
  ['@requires through an entity and back', `{ child(iin: "${ONE}") { benefits { entitlement child { benefits { entitlement } } } } }`],
  ['an interface with an interface object', '{ people { __typename iin name school ... on Adult { job } ... on Child { benefits { total { amount } } } } }'],
  ['an interface object by one key', `{ person(iin: "${MOTHER}") { school ... on Adult { school } } }`],
  ['a union, with fields that do not merge', '{ hits { ... on Award { x: label id } ... on Child { x: note iin savings { balance { amount } } } __typename } }'],
  ['a value type of which each subgraph has a part', `{ children { address { city zip street } benefits { iin } } }`],
  ['named fragments', `query { child(iin: "${ONE}") { ...a siblings { ...a } } } fragment a on Child { iin n: name ...b } fragment b on Child { benefits { total { ...m } } } fragment m on Money { amount }`],
  ['an error in a nullable field', `{ child(iin: "${ONE}") { name faulty benefits { faulty total { amount } } } }`],
  ['an error in a non-null field, propagated within the subgraph', '{ strict(fail: true) { maybe inner { inner { must } } } lang(lang: KK) }'],
  ['an error in a non-null field of an entity in a list', '{ children { name savings { rate } siblings { savings { rate balance { amount } } } } }'],
  ['errors of several items', '{ awards { id faulty } }'],
  ['a root error beside data', '{ broken lang(lang: EN) people(first: 2) { name } }'],
  ['an unknown child', `{ child(iin: "${MOTHER}") { name benefits { iin } } }`],
  ['arguments from variables, defaults and input objects', 'query Q($first: Int = 2, $filter: Filter, $upper: Boolean) { people(first: $first, filter: $filter) { name(upper: $upper) iin } }', { filter: { iins: [ONE, MOTHER], lang: 'KK' }, upper: true }],
  ['mutations in order, across subgraphs', `mutation { a: countRegistry b: countBenefits c: countSchools d: rename(iin: "${ONE}", name: "New") { name benefits { iin } school } e: countRegistry }`],
  ['introspection beside data', `{ __typename __schema { queryType { name } } __type(name: "Child") { fields { name type { name kind } } } child(iin: "${TWO}") { __typename t: __typename name } }`],
  ['nothing but introspection', '{ __typename }'],
];
