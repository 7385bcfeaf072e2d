import type { AccessGrant, Relation } from '../../../shared/access/grant.js';
import type { Purpose } from '../../../shared/access/purposes.js';
import { registerRegions } from '../../../shared/access/regions.js';
import { RECORD_SCOPES, type Scope } from '../../../shared/access/scopes.js';
import type { ProgrammeName, Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, holdsOn, type DatedPeriod } from '../../../shared/dated.js';
import { BREAK_GLASS_CLASSES, type ApprovalKind } from '../approval/approval-rules.js';

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
  readonly marriages: readonly DatedPeriod[];
  readonly restrictions: readonly DatedPeriod[];
  /** Whether the record is the viewer's own or a relative's that day. */
  readonly ownRelative: boolean;
  /** Whether the viewer, an auditor, was told that a finding is about the person, for the case of the request. */
  readonly identified: boolean;
  /** Exceptional accesses of this viewer to this person that are in force now. */
  readonly approvals: readonly ApprovalKind[];
}

/** What a request says of itself besides who asks. */
export interface Inquiry {
  readonly purpose: Purpose | null;
  readonly caseNumber: string | null;
}

/** The grant with what registry says besides; programmes name of it what they need. */
export interface RegistryGrant extends AccessGrant {
  /** Whether the viewer may draw on the person's accounts at all. */
  readonly mayDraw: boolean;
}

/** What a viewer is to a person, and what that opens. */
interface Found {
  readonly relation: Relation;
  readonly classes: readonly Scope[];
  readonly mayDraw?: boolean;
}

/** What a relation opens for this person; the purpose and the token narrow it further. */
const CLASSES: Readonly<Record<Exclude<Relation, 'MINISTRY' | 'BREAK_GLASS'>, readonly Scope[]>> = {
  SELF: RECORD_SCOPES,
  PARENT: RECORD_SCOPES,
  REPRESENTATIVE: RECORD_SCOPES,
  CASEWORKER: RECORD_SCOPES,
  OMBUDSMAN: ['identity', 'family', 'care', 'education'],
  AUDITOR: RECORD_SCOPES.filter((scope) => scope !== 'contacts'),
  OWN_RELATIVE: [],
};

/**
 * Limited rights leave a parent no more than knowing who the child is: the narrowest reading of the Code on Marriage and Family,
 * 79–80, whose text is not among our sources.
 */
const LIMITED_PARENT: readonly Scope[] = ['identity'];

/** A professional foster carer acts for the child (132-8(1)) but does not see the birth family, and draws on no account (132-8(5)). */
const PROFESSIONAL_CARER: readonly Scope[] = RECORD_SCOPES.filter((scope) => scope !== 'family' && scope !== 'contacts');

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

/**
 * Whether nobody represents the person any more: at 18, and from a marriage on (130(3)), which stays so when the marriage ends.
 * One that was declared void is not among the facts.
 */
const isOfAge = ({ birthDate, marriages }: AccessFacts, day: CivilDate): boolean =>
  ageOn(birthDate, day) >= MAJORITY || marriages.some(({ validFrom }) => validFrom <= day);

function citizenRelation(viewerIin: string, facts: AccessFacts, day: CivilDate): Found | null {
  const ofAge = isOfAge(facts, day);
  if (viewerIin === facts.iin) return ageOn(facts.birthDate, day) >= OWN_RECORD_FROM ? { relation: 'SELF', classes: CLASSES.SELF, mayDraw: ofAge } : null;
  return !facts.isChild || ofAge ? null : (representativeRelation(viewerIin, facts, day) ?? parentRelation(viewerIin, facts, day));
}

/**
 * A guardian becomes a trustee at 14 without an act (130(2)), so the form makes no difference there. Who represents a child in two
 * forms at once has what both give: what is forbidden in one stays so.
 */
function representativeRelation(viewerIin: string, { guardianships }: AccessFacts, day: CivilDate): Found | null {
  const own = guardianships.filter((one) => one.representativeIin === viewerIin && !NO_REPRESENTATIVE.has(one.form) && holdsOn(one, day));
  if (own.length === 0) return null;
  const professional = own.some(({ form }) => form === 'PROFESSIONAL_FOSTER');
  return { relation: 'REPRESENTATIVE', classes: professional ? PROFESSIONAL_CARER : CLASSES.REPRESENTATIVE, mayDraw: !professional };
}

function parentRelation(viewerIin: string, { parents, rights }: AccessFacts, day: CivilDate): Found | null {
  if (!parents.some((one) => one.parentIin === viewerIin && holdsOn(one, day))) return null;
  const statuses = rights.filter((one) => one.parentIin === viewerIin && holdsOn(one, day)).map(({ status }) => status);
  if (statuses.includes('DEPRIVED')) return null;
  const limited = statuses.includes('LIMITED');
  return { relation: 'PARENT', classes: limited ? LIMITED_PARENT : CLASSES.PARENT, mayDraw: !limited };
}

const placesChildren = (role: Viewer['role']): boolean => role === 'ministry:foster-families';

/** Since when the child's place is shielded without a break: one shielding may follow another. Null when it is not that day. */
function shieldedSince(restrictions: AccessFacts['restrictions'], day: CivilDate): CivilDate | null {
  if (!restrictions.some((period) => holdsOn(period, day))) return null;
  const latestFirst = restrictions.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  return latestFirst.reduce((since, { validFrom, validTo }) => (validFrom < since && (validTo == null || validTo >= since) ? validFrom : since), day);
}

/**
 * The same, as far as a role may know it: whoever is answered learns that the child lives in their region. While a placement is
 * shielded those of the region stay responsible where the child lived before, and no others become so; but for the authority
 * that placed the child.
 */
function regionFor(role: Viewer['role'], { residences, restrictions }: AccessFacts, day: CivilDate): string | null {
  const since = placesChildren(role) ? null : shieldedSince(restrictions, day);
  const known = since === null ? residences : residences.filter(({ validFrom }) => validFrom < since);
  return responsibleRegion(known, day);
}

/** Central staff of a ministry work for the whole country, everybody else for the regions of their token. */
function officialRelation(viewer: Viewer, facts: AccessFacts, day: CivilDate, { purpose, caseNumber }: Inquiry): Found | null {
  const { role } = viewer;
  const regions = registerRegions(viewer);
  const region = regionFor(role, facts, day);
  if (!regions.includes('*') && (region === null || !regions.includes(region))) return null;
  const ministry = role.startsWith('ministry:') ? (role.slice('ministry:'.length) as ProgrammeName) : null;
  // To answer what an audit found nobody's record is opened: whom a finding is about is asked for another purpose.
  if (ministry !== null) return purpose === 'AUDIT_ANSWER' ? null : { relation: 'MINISTRY', classes: MINISTRY_CLASSES[ministry] };
  if (role === 'caseworker') return { relation: 'CASEWORKER', classes: CLASSES.CASEWORKER };
  if (role === 'ombudsman') return { relation: 'OMBUDSMAN', classes: CLASSES.OMBUDSMAN };
  // Nobody else than an auditor with a case: to analyse, no child's record is needed. Of adults there are those alone whom a finding is about.
  return role === 'auditor' && (facts.isChild || facts.identified) && purpose === 'AUDIT_CASE' && caseNumber !== null ? { relation: 'AUDITOR', classes: CLASSES.AUDITOR } : null;
}

/** An emergency that was opened by the viewer: for a child, and with fewer classes. */
function emergencyRelation({ role }: Viewer, { isChild, approvals }: AccessFacts): Found | null {
  const classes = BREAK_GLASS_CLASSES[role];
  return isChild && classes !== undefined && approvals.includes('BREAK_GLASS') ? { relation: 'BREAK_GLASS', classes } : null;
}

/** No official looks after their own family, unless a second person has agreed. */
function officialOf(viewer: Viewer, facts: AccessFacts, day: CivilDate, inquiry: Inquiry): Found | null {
  if (facts.ownRelative && !facts.approvals.includes('OWN_RELATIVE')) return { relation: 'OWN_RELATIVE', classes: CLASSES.OWN_RELATIVE };
  return officialRelation(viewer, facts, day, inquiry) ?? emergencyRelation(viewer, facts);
}

/** Who may know where a shielded child is: the child, whoever lives with them, and the bodies that placed them. */
function seesShielded(relation: Relation, role: Viewer['role']): boolean {
  return relation === 'SELF' || relation === 'REPRESENTATIVE' || placesChildren(role);
}

const NO_INQUIRY: Inquiry = { purpose: null, caseNumber: null };

/** What the viewer is to this person on that day; null when nothing, which reads like an unknown person. */
export function decideGrant(viewer: Viewer, facts: AccessFacts, day: CivilDate, inquiry: Inquiry = NO_INQUIRY): RegistryGrant | null {
  const found = viewer.role === 'citizen' ? viewer.iin && citizenRelation(viewer.iin, facts, day) : officialOf(viewer, facts, day, inquiry);
  if (!found) return null;
  const { relation, classes, mayDraw = false } = found;
  const shielded = facts.restrictions.some((period) => holdsOn(period, day));
  return { relation, classes, restricted: shielded && !seesShielded(relation, viewer.role), mayDraw };
}
