import { IINS } from './family.js';
import type { SubgraphSource } from './subgraph.js';

const [ONE = '', TWO = '', , MOTHER = ''] = IINS;

interface Grant {
  readonly classes: readonly string[];
}
const EVERYTHING = { classes: ['identity', 'family', 'contacts', 'benefits', 'savings', 'care', 'education'] };
const CHILDREN = [
  { __typename: 'Child', iin: ONE, name: 'Aru', tags: ['benefits', 'care'] },
  { __typename: 'Child', iin: TWO, name: 'Dana', tags: [] },
];
const child = ({ iin }: { iin: string }) => CHILDREN.find((one) => one.iin === iin) ?? null;

/** Refuses as a real subgraph does, by what registry's grant says. */
function withGrant<T>(scope: string, answer: (source: { iin: string }) => T) {
  return (source: { iin: string; grant?: Grant | null }): T => {
    if (!source.grant?.classes.includes(scope)) throw Object.assign(new Error('not your child: see case 12'), { extensions: { code: 'WITHHELD' } });
    return answer(source);
  };
}

/**
 * A graph with an access rule of every kind. Registry grants everything for the first child and nothing for the second.
 */
export const GUARDED: readonly SubgraphSource[] = [
  {
    name: 'registry',
    typeDefs: `
      scalar IIN
      type Query {
        child(iin: IIN!): Child @authenticated
        person(iin: IIN!): Named @authenticated
        children(first: Int = 10): ChildConnection @authenticated
        hits: [Hit!] @authenticated
        cases: [Case!] @authenticated
        regions: [Region!]
        me: Adult @authenticated
        statistics: Statistics!
      }
      type Mutation {
        register(name: String!): Child @requiresScopes(scopes: [["operations"]])
        greet(name: String!): String @authenticated
      }
      interface Named { iin: IIN! name: String }
      type Child implements Named @key(fields: "iin") {
        iin: IIN!
        name: String @requiresScopes(scopes: [["identity"]])
        tags: [String!] @authenticated
        siblings: [Child!] @requiresScopes(scopes: [["family"]])
        mother: Adult @authenticated
        contacts: Contacts
        identity: Identity
        grant: Grant @inaccessible
      }
      type Adult implements Named @requiresScopes(scopes: [["family"]]) { iin: IIN! name: String job: String }
      type Contacts @requiresScopes(scopes: [["contacts"]]) { phone: String }
      type Identity { names: Names! documents: [Document!]! status: String @requiresScopes(scopes: [["family"]]) }
      type Names { kk: String @requiresScopes(scopes: [["identity"]]) }
      type Document { number: String @requiresScopes(scopes: [["identity"]]) }
      type ChildConnection { edges: [Edge!]! count: Int @requiresScopes(scopes: [["operations"]]) }
      type Edge { node: Child }
      type Case @key(fields: "number") { number: ID @requiresScopes(scopes: [["identity"]]) title: String @authenticated }
      type Region { kato: ID! name: String }
      type Statistics { population: Int @authenticated }
      type Grant @inaccessible { classes: [String!]! }
      union Hit = Child | Adult | Region
    `,
    resolvers: {
      Query: {
        child: (_: unknown, key: { iin: string }) => child(key),
        person: (_: unknown, key: { iin: string }) => child(key) ?? { __typename: 'Adult', iin: key.iin, name: 'Gulnar', job: 'doctor' },
        children: (_: unknown, { first }: { first: number }) => ({ edges: CHILDREN.slice(0, first).map((node) => ({ node })), count: 2 }),
        hits: () => [CHILDREN[0], { __typename: 'Adult', iin: MOTHER, name: 'Gulnar' }, { __typename: 'Region', kato: '75', name: 'Almaty' }],
        cases: () => [{ number: 'C-1', title: 'first' }],
        regions: () => [{ kato: '75', name: 'Almaty' }],
        me: () => ({ iin: MOTHER, name: 'Gulnar' }),
        statistics: () => ({ population: 20_000_000 }),
      },
      Mutation: { register: () => CHILDREN[0], greet: (_: unknown, { name }: { name: string }) => `hello ${name}` },
      Hit: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      Named: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      Child: {
        __resolveReference: child,
        siblings: () => [CHILDREN[1]],
        mother: () => ({ iin: MOTHER, name: 'Gulnar' }),
        contacts: () => ({ phone: '+7 700' }),
        identity: () => ({ names: { kk: 'Ару' }, documents: [{ number: '1' }], status: 'citizen' }),
        grant: ({ iin }: { iin: string }) => (iin === ONE ? EVERYTHING : { classes: [] }),
      },
      Case: { __resolveReference: ({ number }: { number: string }) => ({ number, title: 'first' }) },
    },
  },
  {
    name: 'benefits',
    typeDefs: `
      scalar IIN
      type Child @key(fields: "iin") {
        iin: IIN!
        grant: Grant @external
        benefits(year: Int): ChildBenefits @requires(fields: "grant { classes }") @requiresScopes(scopes: [["benefits"]])
      }
      type Grant { classes: [String!]! @external }
      type ChildBenefits @key(fields: "iin") { iin: IIN! total: String @authenticated history: [String!] @authenticated denied: String @authenticated }
    `,
    resolvers: {
      Child: { benefits: withGrant('benefits', ({ iin }) => ({ iin })) },
      ChildBenefits: {
        total: () => '10.00',
        history: () => [],
        denied: () => {
          throw Object.assign(new Error('see case 12'), { extensions: { code: 'WITHHELD' } });
        },
      },
    },
  },
  {
    name: 'foster-families',
    typeDefs: `
      scalar IIN
      type Child @key(fields: "iin") {
        iin: IIN!
        grant: Grant @external
        care: ChildCare @requires(fields: "grant { classes }") @requiresScopes(scopes: [["care"]])
      }
      type Grant { classes: [String!]! @external }
      type ChildCare { iin: IIN! placement: String @authenticated }
      type Case @key(fields: "number") { number: ID notes: String @requiresScopes(scopes: [["care"]]) }
    `,
    resolvers: {
      Child: { care: withGrant('care', ({ iin }) => ({ iin, placement: null })) },
      Case: { notes: ({ number }: { number: string }) => `notes of ${number}` },
    },
  },
  {
    name: 'schools',
    typeDefs: `
      scalar IIN
      type Child @key(fields: "iin") { iin: IIN! schooling: String @requiresScopes(scopes: [["education"], ["care", "family"]]) }
    `,
    resolvers: { Child: { schooling: () => 'No. 4' } },
  },
];

export const CHILD_ONE = ONE;
export const CHILD_TWO = TWO;
export const ADULT = MOTHER;
