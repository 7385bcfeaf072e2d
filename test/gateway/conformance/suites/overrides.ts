import { answers, type Suite } from '../suite.js';

const NOTES = [1, 2].map((i) => ({ __typename: 'Picture', id: `n${i}`, written: `n${i}-written` }));
const [FIRST, SECOND] = NOTES;
const written = (...notes: readonly (typeof FIRST)[]) => notes.map((note) => ({ written: note?.written }));
const never = (): string => 'never';

const notes = (from: string): Suite['subgraphs'] => ({
  a: {
    sdl: `type Query { notes: [Note] @shareable notesOfA: [Note] } type Note @key(fields: "id") { id: ID! written: String! ${from === 'a' ? '' : '@shareable'} }`,
    fields: { Query: { notes: () => NOTES, notesOfA: () => [SECOND] }, ...(from === 'a' ? { Note: { written: never } } : {}) },
  },
  b: { sdl: `type Query { notes: [Note] @shareable notesOfB: [Note] } type Note @key(fields: "id") { id: ID! written: String! @override(from: "${from}") @shareable }`, fields: { Query: { notes: () => NOTES, notesOfB: () => [FIRST] } } },
});

const overridden = [
  answers('{ notes { written } }', { notes: written(FIRST, SECOND) }),
  answers('{ notesOfA { written } notesOfB { written } }', { notesOfA: written(SECOND), notesOfB: written(FIRST) }),
];

const SIMPLE: Suite = { name: 'simple-override', store: { Note: NOTES }, subgraphs: notes('a'), cases: overridden };

const UNAVAILABLE: Suite = { name: 'unavailable-override', store: { Note: NOTES }, subgraphs: notes('nobody'), cases: overridden };

const TYPE_INTERFACE: Suite = {
  name: 'override-type-interface',
  store: { Picture: NOTES, Text: [] },
  subgraphs: {
    a: {
      sdl: 'type Query { feed: [Entry] } interface Entry { id: ID! written: String! } type Picture implements Entry @key(fields: "id") { id: ID! written: String! }',
      fields: { Query: { feed: () => NOTES }, Picture: { written: never } },
    },
    b: {
      sdl: `type Query { otherFeed: [OtherEntry] } interface Entry { id: ID! written: String! } type Text implements Entry @key(fields: "id") { id: ID! written: String! body: String! }
        interface OtherEntry { id: ID! written: String! } type Picture implements OtherEntry @key(fields: "id") { id: ID! written: String! @override(from: "a") }`,
      fields: { Query: { otherFeed: () => NOTES } },
    },
  },
  cases: [
    answers('{ feed { id written } }', { feed: NOTES.map(({ id, written: when }) => ({ id, written: when })) }),
    answers('{ feed { ... on Text { id body } } }', { feed: [{}, {}] }),
    answers('{ otherFeed { written } }', { otherFeed: written(FIRST, SECOND) }),
    answers('{ otherFeed { written id ... on Picture { written id } } }', { otherFeed: NOTES.map(({ id, written: when }) => ({ written: when, id })) }),
  ],
};

const CITIZENS = [1, 2, 3].map((i) => ({ id: `u${i}`, name: `u${i}-name` }));
const citizen = (i: number, ...fields: readonly ('id' | 'name' | 'atA' | 'atC')[]) => {
  const all = { id: `u${i}`, name: `u${i}-name`, atA: `a: u${i}-name`, atC: `c: u${i}-name` };
  return Object.fromEntries(fields.map((field) => [field, all[field]]));
};
const EVERYTHING = ['id', 'name', 'atA', 'atC'] as const;

const WITH_REQUIRES: Suite = {
  name: 'override-with-requires',
  store: { Citizen: CITIZENS },
  subgraphs: {
    a: {
      sdl: 'type Query { fromA: Citizen } type Citizen @key(fields: "id") { id: ID! name: String! @external atA: String! @requires(fields: "name") }',
      fields: { Query: { fromA: () => CITIZENS[0] }, Citizen: { atA: ({ name }: { name: string }) => `a: ${name}` } },
    },
    b: { sdl: 'type Query { fromB: Citizen } type Citizen @key(fields: "id") { id: ID! name: String! @override(from: "d") }', fields: { Query: { fromB: () => CITIZENS[1] } } },
    c: {
      sdl: 'type Query { fromC: Citizen } type Citizen @key(fields: "id") { id: ID! name: String! @external atC: String! @requires(fields: "name") }',
      fields: { Query: { fromC: () => CITIZENS[2] }, Citizen: { atC: ({ name }: { name: string }) => `c: ${name}` } },
    },
    d: { sdl: 'type Citizen @key(fields: "id") { id: ID! name: String! }', fields: { Citizen: { name: never } } },
  },
  cases: [
    answers('{ fromA { id name atA atC } fromB { id name atA atC } fromC { id name atA atC } }', { fromA: citizen(1, ...EVERYTHING), fromB: citizen(2, ...EVERYTHING), fromC: citizen(3, ...EVERYTHING) }),
    answers('{ fromC { atC } }', { fromC: citizen(3, 'atC') }),
    answers('{ fromA { atC } }', { fromA: citizen(1, 'atC') }),
    answers('{ fromA { atA } }', { fromA: citizen(1, 'atA') }),
  ],
};

export const OVERRIDES: readonly Suite[] = [SIMPLE, UNAVAILABLE, TYPE_INTERFACE, WITH_REQUIRES];
