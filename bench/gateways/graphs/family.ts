import type { StaticGraph, StaticSubgraph } from './graph.js';

/*
 * Our own profile as it is asked for all day: one child, and a section from each of four programmes, each of which needs
 * the grant of whoever registers children.
 */

/** Made-up people: seventh digit 9. More than there are connections, so that nobody asks for the same child at the same time. */
export const CHILDREN: readonly string[] = Array.from({ length: 64 }, (_, i) => `1505149${String(i).padStart(5, '0')}`);

/** How the graph is told: to everybody in the same words, to our own gateway with access rules and the names that have keys to its calls. */
interface Manner {
  readonly header: string;
  readonly authenticated: string;
  readonly scope: (name: string) => string;
  /** Names of two of the subgraphs: our gateway serves no graph to everybody that has all of our names. */
  readonly registry: string;
  readonly care: string;
}

const OPEN: Manner = { header: '', authenticated: '', scope: () => '', registry: 'persons', care: 'care' };

const GUARDED: Manner = {
  header: `extend schema
    @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes"])`,
  authenticated: '@authenticated',
  scope: (name) => `@requiresScopes(scopes: [["${name}"]])`,
  registry: 'registry',
  care: 'foster-families',
};

const grantFor = (iin: string): string => `${iin}:CASEWORKER:identity,family,benefits,savings,care,education`;

const months = (count: number): string[] => Array.from({ length: count }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`);

const BENEFITS = {
  monthlyTotal: '118432.00',
  careBenefitUntil: '2016-11-14',
  awards: ['CHILD_CARE', 'LARGE_FAMILY'].map((code, i) => ({ id: `award-${i + 1}`, programme: code, status: i === 0 ? 'ENDED' : 'ACTIVE', since: `202${i}-06-01`, until: null, amount: '59216.00' })),
  payments: months(6).map((month) => ({ month, amount: '59216.00', paidOn: `${month}-15` })),
};

const SAVINGS = {
  phase: 'ACCUMULATING',
  balance: '412.17',
  payableFrom: '2033-05-14',
  accruals: [2023, 2024, 2025].map((reportingYear) => ({ reportingYear, kind: 'SHARE', creditedOn: `${reportingYear + 1}-02-01`, amount: '129.80' })),
};

const CARE = {
  inCare: true,
  nextReportDue: '2026-12-10',
  current: { form: 'GUARDIANSHIP', validFrom: '2021-03-02', body: 'Guardianship body of Medeu district' },
  history: [{ form: 'FOSTER_FAMILY', reason: 'LOSS_OF_CARE', validFrom: '2019-09-20', validTo: '2021-03-01', endReason: 'CHANGE_OF_FORM' }],
};

const SCHOOLING = {
  ofSchoolAge: true,
  enrolment: { school: { name: 'Gymnasium 25', shifts: 2, designCapacity: 900, pupils: 1_214 }, classNumber: 5, letter: 'B', language: 'KK', shift: 1 },
};

const personOf = (iin: string) => ({
  iin,
  grant: grantFor(iin),
  name: { kk: 'Айару Серікқызы', ru: 'Аяру Сериковна', latin: 'Aiaru Serikqyzy' },
  birthDate: '2015-05-14',
  sex: 'FEMALE',
  citizenships: [{ country: 'KZ', validFrom: '2015-05-14', validTo: null }],
  residence: { region: 'Almaty', district: 'Medeu', address: 'Dostyk 97, 12' },
  parents: ['MOTHER', 'FATHER'].map((role, i) => ({ role, basis: 'BIRTH', rights: 'FULL', name: `Parent ${i + 1}`, iin: `88061790000${4 + i}` })),
});

const PEOPLE = new Map(CHILDREN.map((iin) => [iin, personOf(iin)]));
const WHOLE = new Map(CHILDREN.map((iin) => [iin, { ...personOf(iin), benefits: BENEFITS, savings: SAVINGS, care: CARE, schooling: SCHOOLING }]));

const child = ({ iin }: { iin: string }) => PEOPLE.get(iin) ?? null;

interface Programme {
  readonly subgraph: string;
  /** Its field of a child, and that field's type. */
  readonly field: string;
  readonly type: string;
  readonly guard: string;
  readonly types: string;
  readonly data: object;
}

/** A programme's subgraph: one section of the child, which it answers only with the right grant. */
function programme(header: string, { subgraph, field, type, guard, types, data }: Programme): StaticSubgraph {
  const section = ({ iin, grant }: { iin: string; grant?: string }) => (grant === grantFor(iin) ? data : null);
  const typeDefs = `${header}
    extend type Child @key(fields: "iin") { iin: String! @external grant: String @external ${field}: ${type} @requires(fields: "grant") ${guard} }
    ${types}`;
  return { name: subgraph, typeDefs, resolvers: { Child: { __resolveReference: (given: object) => given, [field]: section } } };
}

const familyIn = ({ header, authenticated, scope, registry, care }: Manner): StaticGraph => ({
  name: 'family',
  whole: { child: ({ iin }: { iin: string }) => WHOLE.get(iin) ?? null },
  subgraphs: [
    {
      name: registry,
      typeDefs: `${header}
        extend type Query { child(iin: String!): Child ${authenticated} }
        type Child @key(fields: "iin") {
          iin: String! ${authenticated}
          name: Names ${scope('identity')}
          birthDate: String ${scope('identity')}
          sex: String ${scope('identity')}
          citizenships: [Citizenship!] ${scope('identity')}
          residence: Residence ${scope('contacts')}
          parents: [Parent!] ${scope('family')}
          grant: String
        }
        type Names { kk: String ru: String latin: String }
        type Citizenship { country: String validFrom: String validTo: String }
        type Residence { region: String district: String address: String }
        type Parent { role: String basis: String rights: String name: String iin: String }`,
      resolvers: { Query: { child: (_: unknown, given: { iin: string }) => child(given) }, Child: { __resolveReference: child } },
    },
    programme(header, {
      subgraph: 'benefits', field: 'benefits', type: 'ChildBenefits', guard: scope('benefits'), data: BENEFITS,
      types: `
          type ChildBenefits { monthlyTotal: String careBenefitUntil: String awards: [Award!] payments: [Payment!] }
          type Award { id: ID! programme: String status: String since: String until: String amount: String }
          type Payment { month: String amount: String paidOn: String }`,
    }),
    programme(header, {
      subgraph: 'savings', field: 'savings', type: 'ChildSavings', guard: scope('savings'), data: SAVINGS,
      types: `
          type ChildSavings { phase: String balance: String payableFrom: String accruals: [Accrual!] }
          type Accrual { reportingYear: Int kind: String creditedOn: String amount: String }`,
    }),
    programme(header, {
      subgraph: care, field: 'care', type: 'ChildCare', guard: scope('care'), data: CARE,
      types: `
          type ChildCare { inCare: Boolean nextReportDue: String current: Placement history: [PastPlacement!] }
          type Placement { form: String validFrom: String body: String }
          type PastPlacement { form: String reason: String validFrom: String validTo: String endReason: String }`,
    }),
    programme(header, {
      subgraph: 'schools', field: 'schooling', type: 'ChildSchooling', guard: scope('education'), data: SCHOOLING,
      types: `
          type ChildSchooling { ofSchoolAge: Boolean enrolment: Enrolment }
          type Enrolment { school: School classNumber: Int letter: String language: String shift: Int }
          type School { name: String shifts: Int designCapacity: Int pupils: Int }`,
    }),
  ],
});

/** As every gateway takes it. */
export const FAMILY = familyIn(OPEN);

/** The same with our access rules, which of the contenders only our own gateway enforces. */
export const GUARDED_FAMILY = familyIn(GUARDED);
