import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import { PROGRAMMES, type Role, type ProgrammeName } from '../../../subgraphs/shared/access/viewer.js';
import { HOME, PEOPLE, PLACES } from './people.js';

/** At which door somebody asks: the gateway's, or that of a ministry. */
export type Door = 'gateway' | ProgrammeName;

/** Whoever asks; `role` null is nobody in particular. */
export interface Actor {
  readonly door: Door;
  readonly role: Role | null;
  readonly purpose: Purpose | null;
  readonly iin: string | null;
  readonly regions: readonly string[];
}

const [A, B, C, NATION] = [[PLACES.A.region], [PLACES.B.region], [HOME.region], ['*']];
const TERRITORIES = [A, B, C, [...A, ...B], NATION];
/** A ministry's staff without regions work for the whole country. */
const OFFICES = [[], A, B, C];

const PURPOSE_OF: Readonly<Record<ProgrammeName, Purpose>> = {
  registry: 'CIVIL_REGISTRATION', benefits: 'BENEFIT_ASSESSMENT', savings: 'SAVINGS_ADMINISTRATION', 'foster-families': 'CARE_SUPERVISION', schools: 'EDUCATION_PLANNING',
};

const citizen = (iin: string): Actor => ({ door: 'gateway', role: 'citizen', purpose: 'OWN_FAMILY', iin, regions: [] });

const officials = (role: Role, purposes: readonly Purpose[]): Actor[] =>
  purposes.flatMap((purpose) => TERRITORIES.map((regions) => ({ door: 'gateway', role, purpose, iin: null, regions })));

/** The staff of a ministry, through the gateway and at their own door. */
export const staffOf = (name: ProgrammeName): Actor[] =>
  (['gateway', name] as const).flatMap((door) => OFFICES.map((regions) => ({ door, role: `ministry:${name}` as const, purpose: PURPOSE_OF[name], iin: null, regions })));

/** A ministry's staff for the whole country, at their own door. */
export const centralStaffOf = (name: ProgrammeName): Actor => ({ door: name, role: `ministry:${name}`, purpose: PURPOSE_OF[name], iin: null, regions: [] });

const STRANGERS: readonly Actor[] = [
  { door: 'gateway', role: null, purpose: null, iin: null, regions: [] },
  { door: 'gateway', role: 'auditor', purpose: 'AUDIT_ANALYSIS', iin: null, regions: NATION },
  { door: 'gateway', role: 'operator', purpose: null, iin: null, regions: NATION },
  ...PROGRAMMES.map((door): Actor => ({ door, role: null, purpose: null, iin: null, regions: [] })),
];

const OFFICIALS: readonly Actor[] = [
  ...officials('caseworker', ['CHILD_PROFILE', 'BENEFIT_ASSESSMENT', 'CARE_SUPERVISION', 'EDUCATION_PLANNING']),
  ...officials('ombudsman', ['CHILD_PROFILE', 'CARE_SUPERVISION']),
];

/** Who must not learn where the shielded child is; those who may are the child, who cares for them, and the authority. */
export const NOT_TO_KNOW_WHERE: readonly Actor[] = [
  ...[PEOPLE.mother, PEOPLE.sibling, PEOPLE.birthMother].map(citizen),
  ...OFFICIALS,
  ...(['registry', 'benefits', 'savings', 'schools'] as const).flatMap(staffOf),
  ...STRANGERS,
];

/** Who may know where the shielded child is, whoever cares for them. */
export const MAY_KNOW_WHERE: Readonly<Record<string, readonly Actor[]>> = {
  'the child, who is sixteen': [citizen(PEOPLE.child)],
  'a carer': [citizen(PEOPLE.carers.A[0] ?? '')],
  'the authority that places children': staffOf('foster-families').filter(({ regions }) => regions.length === 0),
};

/** Who must not learn that the adopted child had another record; the registry that replaced it, and the authority, know. */
export const NOT_TO_KNOW_WHO: readonly Actor[] = [
  ...[...PEOPLE.adopters, PEOPLE.birthMother, PEOPLE.adopted].map(citizen),
  ...OFFICIALS,
  ...(['benefits', 'savings', 'schools'] as const).flatMap(staffOf),
  ...STRANGERS,
];

export const MAY_KNOW_WHO: readonly Actor[] = staffOf('registry').filter(({ regions }) => regions.length === 0);

/** Registrars, those of regions first: to them a shielded child is nobody. */
export const REGISTRARS: readonly Actor[] = staffOf('registry').filter(({ door }) => door === 'registry').toSorted((a, b) => b.regions.length - a.regions.length);
