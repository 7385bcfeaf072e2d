import type { CivilDate } from '../../../shared/clock.js';
import type { CountedChild } from '../../rules/entitlement.js';
import { isCounted, LEAST_CHILDREN } from '../../rules/large-fam.js';
import type { ExternalFacts, ExternalParent, ExternalSibling } from '../child/child-facts.type.js';
import type { Study } from '../evidence/evidence.repository.js';
import { careOn, KEPT_BY_STATE } from './claimant.js';
import { holds, lived } from './days.js';

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
