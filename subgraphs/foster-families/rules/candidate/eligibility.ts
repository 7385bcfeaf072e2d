import { holdsOn } from '../../../shared/dated.js';
import { CAPACITY } from './capacity.js';
import { requirementOf, type CarerForm, type Condition, type Finding, type Requirement } from './condition.js';
import { CRIME } from './crime.js';
import type { CandidateFacts, EvidenceKind } from './evidence.js';
import { HEALTH } from './health.js';
import { HOME } from './home.js';
import { MARRIAGE } from './marriage.js';
import { TRAINING } from './training.js';

/** Every condition that the law has, or had, of somebody who takes a child in. */
export const CONDITIONS: readonly Condition[] = [...CAPACITY, ...CRIME, ...HEALTH, ...HOME, ...MARRIAGE, ...TRAINING];

/** A condition, and what was found. */
export interface Checked extends Finding, Requirement {}

/** Whether somebody may take a child in, in one form on one day. */
export interface Eligibility {
  /** Null where nothing speaks against it, and something is not known. */
  readonly allowed: boolean | null;
  readonly conditions: readonly Checked[];
  readonly missing: readonly EvidenceKind[];
}

const asked = new Map<string, readonly Requirement[]>();
const MOST_DAYS = 1_000;

/** What a form asks for on a day; nothing before the law had it. The law is the same for everybody, so it is looked up once for many. */
export function requirementsOf(form: CarerForm, on: string): readonly Requirement[] {
  const key = `${form} ${on}`;
  const known = asked.get(key);
  if (known !== undefined) return known;
  const found = CONDITIONS.flatMap((condition) => requirementOf(condition, form) ?? []).filter((requirement) => holdsOn(requirement, on));
  if (asked.size >= MOST_DAYS) asked.clear();
  asked.set(key, found);
  return found;
}

/** Looks at every condition of a form as the law has it on the day; a form that the law does not have then is not allowed, without a condition. */
export function eligibilityFor(form: CarerForm, facts: CandidateFacts): Eligibility {
  const conditions: Checked[] = [];
  for (const { condition, article, certainty, validFrom, validTo } of requirementsOf(form, facts.on)) {
    const found = condition.test(facts, form);
    if (found !== null) conditions.push({ met: found.met, value: found.value, paper: found.paper, missing: found.missing, condition, article, certainty, validFrom, validTo });
  }
  const missing = [...new Set(conditions.flatMap(({ missing: kind }) => (kind === null ? [] : [kind])))];
  const allowed = conditions.length === 0 || conditions.some(({ met }) => met === false) ? false : conditions.every(({ met }) => met === true) ? true : null;
  return { allowed, conditions, missing };
}
