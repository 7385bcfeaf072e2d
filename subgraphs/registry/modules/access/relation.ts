import type { AccessGrant, Relation } from '../../../shared/access/grant.js';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Scope } from '../../../shared/access/scopes.js';
import type { ProgrammeName, Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, holdsOn, type DatedPeriod } from '../../../shared/dated.js';

/** What registry knows about a person that bears on who may see their record. */
export interface AccessFacts {
  readonly iin: string;
  readonly birthDate: CivilDate;
  readonly isChild: boolean;
  /** Oldest first. */
  readonly residences: readonly (DatedPeriod & { readonly regionKato: string })[];
  readonly parents: readonly (DatedPeriod & { readonly parentIin: string })[];
  readonly rights: readonly (DatedPeriod & { readonly parentIin: string; readonly status: string })[];
  readonly guardianships: readonly (DatedPeriod & { readonly representativeIin?: string | null | undefined; readonly form: string })[];
  readonly restrictions: readonly DatedPeriod[];
}

const ALL: readonly Scope[] = ['identity', 'family', 'contacts', 'benefits', 'savings', 'care', 'education'];

/** What a relation opens for this person; the purpose and the token narrow it further. */
const CLASSES: Readonly<Record<Exclude<Relation, 'MINISTRY'>, readonly Scope[]>> = {
  SELF: ALL,
  PARENT: ALL,
  REPRESENTATIVE: ALL,
  CASEWORKER: ALL,
  OMBUDSMAN: ['identity', 'family', 'care', 'education'],
};

/** Limited rights leave a parent no more than knowing who the child is (Code on Marriage and Family, 79–80). */
const LIMITED_PARENT: readonly Scope[] = ['identity'];

/** A professional foster carer acts for the child but does not see the birth family (132-8(5)). */
const PROFESSIONAL_CARER: readonly Scope[] = ALL.filter((scope) => scope !== 'family' && scope !== 'contacts');

/** A ministry's staff see who a child is and their own programme's records. */
const MINISTRY_CLASSES: Readonly<Record<ProgrammeName, readonly Scope[]>> = {
  registry: ['identity', 'family', 'contacts'],
  benefits: ['identity', 'family', 'benefits'],
  savings: ['identity', 'savings'],
  'foster-families': ['identity', 'family', 'contacts', 'care'],
  schools: ['identity', 'education'],
};

/** Parents and representatives act for a child until majority; a child of 16 sees their own record. */
const MAJORITY = 18;
const OWN_RECORD_FROM = 16;

/** A guest host is never a representative (137-3(2)); an institution is one by its BIN, not by a person. */
const NO_REPRESENTATIVE = new Set(['GUEST', 'INSTITUTION']);

/** The region whose officials are responsible: where the person lives that day, else where they last lived. */
export function responsibleRegion(residences: AccessFacts['residences'], day: CivilDate): string | null {
  return residences.findLast(({ validFrom }) => validFrom <= day)?.regionKato ?? null;
}

function citizenRelation(viewerIin: string, facts: AccessFacts, day: CivilDate): readonly [Relation, readonly Scope[]] | null {
  const age = ageOn(facts.birthDate, day);
  if (viewerIin === facts.iin) return age >= OWN_RECORD_FROM ? ['SELF', CLASSES.SELF] : null;
  if (!facts.isChild || age >= MAJORITY) return null;
  const guardianship = facts.guardianships.find(
    (one) => one.representativeIin === viewerIin && !NO_REPRESENTATIVE.has(one.form) && holdsOn(one, day),
  );
  if (guardianship !== undefined) {
    return ['REPRESENTATIVE', guardianship.form === 'PROFESSIONAL_FOSTER' ? PROFESSIONAL_CARER : CLASSES.REPRESENTATIVE];
  }
  if (!facts.parents.some((one) => one.parentIin === viewerIin && holdsOn(one, day))) return null;
  const rights = facts.rights.filter((one) => one.parentIin === viewerIin && holdsOn(one, day)).map(({ status }) => status);
  if (rights.includes('DEPRIVED')) return null;
  return ['PARENT', rights.includes('LIMITED') ? LIMITED_PARENT : CLASSES.PARENT];
}

/** Central staff of a ministry work for the whole country, everybody else for the regions of their token. */
function officialRelation(viewer: Viewer, facts: AccessFacts, day: CivilDate): readonly [Relation, readonly Scope[]] | null {
  const { role } = viewer;
  const regions = registerRegions(viewer);
  const region = responsibleRegion(facts.residences, day);
  if (!regions.includes('*') && (region === null || !regions.includes(region))) return null;
  const ministry = role.startsWith('ministry:') ? (role.slice('ministry:'.length) as ProgrammeName) : null;
  if (ministry !== null) return ['MINISTRY', MINISTRY_CLASSES[ministry]];
  if (role === 'caseworker') return ['CASEWORKER', CLASSES.CASEWORKER];
  return role === 'ombudsman' ? ['OMBUDSMAN', CLASSES.OMBUDSMAN] : null;
}

/** Who may know where a shielded child is: the child, whoever lives with them, and the bodies that placed them. */
function seesShielded(relation: Relation, role: Viewer['role']): boolean {
  return relation === 'SELF' || relation === 'REPRESENTATIVE' || role === 'ministry:foster-families';
}

/** What the viewer is to this person on that day; null when nothing, which reads like an unknown person. */
export function decideGrant(viewer: Viewer, facts: AccessFacts, day: CivilDate): AccessGrant | null {
  const found = viewer.role === 'citizen' ? viewer.iin && citizenRelation(viewer.iin, facts, day) : officialRelation(viewer, facts, day);
  if (!found) return null;
  const [relation, classes] = found;
  const shielded = facts.restrictions.some((period) => holdsOn(period, day));
  return { relation, classes, restricted: shielded && !seesShielded(relation, viewer.role) };
}
