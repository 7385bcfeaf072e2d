import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, holdsOn, type DatedPeriod } from '../../../shared/dated.js';
import type { ApplicationKind, RefusalReason, SchoolPaper } from './application-codes.type.js';

/** A rule of admission as far as applications are judged by it. */
export interface AdmissionRule extends DatedPeriod {
  readonly kind: 'WINDOW' | 'PAPER' | 'FIGURE' | 'GROUND';
  readonly code: string;
  /** Of a figure. */
  readonly value: number | null;
  /** First and last day of a window, `MM-DD`. */
  readonly opens: string | null;
  readonly closes: string | null;
  /** Of a paper. */
  readonly neededFor: 'EVERYBODY' | 'SPECIAL_CONDITIONS' | 'FOREIGNERS' | 'TRANSFER' | null;
}

/** Ages between which a child goes to school, by norms. */
export interface Ages {
  readonly preSchool: number;
  readonly first: number;
  readonly last: number;
}

/** What an application asks for, as far as it can be judged without knowing the school. */
export interface Asked {
  readonly kind: ApplicationKind;
  readonly birthDate: CivilDate;
  /** First day of the school year. */
  readonly schoolYear: CivilDate;
  readonly classNumber: number;
  readonly receivedOn: CivilDate;
  readonly specialConditions: string | null;
  readonly papers: readonly SchoolPaper[];
}

const inForce = (rules: readonly AdmissionRule[], kind: AdmissionRule['kind'], day: CivilDate): AdmissionRule[] => rules.filter((rule) => rule.kind === kind && holdsOn(rule, day));

/**
 * Whether an application comes in its term. Only class 1 has one, and only for a school year to come: once it runs, a child without
 * a place is taken in on any day.
 */
export function inWindow({ kind, classNumber, schoolYear, receivedOn }: Asked, rules: readonly AdmissionRule[]): boolean {
  const window = inForce(rules, 'WINDOW', receivedOn).find(({ code }) => code === `CLASS_${classNumber}`);
  if (kind !== 'ADMISSION' || window === undefined || receivedOn >= schoolYear) return true;
  const year = schoolYear.slice(0, 4);
  return `${year}-${window.opens}` <= receivedOn && receivedOn <= `${year}-${window.closes}`;
}

/** Whether the child has the age of the class on the first day of the school year. A pupil has a class, whatever the age: who moves is not asked. */
export function rightAge({ kind, birthDate, schoolYear, classNumber }: Asked, { preSchool, first, last }: Ages): boolean {
  if (kind === 'TRANSFER') return true;
  const age = ageOn(birthDate, schoolYear);
  return age >= (classNumber === 0 ? preSchool : first) && age <= last;
}

/** Papers that an application needs and has not. A foreigner's are not asked for here: schools are not told who is one. */
export function missingPapers({ kind, receivedOn, specialConditions, papers }: Asked, rules: readonly AdmissionRule[]): string[] {
  const needed = (rule: AdmissionRule): boolean =>
    rule.neededFor === 'EVERYBODY' || (rule.neededFor === 'TRANSFER' && kind === 'TRANSFER') || (rule.neededFor === 'SPECIAL_CONDITIONS' && specialConditions !== null);
  return inForce(rules, 'PAPER', receivedOn).filter((rule) => needed(rule) && !papers.some((paper) => paper === rule.code)).map(({ code }) => code);
}

/** On what ground an application is refused that nobody need look at; null where somebody must. */
export function refusedByRule(asked: Asked, rules: readonly AdmissionRule[], ages: Ages): RefusalReason | null {
  if (!inWindow(asked, rules)) return 'OUTSIDE_WINDOW';
  return rightAge(asked, ages) ? null : 'AGE';
}

/** A figure on a day, or the earliest on record for a day before them. */
export function figureOn(rules: readonly AdmissionRule[], code: 'ANSWER_WORKING_DAYS' | 'CLASS_0_AGE' | 'PLACES_SET_ASIDE', day: CivilDate): number {
  const versions = rules.filter((rule) => rule.code === code);
  const value = (versions.find((rule) => holdsOn(rule, day)) ?? versions[0])?.value;
  if (value == null) throw new Error(`The figure ${code} is missing.`);
  return value;
}

/** How an intake stands. */
export interface Standing {
  readonly places: number;
  readonly taken: number;
  /** Applications from the catchment that are not answered yet, or wait: places are kept for them. */
  readonly keptForCatchment: number;
}

/** Whether there is no place at all: what is kept for the catchment is one, for which others wait. */
export const isFull = ({ places, taken }: Standing): boolean => taken >= places;

/** Whether a child of the catchment, or another, may have a place: the others once every child of the catchment has theirs. */
export const hasPlace = ({ places, taken, keptForCatchment }: Standing, inCatchment: boolean): boolean => taken + (inCatchment ? 0 : keptForCatchment) < places;
