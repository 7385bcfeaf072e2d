import { answers, type Suite } from '../suite.js';

const ANIMALS = [{ __typename: 'Dog', id: 'x1', name: 'Aktos', age: 7 }, { __typename: 'Cat', id: 'x2', name: 'Mysyq', age: 6 }];
const BOOK = { __typename: 'Book', id: 'm1', animals: ANIMALS };
const known = ANIMALS.map(({ id, name }) => ({ id, name }));

const ON_INTERFACE: Suite = {
  name: 'provides-on-interface',
  store: { Book: [BOOK], Dog: ANIMALS.slice(0, 1), Cat: ANIMALS.slice(1) },
  subgraphs: {
    a: { sdl: 'type Query { media: Media @shareable } interface Media { id: ID! } type Book implements Media @key(fields: "id") { id: ID! }', fields: { Query: { media: () => BOOK } } },
    b: {
      sdl: `type Query { media: Media @shareable @provides(fields: "animals { id name }") } interface Media { id: ID! animals: [Animal] } interface Animal { id: ID! name: String }
        type Book implements Media { id: ID! @shareable animals: [Animal] @external } type Dog implements Animal { id: ID! @external name: String @external } type Cat implements Animal { id: ID! @external name: String @external }`,
      fields: { Query: { media: () => BOOK } },
    },
    c: `interface Media { id: ID! animals: [Animal] } interface Animal { id: ID! name: String } type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable }
      type Dog implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int } type Cat implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }`,
  },
  cases: [
    answers('{ media { id animals { id name } } }', { media: { id: 'm1', animals: known } }),
    answers('{ media { id animals { id name ... on Cat { age } } } }', { media: { id: 'm1', animals: [known[0], { ...known[1], age: 6 }] } }),
  ],
};

const MEDIA = [{ __typename: 'Book', id: 'm1', title: 'Book 1' }, { __typename: 'Film', id: 'm2', title: 'Film 1' }];

const ON_UNION: Suite = {
  name: 'provides-on-union',
  store: { Book: MEDIA.slice(0, 1), Film: MEDIA.slice(1) },
  subgraphs: {
    a: { sdl: 'type Query { media: [Media] @shareable } union Media = Book | Film type Book @key(fields: "id") { id: ID! } type Film @key(fields: "id") { id: ID! }', fields: { Query: { media: () => MEDIA } } },
    b: {
      sdl: 'type Query { media: [Media] @shareable @provides(fields: "... on Book { title }") } union Media = Book | Film type Book @key(fields: "id") { id: ID! title: String @external } type Film @key(fields: "id") { id: ID! }',
      fields: { Query: { media: () => MEDIA } },
    },
    c: 'type Book @key(fields: "id") { id: ID! title: String @shareable } type Film @key(fields: "id") { id: ID! title: String @shareable }',
  },
  cases: [
    answers('{ media { ... on Book { id title } ... on Film { id } } }', { media: [{ id: 'm1', title: 'Book 1' }, { id: 'm2' }] }),
    answers('{ media { ... on Book { id title } ... on Film { id title } } }', { media: [{ id: 'm1', title: 'Book 1' }, { id: 'm2', title: 'Film 1' }] }),
  ],
};

const KIND_LINKS = [['k1', 'k2'], ['k2', 'k3'], ['k3', 'k1']] as const;
const kind = (id: string) => ({ id, name: `Kind ${id}` });
const withSub = (id: string) => ({ ...kind(id), subKinds: [kind(KIND_LINKS.find(([from]) => from === id)?.[1] ?? '')] });
const TOYS = [{ id: 't1', kinds: [withSub('k1'), withSub('k2')] }, { id: 't2', kinds: [withSub('k3'), withSub('k2')] }];

const NESTED: Suite = {
  name: 'nested-provides',
  store: { Toy: TOYS, Kind: KIND_LINKS.map(([id]) => withSub(id)) },
  subgraphs: {
    'all-toys': 'type Toy @key(fields: "id") { id: ID! }',
    kinds: {
      sdl: 'type Query { toys: [Toy] @shareable @provides(fields: "kinds { id name subKinds { id name } }") } type Toy @key(fields: "id") { id: ID! kinds: [Kind] @external } type Kind @key(fields: "id") { id: ID! name: String subKinds: [Kind] @external }',
      fields: { Query: { toys: () => TOYS } },
    },
    'sub-kinds': 'type Toy @key(fields: "id") { id: ID! kinds: [Kind] @shareable } type Kind @key(fields: "id") { id: ID! subKinds: [Kind] @shareable }',
  },
  cases: [
    answers('{ toys { id kinds { id name } } }', { toys: TOYS.map(({ id, kinds }) => ({ id, kinds: kinds.map((one) => kind(one.id)) })) }),
    answers('{ toys { id kinds { id name subKinds { id name } } } }', { toys: TOYS }),
  ],
};

const PLACES = ['One', 'Two'].map((name, i) => ({ id: `e${i + 1}`, name, description: `of ${name}`, extra: `Extra ${name}` }));
const place = (i: number, ...fields: readonly ('id' | 'name' | 'extra')[]) => Object.fromEntries(fields.map((field) => [field, PLACES[i]?.[field]]));
const tooMuch = (): never => {
  throw new Error('nobody asked for it');
};

/** What may be had on the way is fetched where it was asked for, and nowhere else. */
const ONLY_REQUESTED: Suite = {
  name: 'provides-only-requested-fields',
  store: { Place: PLACES },
  subgraphs: {
    a: { sdl: 'type Query { unused: Boolean } type Place @key(fields: "id") { id: ID! name: String! @shareable description: String! @shareable extra: String! }', fields: { Place: { name: tooMuch, description: tooMuch } } },
    b: {
      sdl: 'type Query { place: Place @provides(fields: "name description") places: [Place!]! @provides(fields: "name description") } type Place @key(fields: "id") { id: ID! name: String! @external description: String! @external }',
      fields: { Query: { place: () => PLACES[0], places: () => PLACES }, Place: { description: tooMuch, __resolveReference: tooMuch } },
    },
  },
  cases: [
    answers('{ place { id } }', { place: place(0, 'id') }),
    answers('{ place { id name } }', { place: place(0, 'id', 'name') }),
    answers('{ place { id shown: name } }', { place: { id: 'e1', shown: 'One' } }),
    answers('{ place { id ... on Place { name } } }', { place: place(0, 'id', 'name') }),
    answers('{ place { id ...named } } fragment named on Place { name }', { place: place(0, 'id', 'name') }),
    answers('{ place { id name extra } }', { place: place(0, 'id', 'name', 'extra') }),
    answers('{ places { id name } }', { places: [place(0, 'id', 'name'), place(1, 'id', 'name')] }),
    answers('{ places { id name extra } }', { places: [place(0, 'id', 'name', 'extra'), place(1, 'id', 'name', 'extra')] }),
    answers('{ place { id ... on Place @skip(if: true) { description } } }', { place: place(0, 'id') }),
    answers('{ place { id ... on Place @include(if: false) { description } } }', { place: place(0, 'id') }),
    answers('{ place { id ... { name } ... { extra } } }', { place: place(0, 'id', 'name', 'extra') }),
  ],
};

export const PROVIDES: readonly Suite[] = [ON_INTERFACE, ON_UNION, NESTED, ONLY_REQUESTED];
