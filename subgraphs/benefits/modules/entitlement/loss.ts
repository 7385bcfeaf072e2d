import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, birthdayAt } from '../../../shared/dated.js';
import type { ExternalFacts, ExternalParent, ExternalSibling } from '../child/child-facts.type.js';
import { type StudyOf, studies } from './counting.js';
import { holds, isAlive } from './days.js';

const MAJORITY = 18;
/** Full-time students are dependants until this age (Social Code, 234(2)). */
const STUDENTS_UNTIL = 23;

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
