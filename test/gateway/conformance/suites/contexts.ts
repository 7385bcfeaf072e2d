import { answers, fails, type Suite } from '../suite.js';

const PEOPLE = [{ id: 'p1', pay: 100, name: 'Aru' }, { id: 'p2', pay: 200, name: 'Dana' }];
const [ARU, DANA] = PEOPLE;
const BADGE = { id: 'b1', colour: 'blue' };
const OFFICES = [{ __typename: 'Office', id: 'o1', rate: { currency: 'KZT', factor: 1 }, code: 'KZ', chief: ARU, staff: [ARU, DANA], badge: BADGE, team: { lead: { of: [BADGE] } } }, { __typename: 'Office', id: 'o2', rate: { currency: 'USD', factor: 2 }, code: null, chief: ARU, staff: [DANA, null, ARU], badge: BADGE, team: null }];
const SHOP = { __typename: 'Shop', id: 's1', money: 'EUR', chief: DANA };
type Given = { readonly currency?: string; readonly factor?: number; readonly more?: number };
const pay = ({ pay: amount }: { pay: number }, { currency, factor = 1, more = 0 }: Given): string => `${amount * factor + more} ${currency}`;

/** An argument that comes from an object further up, whoever holds the one that is asked: the same person is paid otherwise elsewhere. */
const FROM_CONTEXT: Suite = {
  name: 'from-context',
  store: { Person: PEOPLE, Badge: [BADGE], Office: OFFICES, Shop: [SHOP] },
  subgraphs: {
    a: {
      sdl: `type Query { office: Office offices: [Office!]! shop: Shop places: [Place!]! }
        interface Place { id: ID! chief: Person }
        type Office implements Place @key(fields: "id") @context(name: "place") @context(name: "office") { id: ID! rate: Rate! code: String chief: Person staff: [Person] badge: Badge team: Team }
        type Rate { currency: String! factor: Int! } type Team { lead: Lead } type Lead { of: [Badge] }
        type Shop implements Place @key(fields: "id") @context(name: "place") { id: ID! money: String! chief: Person }
        type Person @key(fields: "id") { id: ID! name: String!
          pay(currency: String @fromContext(field: "$place ... on Office { rate { currency } } ... on Shop { money }"), more: Int = 0): String! }
        type Badge @key(fields: "id") { id: ID! colour: String
          code(code: String @fromContext(field: "$office { code }"), factor: Int @fromContext(field: "$office { rate { factor } }")): String
          district(of: String @fromContext(field: "$office { district }")): String }
        extend type Office { district: String @external }`,
      fields: {
        Query: { office: () => OFFICES[0], offices: () => OFFICES, shop: () => SHOP, places: () => [...OFFICES, SHOP] },
        Person: { pay }, Badge: { code: (_: unknown, { code, factor }: { code?: string | null; factor?: number }) => `${code} ${factor}`, district: (_: unknown, { of }: { of?: string }) => of },
      },
    },
    b: {
      sdl: 'type Person @key(fields: "id") { id: ID! nick: String } type Office @key(fields: "id") { id: ID! district: String }',
      fields: { Office: { district: ({ id }: { id: string }) => {
        if (id === 'o2') throw new Error('no district');
        return `district of ${id}`;
      } } },
    },
  },
  cases: [
    answers('{ office { chief { pay } } }', { office: { chief: { pay: '100 KZT' } } }),
    answers('{ offices { chief { name pay nick } staff { pay } } }', { offices: [{ chief: { name: 'Aru', pay: '100 KZT', nick: null }, staff: [{ pay: '100 KZT' }, { pay: '200 KZT' }] }, { chief: { name: 'Aru', pay: '100 USD', nick: null }, staff: [{ pay: '200 USD' }, null, { pay: '100 USD' }] }] }),
    answers('query ($m: Int = 7) { shop { chief { pay(more: $m) p: pay } } }', { shop: { chief: { pay: '207 EUR', p: '200 EUR' } } }),
    answers('{ offices { badge { code } team { lead { of { c: code id } } } } }', { offices: [{ badge: { code: 'KZ 1' }, team: { lead: { of: [{ c: 'KZ 1', id: 'b1' }] } } }, { badge: { code: 'null 2' }, team: null }] }),
    answers('{ places { ... on Office { chief { pay } } ... on Shop { chief { pay } } } }', { places: [{ chief: { pay: '100 KZT' } }, { chief: { pay: '100 USD' } }, { chief: { pay: '200 EUR' } }] }),
    fails('{ offices { badge { district colour } } }', { offices: [{ badge: { district: 'district of o1', colour: 'blue' } }, { badge: { district: null, colour: 'blue' } }] }),
  ],
};

export const CONTEXTS: readonly Suite[] = [FROM_CONTEXT];
