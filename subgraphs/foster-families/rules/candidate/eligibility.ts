import { holdsOn } from '../../../shared/dated.js';
import { CAPACITY } from './capacity.js';
import type { CarerForm, Condition, Finding } from './condition.js';
import { CRIME } from './crime.js';
import type { CandidateFacts, EvidenceKind } from './evidence.js';
import { HEALTH } from './health.js';
import { HOME } from './home.js';
import { MARRIAGE } from './marriage.js';
import { TRAINING } from './training.js';

/** Every condition that the law has, or had, of somebody who takes a child in. */
export const CONDITIONS: readonly Condition[] = [...CAPACITY, ...CRIME, ...HEALTH, ...HOME, ...MARRIAGE, ...TRAINING];

/** A condition, and what was found. */
export interface Checked extends Finding {
  readonly condition: Condition;
  readonly article: string;
}

/** Whether somebody may take a child in, in one form on one day. */
export interface Eligibility {
  /** Null where nothing speaks against it, and something is not known. */
  readonly allowed: boolean | null;
  readonly conditions: readonly Checked[];
  readonly missing: readonly EvidenceKind[];
}

/** The conditions of a form on a day. */
export const conditionsOf = (form: CarerForm, on: string): { condition: Condition; article: string }[] =>
  CONDITIONS.filter((condition) => holdsOn(condition, on)).flatMap((condition) => {
    const article = condition.articles[form];
    return article === undefined ? [] : [{ condition, article }];
  });

/** Looks at every condition of a form as the law has it on the day. */
export function eligibilityFor(form: CarerForm, facts: CandidateFacts): Eligibility {
  const conditions = conditionsOf(form, facts.on).flatMap(({ condition, article }): Checked[] => {
    const found = condition.test(facts);
    return found === null ? [] : [{ ...found, condition, article }];
  });
  const missing = [...new Set(conditions.flatMap(({ missing: kind }) => (kind === null ? [] : [kind])))];
  const allowed = conditions.some(({ met }) => met === false) ? false : conditions.every(({ met }) => met === true) ? true : null;
  return { allowed, conditions, missing };
}
