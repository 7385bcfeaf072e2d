import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, birthdayAt } from '../../../shared/dated.js';
import type { Period } from '../../../shared/periods.js';
import type { CountedChild } from '../../rules/entitlement.js';
import { isCounted, LEAST_CHILDREN } from '../../rules/large-fam.js';
import type { ExternalCare, ExternalFacts, ExternalParent, ExternalSibling } from '../child/child-facts.type.js';
import type { Study } from '../evidence/evidence.repository.js';

export const holds = ({ from, to }: Period, day: CivilDate): boolean => from <= day && (to === null || day < to);

const MAJORITY = 18;
/** Full-time students are counted, and are dependants, until this age (Social Code, 90(2), 234(2)). */
const STUDENTS_UNTIL = 23;

/**
 * Forms in which the state keeps a child: in an institution, or by contract with a family, whose carers are none of those who may
 * apply (81(2), 84(2), 183(2)). Guardians and trustees raise a ward in their own family.
 */
const KEPT_BY_STATE: ReadonlySet<string> = new Set(['INSTITUTION', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER']);

/** Who would apply for a child. */
export interface Claimant {
  readonly iin: string;
  /** Null of a guardian or trustee. */
  readonly parent: ExternalParent | null;
  /** Since when: birth, adoption, guardianship. */
  readonly since: CivilDate;
}

export const careOn = <C extends ExternalCare>(care: readonly C[], day: CivilDate): C | null => care.find((one) => holds(one, day)) ?? null;

/** The form in which the state keeps the child that day; null where it does not. */
export function keptByState({ representatives }: ExternalFacts, day: CivilDate): string | null {
  const form = careOn(representatives, day)?.form;
  return form !== undefined && KEPT_BY_STATE.has(form) ? form : null;
}

const isAlive = ({ deathDate }: { readonly deathDate: CivilDate | null }, day: CivilDate): boolean => deathDate === null || day < deathDate;

const raises = (parent: ExternalParent, day: CivilDate): boolean =>
  holds(parent.parentage, day) && isAlive(parent, day) && !parent.rightsRemoved.some((period) => holds(period, day));

/** A trustee follows a guardian without an act (Code on Marriage and Family, 130(2)): since the first of the two. */
function guardianSince({ representatives }: ExternalFacts, iin: string, since: CivilDate): CivilDate {
  const before = representatives.find((one) => one.iin === iin && one.to === since);
  return before === undefined ? since : guardianSince({ representatives } as ExternalFacts, iin, before.from);
}

/** A guardian before the parents, the mother before the father; nobody where the state keeps the child. */
export function claimantOn(facts: ExternalFacts, day: CivilDate): Claimant | null {
  const care = careOn(facts.representatives, day);
  if (care !== null) {
    const { iin, form, from } = care;
    return iin === null || KEPT_BY_STATE.has(form) ? null : { iin, parent: null, since: guardianSince(facts, iin, from) };
  }
  const able = facts.parents.filter((parent) => raises(parent, day));
  const parent = able.find(({ role }) => role === 'MOTHER') ?? able[0];
  return parent === undefined ? null : claimantBy(facts, parent);
}

const claimantBy = ({ birthDate }: ExternalFacts, parent: ExternalParent): Claimant =>
  ({ iin: parent.iin, parent, since: parent.basis === 'ADOPTION' ? parent.parentage.from : birthDate });

/** Somebody who is paid already, as claimant: a parent, or whoever represents the child. */
export function claimantCalled(facts: ExternalFacts, iin: string, day: CivilDate): Claimant | null {
  const parent = facts.parents.find((one) => one.iin === iin);
  if (parent !== undefined) return claimantBy(facts, parent);
  const guardian = facts.representatives.find((one) => one.iin === iin && holds(one, day));
  return guardian === undefined ? null : { iin, parent: null, since: guardianSince(facts, iin, guardian.from) };
}

/** Whether every parent that there is has lost the rights, so that nobody of them may apply. */
export const allRightsRemoved = ({ parents }: ExternalFacts, day: CivilDate): boolean => {
  const current = parents.filter((parent) => holds(parent.parentage, day) && isAlive(parent, day));
  return current.length > 0 && current.every(({ rightsRemoved }) => rightsRemoved.some((period) => holds(period, day)));
};

/** The last day on which it can be told where somebody lived: their last, after a death. */
const lived = (day: CivilDate, deathDate: CivilDate | null): CivilDate => (deathDate !== null && deathDate <= day ? addDays(deathDate, -1) : day);

type Family = Pick<ExternalSibling, 'birthDate' | 'deathDate' | 'rightsRemoved' | 'together' | 'care'>;

function countedAs({ birthDate, deathDate, rightsRemoved, together, care }: Family, study: boolean | null, day: CivilDate): CountedChild {
  const at = lived(day, deathDate);
  const placed = careOn(care, at);
  return {
    birthDate,
    deathDate,
    livesHere: placed === null && together.some((period) => holds(period, at)),
    fullTimeStudent: study,
    fullStateSupport: placed !== null && KEPT_BY_STATE.has(placed.form),
    rightsRemoved: rightsRemoved.some((period) => holds(period, at)),
  };
}

/** Whether somebody studies full-time that day; null where nothing is on record. */
export const studies = (records: readonly Study[] | undefined, day: CivilDate): boolean | null =>
  (records === undefined || records.length === 0 ? null : records.some((one) => holds(one, day)));

export type StudyOf = (iin: string | null) => readonly Study[] | undefined;

/** The children of the parent with whom the child lives. */
export interface Count {
  readonly children: readonly CountedChild[];
  readonly number: number;
  /** Whether it depends on studies that nobody knows of. */
  readonly undecided: boolean;
}

/** How many children are counted with a parent, the child itself too (90(2)–(4)). */
export function countWith(facts: ExternalFacts, parent: ExternalParent, own: string, study: StudyOf, day: CivilDate): Count {
  const { birthDate, deathDate, representatives: care } = facts;
  const self: Family = { birthDate, deathDate, care, rightsRemoved: parent.rightsRemoved, together: parent.together };
  const others = parent.children.filter((one) => holds(one.parentage, day));
  const children = [countedAs(self, studies(study(own), day), day), ...others.map((one) => countedAs(one, studies(study(one.iin), day), day))];
  const number = children.filter((one) => isCounted(one, day)).length;
  const perhaps = children.filter((one) => one.fullTimeStudent === null && isCounted({ ...one, fullTimeStudent: true }, day) && !isCounted(one, day)).length;
  return { children, number, undecided: number < LEAST_CHILDREN && number + perhaps >= LEAST_CHILDREN };
}

/**
 * The order among the mother's children, less older ones towards whom her rights are removed (81(3)); without a mother among the
 * children of the other parent.
 */
export function orderOf({ birthDate, birthOrder, parents }: ExternalFacts, day: CivilDate): number {
  const parent = parents.find(({ role, parentage }) => role === 'MOTHER' && parentage.to === null) ?? parents.find(({ parentage }) => parentage.to === null);
  const older = (parent?.children ?? []).filter((one) => one.birthDate < birthDate && one.parentage.to === null);
  const left = older.filter(({ rightsRemoved }) => rightsRemoved.some((period) => holds(period, day))).length;
  return Math.max(1, (birthOrder ?? older.length + 1) - left);
}

/** A parent lost, and when. */
export interface Loss {
  readonly parent: ExternalParent;
  readonly on: CivilDate;
}

/** The parents who died while the child depended on them, as far as that has happened by the day; the first loss first. */
export function lostParents({ birthDate, parents }: ExternalFacts, day: CivilDate): Loss[] {
  const majority = birthdayAt(birthDate, MAJORITY);
  return parents
    .flatMap((parent) => (parent.deathDate === null ? [] : [{ parent, on: parent.deathDate }]))
    .filter(({ on, parent: { parentage } }) => on <= day && on < majority && (parentage.to === null || on < parentage.to))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

const depends = ({ birthDate, deathDate, iin }: ExternalSibling, study: StudyOf, day: CivilDate): boolean => {
  if (birthDate > day || !isAlive({ deathDate }, day)) return false;
  const age = ageOn(birthDate, day);
  return age < MAJORITY || (age < STUDENTS_UNTIL && studies(study(iin), day) === true);
};

/** How many children a loss is shared by, the child itself too: those of every parent lost, wherever they live (235(1), 239(4)). */
export function survivorsOf(lost: readonly Loss[], study: StudyOf, day: CivilDate): number {
  const [first, ...others] = lost.map(({ parent: { children } }) => children.filter((one) => holds(one.parentage, day) && depends(one, study, day)).map(({ number }) => number));
  return 1 + (first ?? []).filter((number) => others.every((numbers) => numbers.includes(number))).length;
}

/** Whether a citizen lives in the country; null of a foreigner who does, whose right rests on a permit or a treaty. */
export function residentOn({ citizenships, inCountry, deathDate }: ExternalFacts, day: CivilDate): boolean | null {
  const at = lived(day, deathDate);
  if (!inCountry.some((period) => holds(period, at))) return false;
  return citizenships.some((one) => one.country === 'KZ' && holds(one, at)) ? true : null;
}

export const citizenshipOn = ({ citizenships, deathDate }: ExternalFacts, day: CivilDate): string | null =>
  citizenships.filter((one) => holds(one, lived(day, deathDate))).map(({ country }) => country).join(' ') || null;

/** When the child became a citizen after birth: a kandas has no right before (81(4)3). */
export function citizenSince({ birthDate, citizenships }: ExternalFacts): CivilDate | null {
  const from = citizenships.find(({ country }) => country === 'KZ')?.from;
  return from === undefined || from <= birthDate ? null : from;
}
