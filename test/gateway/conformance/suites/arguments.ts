import { answers, type Suite } from '../suite.js';

const GOODS = [1, 2].map((i) => ({ upc: `p${i}`, name: `p-name-${i}`, price: i * 11, weight: i, kind: { average: i * 11 } }));
const rate = (amount: number, currency: string): number => {
  if (currency !== 'KZT' && currency !== 'USD') throw new Error(`no rate for ${currency}`);
  return currency === 'USD' ? amount * 1.5 : amount;
};
type Priced = { readonly price?: number; readonly weight?: number };
const postage = ({ price, weight }: Priced) => (price === undefined || weight === undefined ? null : Math.round(price * weight * 10));

const REMARKS = [['r1', 'x1', 'a2'], ['r2', 'x1', 'a2'], ['r3', 'x1', 'a2'], ['r4', 'x2', 'a1'], ['r5', 'x2', 'a1'], ['r6', 'x2', 'a1'], ['r7', 'x2', 'a1']]
  .map(([id, on, authorId]) => ({ id, on, authorId, body: id === 'r7' ? 'of r3' : `of ${id}` }));
const remarksOn = ({ id }: { id: string }, { limit }: { limit: number }) => REMARKS.filter(({ on }) => on === id).slice(0, limit);
const ENTRIES = [{ id: 'x1' }, { id: 'x2' }];
type Remarked = { readonly remarks?: readonly { readonly id?: string; readonly authorId?: string }[] };

const WITH_ARGUMENT: Suite = {
  name: 'requires-with-argument',
  store: { Good: GOODS, Entry: ENTRIES, Remark: REMARKS },
  subgraphs: {
    a: {
      sdl: `type Good @key(fields: "upc") { upc: String! weight: Int @external price(currency: String!): Int @external postage: Int @requires(fields: "price(currency: \\"KZT\\") weight")
          kind: Kind @external dearKind: Boolean @requires(fields: "kind { average(currency: \\"KZT\\") }") }
        type Kind @external { average(currency: String!): Int }`,
      fields: { Good: { postage, dearKind: ({ kind }: { kind?: { average: number } }) => kind && kind.average > 11 } },
    },
    b: {
      sdl: 'type Query { goods: [Good] } type Good @key(fields: "upc") { upc: String! name: String price(currency: String!): Int weight: Int kind: Kind } type Kind { average(currency: String!): Int }',
      fields: { Query: { goods: () => GOODS }, Good: { price: ({ price }: { price: number }, { currency }: { currency: string }) => rate(price, currency) }, Kind: { average: ({ average }: { average: number }, { currency }: { currency: string }) => rate(average, currency) } },
    },
    c: {
      sdl: `type Query { entries: [Entry] } type Entry @key(fields: "id") { id: ID! remarks(limit: Int!): [Remark] @external }
        type Remark @key(fields: "id") { id: ID! authorId: ID body: String! alsoOn: [Entry] @external isSpam: Boolean @requires(fields: "alsoOn { remarks(limit: 50) { id } }") }`,
      fields: { Query: { entries: () => ENTRIES }, Entry: { remarks: remarksOn }, Remark: { isSpam: ({ alsoOn }: { alsoOn?: readonly Remarked[] }) => (alsoOn?.length ?? 0) > 0 && alsoOn?.every(({ remarks }) => remarks?.length === 3 || remarks?.length === 4) } },
    },
    d: {
      sdl: `type Entry @key(fields: "id") { id: ID! author: Author @requires(fields: "remarks(limit: 3) { authorId }") remarks(limit: Int!): [Remark] }
        type Remark @key(fields: "id") { id: ID! authorId: ID @external alsoOn: [Entry] } type Author { id: ID! name: String }`,
      fields: {
        Entry: {
          remarks: remarksOn,
          author: ({ remarks }: Remarked) => {
            if (remarks?.length !== 3) throw new Error('not three remarks');
            return { id: remarks[2]?.authorId, name: 'somebody' };
          },
        },
        Remark: { alsoOn: ({ id }: { id: string }) => {
          const remark = REMARKS.find((one) => one.id === id);
          return REMARKS.filter(({ body, on }) => body === remark?.body && on !== remark?.on).map(({ on }) => ({ id: on }));
        } },
      },
    },
  },
  cases: [
    answers('{ goods { upc name postage } }', { goods: [{ upc: 'p1', name: 'p-name-1', postage: 110 }, { upc: 'p2', name: 'p-name-2', postage: 440 }] }),
    answers('{ entries { author { id } } }', { entries: [{ author: { id: 'a2' } }, { author: { id: 'a1' } }] }),
    answers('{ entries { author { id } remarks(limit: 1) { id } } }', { entries: [{ author: { id: 'a2' }, remarks: [{ id: 'r1' }] }, { author: { id: 'a1' }, remarks: [{ id: 'r4' }] }] }),
    answers('{ entries { remarks(limit: 3) { isSpam } } }', { entries: [{ remarks: [{ isSpam: false }, { isSpam: false }, { isSpam: true }] }, { remarks: [{ isSpam: false }, { isSpam: false }, { isSpam: false }] }] }),
    answers('query ($limit: Int = 1) { entries { author { id } remarks(limit: $limit) { id } } }', { entries: [{ author: { id: 'a2' }, remarks: [{ id: 'r1' }] }, { author: { id: 'a1' }, remarks: [{ id: 'r4' }] }] }),
    answers('query ($limit: Int = 1) { entries { author { id } ...x ...y } } fragment x on Entry { remarks(limit: $limit) { id } } fragment y on Entry { remarks(limit: $limit) { id } }', {
      entries: [{ author: { id: 'a2' }, remarks: [{ id: 'r1' }] }, { author: { id: 'a1' }, remarks: [{ id: 'r4' }] }],
    }),
  ],
};

/** Two fields require one field with different arguments: no representation has room for both. */
const CONFLICT: Suite = {
  name: 'requires-with-argument-conflict',
  store: { Good: GOODS },
  subgraphs: {
    a: {
      sdl: `type Good @key(fields: "upc") { upc: String! weight: Int @external price(currency: String!): Int @external kind: Kind @external stocked: Boolean
          postage: Int @requires(fields: "price(currency: \\"KZT\\") weight") postageUSD: Int @requires(fields: "price(currency: \\"USD\\") weight")
          dearKind: Boolean @requires(fields: "kind { average(currency: \\"KZT\\") }") dearKindUSD: Boolean @requires(fields: "kind { average(currency: \\"USD\\") }") }
        type Kind @external { average(currency: String!): Int }`,
      fields: {
        Good: {
          postage, postageUSD: postage, stocked: () => true, dearKind: ({ kind }: { kind?: { average: number } }) => kind && kind.average > 11, dearKindUSD: ({ kind }: { kind?: { average: number } }) => kind && kind.average > 11,
        },
      },
    },
    b: {
      sdl: 'type Query { goods: [Good] } type Good @key(fields: "upc") { upc: String! name: String price(currency: String!): Float weight: Int kind: Kind } type Kind { average(currency: String!): Float }'.replaceAll('Float', 'Int'),
      fields: {
        Query: { goods: () => GOODS },
        Good: { price: ({ price }: { price: number }, { currency }: { currency: string }) => Math.round(rate(price, currency)) },
        Kind: { average: ({ average }: { average: number }, { currency }: { currency: string }) => Math.round(rate(average, currency)) },
      },
    },
  },
  cases: [
    answers('{ goods { upc name postage postageUSD dearKind } }', { goods: [{ upc: 'p1', name: 'p-name-1', postage: 110, postageUSD: 170, dearKind: false }, { upc: 'p2', name: 'p-name-2', postage: 440, postageUSD: 660, dearKind: true }] }),
    answers('{ goods { dearKindUSD dearKind stocked } }', { goods: [{ dearKindUSD: true, dearKind: false, stocked: true }, { dearKindUSD: true, dearKind: true, stocked: true }] }),
    answers('{ goods { price(currency: "USD") p: price(currency: "KZT") postageUSD postage kind { average(currency: "USD") } dearKind } }', {
      goods: [{ price: 17, p: 11, postageUSD: 170, postage: 110, kind: { average: 17 }, dearKind: false }, { price: 33, p: 22, postageUSD: 660, postage: 440, kind: { average: 33 }, dearKind: true }],
    }),
  ],
};

/** What is required is itself computed from what is required of another entity. */
const CHAIN: Suite = {
  name: 'requires-through-a-required-entity',
  store: { Entry: ENTRIES, Remark: REMARKS },
  subgraphs: {
    a: {
      sdl: 'type Query { entries: [Entry] } type Entry @key(fields: "id") { id: ID! authorId: ID @external author: Author @requires(fields: "authorId") } type Remark @key(fields: "id") { id: ID! authorId: ID } type Author { id: ID! }',
      fields: { Query: { entries: () => ENTRIES }, Entry: { author: ({ authorId }: { authorId?: string }) => (authorId === undefined ? null : { id: authorId }) } },
    },
    b: {
      sdl: 'type Entry @key(fields: "id") { id: ID! authorId: ID @requires(fields: "remark { authorId }") remark: Remark } type Remark @key(fields: "id") { id: ID! authorId: ID @external }',
      fields: { Entry: { remark: ({ id }: { id: string }) => ({ id: REMARKS.find(({ on }) => on === id)?.id }), authorId: ({ remark }: { remark?: { authorId?: string } }) => remark?.authorId } },
    },
  },
  cases: [answers('{ entries { author { id } } }', { entries: [{ author: { id: 'a2' } }, { author: { id: 'a1' } }] })],
};

export const ARGUMENTS: readonly Suite[] = [WITH_ARGUMENT, CONFLICT, CHAIN];
