import { answers, fails, type Suite } from '../suite.js';

const PRIMER = { __typename: 'Primer', id: 'p1', title: 'Alippe', inA: 'A: Alippe', inB: 'B: Alippe' };
const SONG = { __typename: 'Song', id: 's2', title: 'Zhailauym', inA: 'A: Zhailauym' };
const FILM = { __typename: 'Film', id: 'f3', title: 'Menin atym Kozha', inB: 'B: Menin atym Kozha' };
const EVERY = '__typename ... on Song { title } ... on Film { title } ... on Primer { title }';
const EVERY_AND_OWN = '__typename ... on Song { title inA } ... on Film { title inB } ... on Primer { title inA inB }';
const titled = ({ __typename, title }: { __typename: string; title: string }) => ({ __typename, title });
const seen = { shown: titled(PRIMER), primer: titled(PRIMER), song: titled(SONG) };
const thrice = (selection: string): string => `{ viewer { shown { ${selection} } primer { ${selection} } song { ${selection} } } }`;

const UNION_INTERSECTION: Suite = {
  name: 'union-intersection',
  store: { Primer: [PRIMER], Song: [SONG], Film: [FILM] },
  subgraphs: {
    a: {
      sdl: `union Shown = Primer | Song union Watched = Primer | Song
        type Primer @key(fields: "id") { id: ID! title: String! @shareable inA: String! } type Song @key(fields: "id") { id: ID! title: String! @shareable inA: String! }
        type Query { shown: Shown @shareable shownByA: Shown @shareable primer: Primer @shareable song: Shown @shareable viewer: Viewer @shareable }
        type Viewer { shown: Watched @shareable shownByA: Watched primer: Primer @shareable song: Watched @shareable }`,
      fields: { Query: { shown: () => PRIMER, shownByA: () => PRIMER, primer: () => PRIMER, song: () => SONG, viewer: () => ({ shown: PRIMER, shownByA: PRIMER, primer: PRIMER, song: SONG }) } },
    },
    b: {
      sdl: `union Shown = Primer | Film union Watched = Primer | Film
        type Primer @key(fields: "id") { id: ID! title: String! @shareable inB: String! } type Film @key(fields: "id") { id: ID! title: String! @shareable inB: String! }
        type Query { shown: Shown @shareable shownByB: Shown @shareable primer: Shown @shareable viewer: Viewer @shareable }
        type Viewer { shown: Watched @shareable shownByB: Watched primer: Watched @shareable }`,
      fields: { Query: { shown: () => PRIMER, shownByB: () => PRIMER, primer: () => PRIMER, viewer: () => ({ shown: PRIMER, shownByB: FILM, primer: PRIMER }) } },
    },
  },
  cases: [
    answers('{ shown { ... on Film { title } } }', { shown: {} }),
    answers('{ shown { ... on Primer { title } } }', { shown: { title: 'Alippe' } }),
    answers('{ shown { ... on Primer { title } ... on Film { title } } }', { shown: { title: 'Alippe' } }),
    answers(thrice(EVERY), { viewer: seen }),
    answers('{ viewer { shown { ... on Film { title } } } }', { viewer: { shown: {} } }),
    answers('{ viewer { shown { ... on Primer { title } } } }', { viewer: { shown: { title: 'Alippe' } } }),
    answers('{ viewer { shown { ... on Primer { title } ... on Film { title } } } }', { viewer: { shown: { title: 'Alippe' } } }),
    answers(`query again ${thrice(EVERY)}`, { viewer: seen }),
    answers('{ shownByA { ... on Film { title inB } } }', { shownByA: {} }),
    answers('{ shownByA { ... on Primer { title inA inB } } }', { shownByA: { title: 'Alippe', inA: 'A: Alippe', inB: 'B: Alippe' } }),
    answers(thrice(EVERY_AND_OWN), { viewer: { shown: { ...seen.shown, inA: 'A: Alippe', inB: 'B: Alippe' }, primer: { ...seen.primer, inA: 'A: Alippe', inB: 'B: Alippe' }, song: { ...seen.song, inA: 'A: Zhailauym' } } }),
    answers('{ viewer { shownByA { ... on Film { title inB } } shownByB { ... on Film { title inB } } } }', { viewer: { shownByA: {}, shownByB: { title: FILM.title, inB: FILM.inB } } }),
  ],
};

const STOVES = [{ __typename: 'Stove', id: 'stove1', years: 1 }, { __typename: 'Stove', id: 'stove2', years: 1 }];
const LAMPS = [{ __typename: 'Lamp', id: 'lamp1', years: 3 }, { __typename: 'Lamp', id: 'lamp2', years: 4 }];
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => ({ id }));
const years = LAMPS.map((lamp) => ({ years: lamp.years }));

const UNION_INTERFACE_DISTRIBUTED: Suite = {
  name: 'union-interface-distributed',
  store: { Stove: STOVES, Lamp: LAMPS },
  subgraphs: {
    a: {
      sdl: `type Query { goods: [Good] node(id: ID!): Node nodes: [Node] lamps: [Lamp] } union Good = Stove | Lamp interface Node { id: ID! } interface Guaranteed { years: Int }
        type Stove @key(fields: "id") { id: ID! } type Lamp implements Node & Guaranteed @key(fields: "id") { id: ID! years: Int }`,
      fields: { Query: { goods: () => [...STOVES, ...LAMPS], node: (_: unknown, { id }: { id: string }) => [...STOVES, ...LAMPS].find((one) => one.id === id), nodes: () => LAMPS, lamps: () => LAMPS } },
    },
    b: 'interface Node { id: ID! } interface Guaranteed { years: Int } type Stove implements Node & Guaranteed @key(fields: "id") { id: ID! years: Int }',
  },
  cases: [
    answers('{ goods { ... on Node { id } } }', { goods: ids([...STOVES, ...LAMPS]) }),
    answers('{ nodes { ... on Lamp { years } ... on Stove { id } } }', { nodes: years }),
    answers('{ nodes { id } }', { nodes: ids(LAMPS) }),
    answers('{ nodes { ... on Node { id } } }', { nodes: ids(LAMPS) }),
    answers('{ nodes { ... on Node { ... on Guaranteed { years } } } }', { nodes: years }),
    answers('{ nodes { ... on Node { id ... on Node { id ... on Guaranteed { years } } } } }', { nodes: LAMPS.map(({ id, years: count }) => ({ id, years: count })) }),
    answers('{ lamps { ...lamp ...node } } fragment lamp on Lamp { id } fragment node on Node { id __typename }', { lamps: LAMPS.map(({ id, __typename }) => ({ id, __typename })) }),
    fails('{ node(id: "stove1") { ... on Stove { years } } }', { node: null }),
    fails('{ node(id: "stove1") { ... on Lamp { years } } }', { node: null }),
    answers('{ node(id: "lamp1") { ... on Lamp { years } } }', { node: { years: 3 } }),
  ],
};

const ALPHA = { __typename: 'Alpha', id: 'al', value: 'first' };
const BETA = { __typename: 'Beta', id: 'be', name: 'second', details: 'more' };
const GAMMA = { __typename: 'Gamma', id: 'ga', label: 'third' };

const PARTIAL_UNION: Suite = {
  name: 'partial-union',
  store: {},
  subgraphs: {
    a: {
      sdl: `type Query { reply: Reply } type Reply @shareable { steps: [Step!]! text: String } union Step = Alpha | Beta | Gamma
        type Alpha @shareable { id: ID! value: String } type Beta { id: ID! name: String details: String } type Gamma { id: ID! label: String }`,
      fields: { Query: { reply: () => ({ text: 'done', steps: [ALPHA, BETA, GAMMA] }) } },
    },
    b: 'type Reply @shareable { steps: [Step!]! text: String } union Step = Alpha type Alpha @shareable { id: ID! value: String }',
  },
  cases: [
    answers('{ reply { text steps { __typename ... on Alpha { id value } ... on Beta { id name details } ... on Gamma { id label } } } }', { reply: { text: 'done', steps: [ALPHA, BETA, GAMMA] } }),
    answers('{ reply { steps { __typename ... on Beta { name } ... on Gamma { label } } } }', { reply: { steps: [{ __typename: 'Alpha' }, { __typename: 'Beta', name: 'second' }, { __typename: 'Gamma', label: 'third' }] } }),
  ],
};

const COMMON = { __typename: 'Common', label: 'shared' };
const [ONLY_A, ONLY_B] = [{ __typename: 'OnlyA', a: 'of a' }, { __typename: 'OnlyB', b: 'of b' }];
const STEPS = 'steps { __typename ... on Common { label } ... on OnlyA { a } ... on OnlyB { b } }';
const holding = (steps: readonly object[]) => ({ id: 'h', outer: { steps } });
const outer = (steps: readonly object[]) => ({ Holder: { outer: ({ outer: own }: { outer?: object }) => own ?? { steps } } });

const PARTIAL_UNION_COMPLEX: Suite = {
  name: 'partial-union-complex',
  store: { Holder: [{ id: 'h' }] },
  subgraphs: {
    a: {
      sdl: 'type Query { rootA: Holder shared: Holder @shareable } type Holder @key(fields: "id") { id: ID! outer: Outer @shareable } type Outer @shareable { steps: [Step!]! } union Step = Common | OnlyA type Common @shareable { label: String } type OnlyA { a: String }',
      fields: { Query: { rootA: () => holding([COMMON, ONLY_A]), shared: () => holding([COMMON]) }, ...outer([COMMON, ONLY_A]) },
    },
    b: {
      sdl: 'type Query { rootB: Holder shared: Holder @shareable } type Holder @key(fields: "id") { id: ID! outer: Outer @shareable outerOfB: Outer } type Outer @shareable { steps: [Step!]! } union Step = Common | OnlyB type Common @shareable { label: String } type OnlyB { b: String }',
      fields: { Query: { rootB: () => holding([COMMON, ONLY_B]), shared: () => holding([COMMON]) }, Holder: { ...outer([COMMON, ONLY_B]).Holder, outerOfB: () => ({ steps: [COMMON, ONLY_B] }) } },
    },
  },
  cases: [
    answers(`{ rootA { outer { ${STEPS} } } }`, { rootA: { outer: { steps: [COMMON, ONLY_A] } } }),
    answers(`{ rootB { outer { ${STEPS} } } }`, { rootB: { outer: { steps: [COMMON, ONLY_B] } } }),
    answers('{ rootA { outer { steps { __typename ... on OnlyB { b } } } } }', { rootA: { outer: { steps: [{ __typename: 'Common' }, { __typename: 'OnlyA' }] } } }),
    answers(`{ shared { outer { ${STEPS} } } }`, { shared: { outer: { steps: [COMMON] } } }),
    answers(`{ rootA { outerOfB { ${STEPS} } } }`, { rootA: { outerOfB: { steps: [COMMON, ONLY_B] } } }),
  ],
};

const [PUPIL, GUEST] = [{ __typename: 'Pupil', id: 'p', name: 'Aru' }, { __typename: 'Guest', id: 'g', name: 'Dana' }];
const both = (below: object = {}) => [{ id: 'p', name: 'Aru', ...below }, { id: 'g', name: 'Dana', ...below }];
const nested = (depth: number, fields: string): string => ['Pupil', 'Guest'].map((type) => `... on ${type} { ${fields} ${depth === 0 ? '' : `alike { ${nested(depth - 1, fields)} }`} }`).join(' ');
const names = (below: object = {}) => [{ name: 'Aru', ...below }, { name: 'Dana', ...below }];

/** A field whose type differs between the members of a union has to be asked under two names. */
const CHILD_TYPE_MISMATCH: Suite = {
  name: 'child-type-mismatch',
  store: { Pupil: [PUPIL] },
  subgraphs: {
    a: {
      sdl: 'type Query { pupils: [Pupil!]! } type Pupil @key(fields: "id") { id: ID name: String @shareable }',
      fields: { Query: { pupils: () => [PUPIL] } },
    },
    b: {
      sdl: `type Query { visitors: [Visitor!]! } union Visitor = Pupil | Guest
        type Pupil @key(fields: "id") { id: ID! name: String! @shareable alike: [Visitor!]! } type Guest { id: ID name: String alike: [Visitor!]! }`,
      fields: { Query: { visitors: () => [PUPIL, GUEST] }, Pupil: { alike: () => [PUPIL, GUEST] }, Guest: { alike: () => [PUPIL, GUEST] } },
    },
  },
  cases: [
    answers(`{ pupils { id name } visitors { ${nested(0, 'id name')} } }`, { pupils: [{ id: 'p', name: 'Aru' }], visitors: both() }),
    answers(`query one { pupils { id name } visitors { ${nested(1, 'id name')} } }`, { pupils: [{ id: 'p', name: 'Aru' }], visitors: both({ alike: both() }) }),
    answers(`query two { pupils { id name } visitors { ${nested(2, 'id name')} } }`, { pupils: [{ id: 'p', name: 'Aru' }], visitors: both({ alike: both({ alike: both() }) }) }),
    answers(`query three { visitors { ${nested(2, 'name')} } }`, { visitors: names({ alike: names({ alike: names() }) }) }),
  ],
};

const [STOVE, LAMP] = [{ __typename: 'Stove', id: '1' }, { __typename: 'Lamp', id: '2' }];

const TYPENAME: Suite = {
  name: 'typename',
  store: { Stove: [STOVE], Lamp: [LAMP], Clerk: [{ __typename: 'Clerk', id: 'c1' }, { __typename: 'Clerk', id: 'c2' }], Person: [{ __typename: 'Clerk', id: 'c1' }, { __typename: 'Clerk', id: 'c2' }] },
  subgraphs: {
    a: {
      sdl: `type Query { either: Good one: Node people: [Person!]! } union Good = Stove | Lamp interface Node { id: ID! } interface Person @key(fields: "id") { id: ID! }
        type Stove implements Node @key(fields: "id") { id: ID! } type Lamp implements Node @key(fields: "id") { id: ID! } type Clerk implements Person @key(fields: "id") { id: ID! }`,
      fields: { Query: { either: () => STOVE, one: () => LAMP, people: () => [{ __typename: 'Clerk', id: 'c1' }, { __typename: 'Clerk', id: 'c2' }] } },
    },
    b: 'type Person @key(fields: "id") @interfaceObject { id: ID! desk: String }',
  },
  cases: [
    answers('{ either { __typename type: __typename } }', { either: { __typename: 'Stove', type: 'Stove' } }),
    answers('{ one { id __typename type: __typename t: __typename } }', { one: { id: '2', __typename: 'Lamp', type: 'Lamp', t: 'Lamp' } }),
    answers('{ either { __typename ... on Stove { type: __typename } ... on Lamp { type: __typename } } }', { either: { __typename: 'Stove', type: 'Stove' } }),
    answers('{ one { __typename ... on Stove { type: __typename } ... on Lamp { type: __typename } } }', { one: { __typename: 'Lamp', type: 'Lamp' } }),
    answers('{ people { id } }', { people: [{ id: 'c1' }, { id: 'c2' }] }),
    answers('{ people { __typename } }', { people: [{ __typename: 'Clerk' }, { __typename: 'Clerk' }] }),
  ],
};

export const UNIONS: readonly Suite[] = [UNION_INTERSECTION, UNION_INTERFACE_DISTRIBUTED, PARTIAL_UNION, PARTIAL_UNION_COMPLEX, CHILD_TYPE_MISMATCH, TYPENAME];
