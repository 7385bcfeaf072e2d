import { answers, type Suite } from '../suite.js';

const BUYER = { id: 'u1', login: 'u-login-1' };
type Report = { id: string; body: string; author: () => typeof BUYER; toy: () => Toy };
type Toy = { upc: string; name: string; price: number; weight: number; reports: () => readonly Report[] };
const TOYS: readonly Toy[] = [1, 2].map((i) => ({ upc: `p${i}`, name: `p-name-${i}`, price: i * 11, weight: i, reports: () => [REPORTS[i - 1] as Report] }));
const REPORTS: readonly Report[] = [1, 2].map((i) => ({ id: `r${i}`, body: '', author: () => BUYER, toy: () => TOYS[i - 1] as Toy }));
type Measured = { readonly upc: string; readonly price: number; readonly weight: number };
const postage = ({ price, weight }: Measured): number => price * weight * 10;

const SIMPLE: Suite = {
  name: 'simple-requires-provides',
  store: { Buyer: [{ ...BUYER, reports: () => REPORTS }], Toy: TOYS, Report: REPORTS },
  subgraphs: {
    buyers: { sdl: 'type Query { me: Buyer } type Buyer @key(fields: "id") { id: ID! name: String login: String @shareable }', fields: { Query: { me: () => BUYER } } },
    stock: {
      sdl: `type Toy @key(fields: "upc") { upc: String! weight: Int @external price: Int @external inStock: Boolean postage: Int @requires(fields: "price weight") label: String @requires(fields: "price weight") }`,
      fields: { Toy: { postage, label: (toy: Measured) => `#${toy.upc}#${postage(toy)}#`, inStock: ({ upc }: Measured) => upc === 'p1' } },
    },
    toys: { sdl: 'type Query { toys: [Toy] } type Toy @key(fields: "upc") { upc: String! name: String price: Int weight: Int }', fields: { Query: { toys: () => TOYS } } },
    reports: `type Report @key(fields: "id") { id: ID! body: String author: Buyer @provides(fields: "login") toy: Toy } type Buyer @key(fields: "id") { id: ID! login: String @external reports: [Report] } type Toy @key(fields: "upc") { upc: String! reports: [Report] }`,
  },
  cases: [
    answers('{ me { id } }', { me: { id: 'u1' } }),
    answers('{ me { id reports { id } } }', { me: { id: 'u1', reports: [{ id: 'r1' }, { id: 'r2' }] } }),
    answers('{ me { reports { id author { id login } toy { inStock } } } }', { me: { reports: [{ id: 'r1', author: BUYER, toy: { inStock: true } }, { id: 'r2', author: BUYER, toy: { inStock: false } }] } }),
    answers('{ toys { name } }', { toys: [{ name: 'p-name-1' }, { name: 'p-name-2' }] }),
    answers('{ toys { price } }', { toys: [{ price: 11 }, { price: 22 }] }),
    answers('{ toys { postage } }', { toys: [{ postage: 110 }, { postage: 440 }] }),
    answers('{ toys { postage weight price } }', { toys: [{ postage: 110, weight: 1, price: 11 }, { postage: 440, weight: 2, price: 22 }] }),
    answers('{ toys { reports { id author { login } toy { name postage } } } }', {
      toys: [{ reports: [{ id: 'r1', author: { login: 'u-login-1' }, toy: { name: 'p-name-1', postage: 110 } }] }, { reports: [{ id: 'r2', author: { login: 'u-login-1' }, toy: { name: 'p-name-2', postage: 440 } }] }],
    }),
    answers('{ me { reports { toy { reports { id } } } } }', { me: { reports: [{ toy: { reports: [{ id: 'r1' }] } }, { toy: { reports: [{ id: 'r2' }] } }] } }),
    answers('{ me { reports { toy { inStock } } } }', { me: { reports: [{ toy: { inStock: true } }, { toy: { inStock: false } }] } }),
    answers('{ me { reports { toy { postage } } } }', { me: { reports: [{ toy: { postage: 110 } }, { toy: { postage: 440 } }] } }),
    answers('{ me { reports { toy { postage label } } } }', { me: { reports: [{ toy: { postage: 110, label: '#p1#110#' } }, { toy: { postage: 440, label: '#p2#440#' } }] } }),
  ],
};

const LATHE = { id: 'l1', price: 699.99, reduced: true };

const REQUIRES_REQUIRES: Suite = {
  name: 'requires-requires',
  store: { Lathe: [LATHE] },
  subgraphs: {
    a: 'type Lathe @key(fields: "id") { id: ID! price: Float! @inaccessible }',
    b: { sdl: 'type Query { lathe: Lathe } type Lathe @key(fields: "id") { id: ID! reduced: Boolean! }', fields: { Query: { lathe: () => LATHE } } },
    c: {
      sdl: 'type Lathe @key(fields: "id") { id: ID! price: Float! @external dear: Boolean! @requires(fields: "price") reduced: Boolean! @external dearReduced: Boolean! @requires(fields: "reduced") }',
      fields: { Lathe: { dear: ({ price }: { price?: number }) => price && price > 500, dearReduced: ({ reduced }: { reduced?: boolean }) => reduced === undefined ? null : !reduced } },
    },
    d: {
      sdl: 'type Lathe @key(fields: "id") { id: ID! dear: Boolean! @external affordable: Boolean! @requires(fields: "dear") dearReduced: Boolean! @external affordableReduced: Boolean! @requires(fields: "dearReduced") }',
      fields: { Lathe: { affordable: ({ dear }: { dear?: boolean }) => dear === undefined ? null : !dear, affordableReduced: ({ dearReduced }: { dearReduced?: boolean }) => dearReduced === undefined ? null : !dearReduced } },
    },
  },
  cases: [
    answers('{ lathe { affordable } }', { lathe: { affordable: false } }),
    answers('{ lathe { dear } }', { lathe: { dear: true } }),
    answers('{ lathe { dear affordable } }', { lathe: { dear: true, affordable: false } }),
    answers('{ lathe { affordableReduced } }', { lathe: { affordableReduced: true } }),
    answers('{ lathe { affordable affordableReduced } }', { lathe: { affordable: false, affordableReduced: true } }),
  ],
};

const LESSONS = [{ id: 'l1', teacher: { id: 't1', years: 5 } }, { id: 'l2', teacher: { id: 't2', years: 20 } }];

/** Each of two subgraphs requires what the other gives, though of different fields. */
const CIRCULAR: Suite = {
  name: 'requires-circular',
  store: { Lesson: LESSONS, Teacher: LESSONS.map(({ teacher }) => teacher) },
  subgraphs: {
    a: {
      sdl: 'type Query { lessons: [Lesson] } type Lesson @key(fields: "id") { id: ID! byNovice: Boolean! @external byExpert: Boolean! @requires(fields: "byNovice") } type Teacher @key(fields: "id") { id: ID! years: Int! }',
      fields: { Query: { lessons: () => LESSONS }, Lesson: { byExpert: ({ byNovice }: { byNovice?: boolean }) => (byNovice === undefined ? null : !byNovice) } },
    },
    b: {
      sdl: 'type Lesson @key(fields: "id") { id: ID! teacher: Teacher! byNovice: Boolean! @requires(fields: "teacher { years }") } type Teacher @key(fields: "id") { id: ID! years: Int! @external }',
      fields: { Lesson: { teacher: ({ id }: { id: string }) => LESSONS.find((one) => one.id === id)?.teacher, byNovice: ({ teacher }: { teacher?: { years?: number } }) => (teacher?.years === undefined ? null : teacher.years < 10) } },
    },
  },
  cases: [answers('{ lessons { byNovice } }', { lessons: [{ byNovice: true }, { byNovice: false }] }), answers('{ lessons { byExpert } }', { lessons: [{ byExpert: false }, { byExpert: true }] })],
};

const HOME = { __typename: 'Home', id: 'a1', city: 'Almaty', country: 'none' };
const WORK = { __typename: 'Office', id: 'a2', city: 'Astana', country: 'KZ' };
const OTHER = { __typename: 'Dacha', id: 'a3', city: 'Talgar', country: 'KZ' };
const PEOPLE = [{ id: 'u1', name: 'u1', address: HOME }, { id: 'u2', name: 'u2', address: WORK }];
const ADDRESSES = [HOME, WORK, OTHER];
type Addressed = { readonly address?: { readonly id?: string } };
const at = (field: 'city' | 'country') => ({ address }: Addressed) => ADDRESSES.find(({ id }) => id === address?.id)?.[field] ?? null;

const REQUIRES_INTERFACE: Suite = {
  name: 'requires-interface',
  store: { Person: PEOPLE, Home: [HOME], Office: [WORK], Dacha: [OTHER] },
  subgraphs: {
    a: {
      sdl: `type Query { a: Person } interface Address { id: ID! } type Home implements Address @key(fields: "id") { id: ID! city: String @shareable } type Office implements Address @key(fields: "id") { id: ID! city: String @shareable }
        type Person @key(fields: "id") { id: ID! name: String! @shareable address: Address @external city: String @requires(fields: "address { id }") country: String @requires(fields: "address { ... on Office { id } }") }`,
      fields: { Query: { a: () => PEOPLE[0] }, Person: { city: at('city'), country: at('country') } },
    },
    b: {
      sdl: `type Query { b: Person } interface Address { id: ID! } type Home implements Address @key(fields: "id") { id: ID! city: String @shareable } type Office implements Address @key(fields: "id") { id: ID! city: String @shareable } type Dacha implements Address @key(fields: "id") { id: ID! city: String @shareable }
        type Person @key(fields: "id") { id: ID! name: String! @shareable address: Address }`,
      fields: { Query: { b: () => PEOPLE[1] } },
    },
  },
  cases: [
    answers('{ a { city } }', { a: { city: 'Almaty' } }),
    answers('{ b { city } }', { b: { city: 'Astana' } }),
    answers('{ a { country } }', { a: { country: null } }),
    answers('{ a { address { __typename id } } }', { a: { address: { __typename: 'Home', id: 'a1' } } }),
    answers('{ b { address { __typename id } } }', { b: { address: { __typename: 'Office', id: 'a2' } } }),
  ],
};

const HIDDEN = { __typename: 'Hidden', root: 'h1-root', branch: 'h1-branch', hidden: 'h1' };
const SHOWN = { __typename: 'Shown', root: 's1-root', branch: 's1-branch', shown: 's1' };
const THINGS = [{ id: 'e1', data: HIDDEN }, { id: 'e2', data: SHOWN }];
const TREE = (hidden: string): string => `interface Root { root: String! } interface Branch implements Root { root: String! branch: String! }
  type Hidden implements Root & Branch @shareable ${hidden} { root: String! branch: String! hidden: String! } type Shown implements Root & Branch @shareable { root: String! branch: String! shown: String! }`;
const ofRoot = (word: string) => ({ data }: { data: { root: string } }) => `${data.root}-${word}`;

/** One of the types behind the interface is hidden from clients and yet counts for what is required. */
const WITH_FRAGMENTS: Suite = {
  name: 'requires-with-fragments',
  store: { Thing: THINGS },
  subgraphs: {
    a: { sdl: `type Query @shareable { a: Thing } type Thing @key(fields: "id") { id: ID! data: Root } ${TREE('')}`, fields: { Query: { a: () => THINGS[1] } } },
    b: {
      sdl: `type Query @shareable { b: Thing bb: Thing }
        type Thing @key(fields: "id") { id: ID! data: Root @external needs: String! @requires(fields: "data { root ... on Branch { branch ... on Hidden { hidden } ... on Shown { shown } } }") needsRoot: String! @requires(fields: "data { ... on Root { root } }") }
        ${TREE('@inaccessible')}`,
      fields: { Query: { b: () => THINGS[0], bb: () => THINGS[1] }, Thing: { needs: ofRoot('needs'), needsRoot: ofRoot('needsRoot') } },
    },
  },
  cases: [
    answers('{ b { id data { __typename } } bb { id data { __typename } } }', { b: { id: 'e1', data: null }, bb: { id: 'e2', data: { __typename: 'Shown' } } }),
    answers('{ a { needs } }', { a: { needs: 's1-root-needs' } }),
    answers('{ a { data { __typename } needs } }', { a: { data: { __typename: 'Shown' }, needs: 's1-root-needs' } }),
    answers('{ bb { data { __typename } needs } }', { bb: { data: { __typename: 'Shown' }, needs: 's1-root-needs' } }),
    answers('{ b { data { __typename } needs } }', { b: { data: null, needs: 'h1-root-needs' } }),
    answers('{ bb { data { __typename } needsRoot } }', { bb: { data: { __typename: 'Shown' }, needsRoot: 's1-root-needsRoot' } }),
  ],
};

const CUSTOMER = { id: '1', last: 'Serik', orders: [{ id: 'Serik1' }] };
const sum = (value: number) => ({ orders }: { orders?: unknown }) => {
  if (!Array.isArray(orders)) throw new Error('orders is no list');
  return value;
};

const NESTED_REQUIRES: Suite = {
  name: 'nested-requires',
  store: { Customer: [CUSTOMER], Order: CUSTOMER.orders },
  subgraphs: {
    customers: { sdl: 'type Query { customer: Customer } type Customer @key(fields: "id") { id: ID! first: String last: String! }', fields: { Query: { customer: () => CUSTOMER } } },
    sums: {
      sdl: 'type Order @key(fields: "id", resolvable: false) { id: ID! } type Customer @key(fields: "id") { id: ID! orders: [Order!] @external total: Int @requires(fields: "orders { id }") open: Int @requires(fields: "orders { id }") }',
      fields: { Customer: { total: sum(0), open: sum(1) } },
    },
    orders: {
      sdl: 'type Order @key(fields: "id") { id: ID! } type Customer @key(fields: "id") { id: ID! last: String! @external orders: [Order!] @requires(fields: "last") }',
      fields: { Customer: { orders: ({ last }: { last: string }) => [{ id: `${last}1` }] } },
    },
  },
  cases: [answers('{ customer { open total } }', { customer: { open: 1, total: 0 } })],
};

const DEAR = { id: 'p1', price: 699.99, calledWith: true };
const withDear = ({ dear }: { dear?: unknown }): boolean => {
  if (typeof dear !== 'boolean') throw new Error('dear is missing');
  return true;
};
const neverCalled = (): never => {
  throw new Error('must not be called');
};

const INCLUDE_SKIP: Suite = {
  name: 'include-skip',
  store: { Toy: [DEAR] },
  subgraphs: {
    a: { sdl: 'type Query { toy: Toy } type Toy @key(fields: "id") { id: ID! price: Float! }', fields: { Query: { toy: () => DEAR } } },
    b: { sdl: 'type Toy @key(fields: "id") { id: ID! price: Float! @external dear: Boolean! @requires(fields: "price") }', fields: { Toy: { dear: ({ price }: { price: number }) => price > 500 } } },
    c: {
      sdl: 'type Toy @key(fields: "id") { id: ID! dear: Boolean! @external included: Boolean! @requires(fields: "dear") kept: Boolean! @requires(fields: "dear") neverIncluded: Boolean! @requires(fields: "dear") skipped: Boolean! @requires(fields: "dear") }',
      fields: { Toy: { included: withDear, kept: withDear, neverIncluded: neverCalled, skipped: neverCalled } },
    },
  },
  cases: [
    answers('query ($b: Boolean = false) { toy { price neverIncluded @include(if: $b) } }', { toy: { price: 699.99 } }),
    answers('query ($b: Boolean = true) { toy { price skipped @skip(if: $b) } }', { toy: { price: 699.99 } }),
    answers('query ($b: Boolean = true) { toy { price included @include(if: $b) } }', { toy: { price: 699.99, included: true } }),
    answers('query ($b: Boolean = false) { toy { price kept @skip(if: $b) } }', { toy: { price: 699.99, kept: true } }),
  ],
};

export const REQUIRES: readonly Suite[] = [SIMPLE, REQUIRES_REQUIRES, CIRCULAR, REQUIRES_INTERFACE, WITH_FRAGMENTS, NESTED_REQUIRES, INCLUDE_SKIP];
