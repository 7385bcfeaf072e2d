import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import type { SubgraphSource } from './subgraph.js';

/** Valid IINs of people who cannot exist. */
export const IINS = ['15010190001', '16020290002', '17030390003', '80040490004', '81050590005'].map((base, i) => withCheckDigit(base) ?? withCheckDigit(`${base.slice(0, 10)}${i + 5}`) ?? '');
const [ONE = '', TWO = '', THREE = '', MOTHER = '', FATHER = ''] = IINS;

const CHILDREN = [
  { iin: ONE, name: 'Aru', birth: '2015-01-01', parents: [MOTHER, FATHER], siblings: [TWO, null, THREE] },
  { iin: TWO, name: 'Dana', birth: null, parents: [MOTHER], siblings: [ONE] },
  { iin: THREE, name: 'Erlan', birth: '2017-03-03', parents: null, siblings: [] },
].map((child) => ({ __typename: 'Child', ...child }));
const ADULTS = [
  { __typename: 'Adult', iin: MOTHER, name: 'Gulnar', job: 'doctor' },
  { __typename: 'Adult', iin: FATHER, name: 'Marat', job: null },
];
const PEOPLE = [...CHILDREN, ...ADULTS];
const person = (iin: string | null) => PEOPLE.find((one) => one.iin === iin) ?? null;
const fail = (message: string) => (): never => {
  throw new Error(message);
};

/** A family in four programmes, with every construct that a plan can have, and no access rules: the stock gateway takes it too. */
export const FAMILY: readonly SubgraphSource[] = [
  {
    name: 'registry',
    typeDefs: `
      scalar IIN
      scalar Date
      enum Lang { KK RU EN }
      input Filter { name: String, lang: Lang = RU, iins: [IIN!] }
      type Query {
        child(iin: IIN!): Child
        person(iin: IIN!): Person
        people(first: Int = 10, filter: Filter): [Person!]!
        children: [Child]
        grid: [[Child]]
        strict(fail: Boolean = false): Strict
        broken: String
        lang(lang: Lang!): Lang
      }
      type Mutation { rename(iin: IIN!, name: String!): Child countRegistry: Int! }
      interface Person @key(fields: "iin") { iin: IIN! name(upper: Boolean = false): String }
      type Child implements Person @key(fields: "iin") {
        iin: IIN!
        name(upper: Boolean = false): String
        birth: Date
        parents: [Adult!]
        siblings: [Child]
        faulty: String
        address: Address @shareable
      }
      type Adult implements Person @key(fields: "iin") { iin: IIN! name(upper: Boolean = false): String job: String }
      type Address @shareable { city: String zip: String }
      type Strict { must: String! inner: Strict! maybe: String }
    `,
    resolvers: {
      Query: {
        child: (_: unknown, { iin }: { iin: string }) => CHILDREN.find((one) => one.iin === iin) ?? null,
        person: (_: unknown, { iin }: { iin: string }) => person(iin),
        people: (_: unknown, { first, filter }: { first: number; filter?: { name?: string; iins?: string[] } }) =>
          PEOPLE.filter(({ iin, name }) => (filter?.name ?? name) === name && (filter?.iins?.includes(iin) ?? true)).slice(0, first),
        children: () => [CHILDREN[0], null, CHILDREN[2], CHILDREN[0]],
        grid: () => [[CHILDREN[0], CHILDREN[1]], null, [null, CHILDREN[2]]],
        strict: (_: unknown, { fail: failing }: { fail: boolean }) => ({ failing }),
        broken: fail('broken'),
        lang: (_: unknown, { lang }: { lang: string }) => lang,
      },
      Mutation: {
        rename: (_: unknown, { iin, name }: { iin: string; name: string }) => ({ ...person(iin), name }),
        countRegistry: () => 1,
      },
      Child: {
        __resolveReference: ({ iin }: { iin: string }) => person(iin),
        parents: ({ parents }: { parents: string[] | null }) => parents?.map(person) ?? null,
        siblings: ({ siblings }: { siblings: (string | null)[] }) => siblings.map(person),
        name: ({ name }: { name: string }, { upper }: { upper: boolean }) => (upper ? name.toUpperCase() : name),
        faulty: fail('faulty'),
        address: () => ({ city: 'Almaty', zip: '050000' }),
      },
      Adult: { __resolveReference: ({ iin }: { iin: string }) => person(iin) },
      Person: { __resolveReference: ({ iin }: { iin: string }) => person(iin), __resolveType: ({ __typename }: { __typename: string }) => __typename },
      Strict: {
        must: ({ failing }: { failing: boolean }) => (failing ? fail('must')() : 'must'),
        inner: ({ failing }: { failing: boolean }) => ({ failing }),
        maybe: () => null,
      },
    },
  },
  {
    name: 'benefits',
    typeDefs: `
      scalar IIN
      scalar Date
      type Query { awards: [Award!] hits(term: String): [Hit] }
      type Mutation { countBenefits: Int! }
      type Child @key(fields: "iin") {
        iin: IIN!
        birth: Date @external
        benefits(year: Int = 2026): ChildBenefits
        ageGroup: String @requires(fields: "birth")
        note: String
        address: Address @shareable
      }
      type Address @shareable { city: String street: String }
      type ChildBenefits @key(fields: "iin") {
        iin: IIN!
        child: Child!
        awards: [Award!]
        total: Money
        entitlement: String @requires(fields: "child { birth }")
        faulty: String
      }
      type Award @key(fields: "id") { id: ID! amount: Money! year: Int label: String child: Child faulty: String! }
      type Money @shareable { amount: String! currency: String! }
      union Hit = Child | Award
    `,
    resolvers: {
      Query: {
        awards: () => [award(ONE, 0), award(TWO, 0)],
        hits: () => [award(ONE, 0), { __typename: 'Child', iin: TWO }, null, { __typename: 'Child', iin: THREE }],
      },
      Mutation: { countBenefits: () => 2 },
      Hit: { __resolveType: ({ __typename }: { __typename?: string }) => __typename ?? 'Award' },
      Child: {
        __resolveReference: (representation: object) => representation,
        benefits: ({ iin }: { iin: string }, { year }: { year: number }) => (iin === THREE ? null : { iin, year }),
        ageGroup: ({ birth }: { birth: string | null }) => (birth === null ? 'unknown' : `born ${birth}`),
        note: () => 'a child',
        address: () => ({ city: 'Almaty', street: 'Abai' }),
      },
      ChildBenefits: {
        __resolveReference: (representation: object) => representation,
        child: ({ iin }: { iin: string }) => ({ iin }),
        awards: ({ iin }: { iin: string }) => [award(iin, 0), award(iin, 1)],
        total: () => ({ amount: '10.00', currency: 'KZT' }),
        entitlement: ({ child }: { child?: { birth?: string | null } }) => `for ${child?.birth}`,
        faulty: fail('faulty'),
      },
      Award: { __resolveReference: ({ id }: { id: string }) => award(id.slice(2), Number(id[0])), child: ({ iin }: { iin: string }) => ({ iin }), faulty: fail('award') },
    },
  },
  {
    name: 'savings',
    typeDefs: `
      scalar IIN
      type Child @key(fields: "iin") { iin: IIN! savings: ChildSavings }
      type ChildSavings { balance: Money rate: String! accounts: [[String!]] }
      type Money @shareable { amount: String! currency: String! }
      type Award @key(fields: "id") { id: ID! paidInto: String }
    `,
    resolvers: {
      Child: { __resolveReference: ({ iin }: { iin: string }) => ({ iin }), savings: ({ iin }: { iin: string }) => ({ iin }) },
      ChildSavings: {
        balance: () => ({ amount: '5.00', currency: 'USD' }),
        rate: ({ iin }: { iin: string }) => (iin === TWO ? fail('rate')() : '3%'),
        accounts: () => [['a', 'b'], null, []],
      },
      Award: { __resolveReference: ({ id }: { id: string }) => ({ id }), paidInto: ({ id }: { id: string }) => `account of ${id}` },
    },
  },
  {
    name: 'schools',
    typeDefs: `
      scalar IIN
      type Person @key(fields: "iin") @interfaceObject { iin: IIN! school: String }
      type Mutation { countSchools: Int! }
    `,
    resolvers: {
      Person: { __resolveReference: ({ iin }: { iin: string }) => ({ iin }), school: ({ iin }: { iin: string }) => (iin === ONE ? null : 'No. 4') },
      Mutation: { countSchools: () => 3 },
    },
  },
];

function award(iin: string, index: number) {
  return { id: `${index}-${iin}`, label: `award ${index}`, iin, year: 2025 + index, amount: { amount: `${index + 1}.00`, currency: 'KZT' } };
}
