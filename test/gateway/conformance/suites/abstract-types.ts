import { answers, type Suite } from '../suite.js';

const AUTHORS = [{ mail: 'a1@example.kz', id: 'a1' }, { mail: 'a2@example.kz', id: 'a2' }];
const SELF = { __typename: 'Self', mail: 'a1@example.kz' };
const HOUSE = { __typename: 'House', id: 'h1' };

const work = (__typename: string, id: string, author: number, grams: number, publisher: object) => ({
  __typename, id, code: `code-${id}`, title: `${__typename} ${id}`, size: { form: 'small', weight: grams }, author: AUTHORS[author], secret: false, publisher,
});
const PRIMERS = [work('Primer', 'w1', 0, 0.5, SELF), work('Primer', 'w3', 1, 0.6, HOUSE)];
const JOURNALS = [work('Journal', 'w2', 0, 0.2, HOUSE), work('Journal', 'w4', 1, 0.3, SELF)];
const WORKS = [...PRIMERS, ...JOURNALS];
const OPINIONS = [{ id: 1, about: 'w1' }, { id: 2, about: 'w1' }, { id: 3, about: 'w2' }];
const of = (id: string) => WORKS.find((one) => one.id === id);
const others = (id: string) => WORKS.filter((one) => one.id !== id && one.__typename === of(id)?.__typename);

type Sized = { readonly size?: { readonly form: string; readonly weight: number } };
const deliver = ({ size }: Sized, { to }: { to?: string }): object | null => (to !== undefined && size?.form === 'small' && size.weight < 1 ? { soonest: 'today', usual: '1 day' } : null);
const opinionsOn = ({ id }: { id: string }) => OPINIONS.filter(({ about }) => about === id).map((one) => ({ ...one, work: of(id) }));
const opinions = { opinions: opinionsOn, howMany: (one: { id: string }) => opinionsOn(one).length };

const underOpinions = (first: object, second: object) => ({
  works: [{ id: 'w1', opinions: [{ work: { id: 'w1', ...first } }, { work: { id: 'w1', ...first } }] }, { id: 'w3', opinions: [] }, { id: 'w2', opinions: [{ work: { id: 'w2', ...second } }] }, { id: 'w4', opinions: [] }],
});
const withOpinions = (selection: string, head = ''): string => `${head} { works { id opinions { work { id ${selection} } } } }`;
const [title, code, secondCode] = [{ title: 'Primer w1' }, { code: 'code-w1' }, { code: 'code-w2' }];
const conditional = (initially: boolean): string => `query ($t: Boolean = ${initially})`;
const published = (fields: string): string => `${withOpinions('... on Journal { publisher { ...p } } ... on Primer { publisher { ...p } }')} fragment p on Publisher { ${fields} }`;

export const ABSTRACT_TYPES: Suite = {
  name: 'abstract-types',
  store: { Primer: PRIMERS, Journal: JOURNALS, Author: AUTHORS.map((author) => ({ ...author, works: WORKS.filter((one) => one.author === author).length })), House: [{ id: 'h1', company: 'Atamura', mail: { address: 'h1@example.kz' } }], Circle: [] },
  subgraphs: {
    works: {
      sdl: `type Query { works: [Work] similar(id: ID!): [Work] }
        interface Work { id: ID! code: String size: Size author: Author secret: Boolean @inaccessible }
        interface Similar { similar: [Work] }
        type Size @shareable { form: String weight: Float }
        type Primer implements Work & Similar @key(fields: "id") { id: ID! code: String size: Size @shareable author: Author similar: [Primer] secret: Boolean publisher: Publisher }
        type Journal implements Work & Similar @key(fields: "id") { id: ID! code: String size: Size @shareable author: Author similar: [Journal] secret: Boolean publisher: Publisher }
        union Publisher = House | Self
        type House { id: ID! @shareable }
        type Self { mail: String }
        type Author @key(fields: "mail") { mail: ID! works: Int @shareable }`,
      fields: {
        Query: { works: () => WORKS, similar: (_: unknown, { id }: { id: string }) => others(id) },
        Primer: { similar: ({ id }: { id: string }) => others(id) },
        Journal: { similar: ({ id }: { id: string }) => others(id) },
        Author: { works: ({ id }: { id: string }) => WORKS.filter(({ author }) => author?.id === id).length },
      },
    },
    primers: { sdl: 'type Query { primers: [Primer] } type Primer @key(fields: "id") { id: ID! title: String }', fields: { Query: { primers: () => PRIMERS } } },
    journals: { sdl: 'type Query { journals: [Journal] } type Journal @key(fields: "id") { id: ID! title: String }', fields: { Query: { journals: () => JOURNALS } } },
    post: {
      sdl: `interface Work { id: ID! size: Size delivery(to: String): Delivery }
        type Primer implements Work @key(fields: "id") { id: ID! size: Size @external delivery(to: String): Delivery @requires(fields: "size { form weight }") }
        type Journal implements Work @key(fields: "id") { id: ID! size: Size @external delivery(to: String): Delivery @requires(fields: "size { form weight }") }
        type Size @shareable { form: String weight: Float }
        type Delivery { usual: String soonest: String }`,
      fields: { Primer: { delivery: deliver }, Journal: { delivery: deliver } },
    },
    opinions: {
      sdl: `type Query { opinion(id: Int!): Opinion }
        interface Work { id: ID! howMany: Int! opinions: [Opinion!]! }
        interface Similar { similar: [Work] }
        type Primer implements Work & Similar @key(fields: "id") { id: ID! howMany: Int! opinions: [Opinion!]! similar: [Primer] @external ofSimilar: [Opinion!]! @requires(fields: "similar { id }") }
        type Journal implements Work & Similar @key(fields: "id") { id: ID! howMany: Int! opinions: [Opinion!]! similar: [Journal] @external ofSimilar: [Opinion!]! @requires(fields: "similar { id }") }
        type Opinion { id: Int! work: Work }`,
      fields: { Primer: opinions, Journal: opinions },
    },
    houses: `type House @key(fields: "id") { id: ID! company: String mail: Mail } type Mail { address: String } type Circle @key(fields: "id") { id: ID! name: String mail: String } union Publisher = House | Circle`,
  },
  cases: [
    answers('{ works { id size { form weight } } }', { works: [['w1', 0.5], ['w3', 0.6], ['w2', 0.2], ['w4', 0.3]].map(([id, weight]) => ({ id, size: { form: 'small', weight } })) }),
    answers('{ similar(id: "w1") { id code } }', { similar: [{ id: 'w3', code: 'code-w3' }] }),
    answers('{ primer: similar(id: "w1") { id code delivery(to: "050000") { soonest usual } } journal: similar(id: "w2") { id code delivery(to: "050000") { soonest usual } } }', {
      primer: [{ id: 'w3', code: 'code-w3', delivery: { soonest: 'today', usual: '1 day' } }],
      journal: [{ id: 'w4', code: 'code-w4', delivery: { soonest: 'today', usual: '1 day' } }],
    }),
    answers('{ works { code ... on Work { code } ... on Primer { code } ... on Journal { code } ... on Similar { __typename type: __typename } } }', { works: [['w1', 'Primer'], ['w3', 'Primer'], ['w2', 'Journal'], ['w4', 'Journal']].map(([id, type]) => ({ code: `code-${id}`, __typename: type, type })) }),
    answers('{ works { by: author { mail works } ... on Journal { title } } }', {
      works: [{ by: { mail: 'a1@example.kz', works: 2 } }, { by: { mail: 'a2@example.kz', works: 2 } }, { by: { mail: 'a1@example.kz', works: 2 }, title: 'Journal w2' }, { by: { mail: 'a2@example.kz', works: 2 }, title: 'Journal w4' }],
    }),
    answers('{ works { id opinions { work { code ... on Journal { title } ... on Primer { howMany } } } } }', {
      works: [{ id: 'w1', opinions: [{ work: { ...code, howMany: 2 } }, { work: { ...code, howMany: 2 } }] }, { id: 'w3', opinions: [] }, { id: 'w2', opinions: [{ work: { ...secondCode, title: 'Journal w2' } }] }, { id: 'w4', opinions: [] }],
    }),
    answers('{ works { id opinions { id } } }', { works: [{ id: 'w1', opinions: [{ id: 1 }, { id: 2 }] }, { id: 'w3', opinions: [] }, { id: 'w2', opinions: [{ id: 3 }] }, { id: 'w4', opinions: [] }] }),
    answers(withOpinions('... on Primer @include(if: $t) { title } ... on Journal { code }', conditional(true)), underOpinions(title, secondCode)),
    answers(withOpinions('... on Primer @include(if: $t) { title } ... on Journal { code }', conditional(false)), underOpinions({}, secondCode)),
    answers(withOpinions('... on Primer @skip(if: $t) { title } ... on Journal { code }', conditional(false)), underOpinions(title, secondCode)),
    answers(withOpinions('... on Primer @skip(if: $t) { title } ... on Journal { code }', conditional(true)), underOpinions({}, secondCode)),
    answers(withOpinions('... on Primer @skip(if: $t) { title } ... on Primer { code } ... on Journal { code }', conditional(true)), underOpinions(code, secondCode)),
    answers(withOpinions('... on Primer @skip(if: $t) { title } ... on Primer { code } ... on Journal { code }', conditional(false)), underOpinions({ ...title, ...code }, secondCode)),
    answers(withOpinions('... on Primer @include(if: $t) { title ... on Primer { code } } ... on Journal { code }', conditional(true)), underOpinions({ ...title, ...code }, secondCode)),
    answers(withOpinions('... on Primer @include(if: $t) { title ... on Primer @skip(if: $t) { code } } ... on Journal { code }', conditional(true)), underOpinions(title, secondCode)),
    answers(published('... on House { id company } ... on Self { mail }'), underOpinions({ publisher: { mail: 'a1@example.kz' } }, { publisher: { id: 'h1', company: 'Atamura' } })),
    answers(published('... on House { id company } ... on Self { mail } ... on Circle { name }'), underOpinions({ publisher: { mail: 'a1@example.kz' } }, { publisher: { id: 'h1', company: 'Atamura' } })),
    answers(published('... on House { asObject: mail { address } } ... on Self { asText: mail } ... on Circle { asText: mail }'), underOpinions({ publisher: { asText: 'a1@example.kz' } }, { publisher: { asObject: { address: 'h1@example.kz' } } })),
  ],
};
