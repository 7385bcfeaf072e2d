import type { ExternalFacts, ExternalParent, ExternalSibling } from '../../subgraphs/benefits/modules/child/child-facts.type.js';
import type { ChildCase, Evidence } from '../../subgraphs/benefits/modules/entitlement/child-case.js';

/** The day that rights are asked about. */
export const DAY = '2026-10-01';

const since = (from: string) => ({ from, to: null });

const sibling = (birthDate: string, number: number): ExternalSibling =>
  ({ number, iin: null, birthDate, deathDate: null, parentage: since(birthDate), rightsRemoved: [], together: [since(birthDate)], care: [] });

const parent = (iin: string, role: string, birthDate: string, children: readonly ExternalSibling[], deathDate: string | null = null): ExternalParent =>
  ({ iin, role, basis: 'BIRTH', deathDate, parentage: since(birthDate), rightsRemoved: [], together: [since(birthDate)], children: [...children] });

interface Told {
  readonly birthDate: string;
  readonly siblings?: readonly string[];
  readonly insured?: boolean;
  readonly fatherDied?: string;
  readonly disabledFrom?: string;
  readonly guardian?: boolean;
}

function factsOf({ birthDate, siblings = [], fatherDied, guardian }: Told): ExternalFacts {
  const children = siblings.map((born, i) => sibling(born, i + 1));
  return {
    birthDate,
    deathDate: null,
    birthOrder: siblings.filter((born) => born < birthDate).length + 1,
    citizenships: [{ country: 'KZ', ...since(birthDate) }],
    inCountry: [since(birthDate)],
    representatives: guardian === true ? [{ iin: 'guardian', form: 'GUARDIANSHIP', ...since('2026-05-05') }] : [],
    parents: [parent('mother', 'MOTHER', birthDate, children), parent('father', 'FATHER', birthDate, children, fatherDied ?? null)],
  };
}

function evidenceOf({ siblings = [], insured, disabledFrom, fatherDied }: Told): Evidence {
  const contributions = { firstMonth: '2015-03-01', lastMonth: fatherDied === undefined ? null : `${fatherDied.slice(0, 8)}01`, monthlyIncome: '312450.00' };
  return {
    disabilities: new Map(disabledFrom === undefined ? [] : [['child', [{ group: 'II', ...since(disabledFrom) }]]]),
    contributions: new Map([...(insured === true ? ([['mother', [contributions]]] as const) : []), ...(fatherDied === undefined ? [] : ([['father', [contributions]]] as const))]),
    incomes: new Map([['mother', [{ quarter: '2026-07-01', income: '260000.00', members: 4, needFound: true }]]]),
    studies: new Map(),
    motherAwards: new Map(siblings.length > 6 ? [['mother', [{ award: 'ALTYN_ALQA', ...since('2024-02-02') }]]] : []),
  };
}

/** Brothers and sisters of an eighth child. */
const SEVEN = ['2009-01-01', '2011-02-02', '2013-03-03', '2015-04-04', '2017-05-05', '2019-06-06', '2021-07-07'];

const FAMILIES: Readonly<Record<string, Told>> = {
  'a newborn, nobody insured': { birthDate: '2026-08-20' },
  'a newborn of an insured mother': { birthDate: '2026-06-10', siblings: ['2019-03-03'], insured: true },
  'the eighth child': { birthDate: '2025-12-12', siblings: SEVEN },
  'a child with a disability': { birthDate: '2015-05-14', siblings: ['2011-03-08', '2017-09-21', '2020-11-30'], insured: true, disabledFrom: '2019-10-02' },
  'a half-orphan': { birthDate: '2013-01-10', siblings: ['2016-02-20'], fatherDied: '2024-01-10' },
  'a ward': { birthDate: '2026-02-02', guardian: true },
};

/** Children of whom each has a right to something else. */
export const CHILDREN: readonly (readonly [name: string, child: ChildCase])[] = Object.entries(FAMILIES).map(([name, told]) =>
  [name, { iin: 'child', facts: factsOf(told), evidence: evidenceOf(told), awards: [], birthPaid: false, restricted: false }]);
