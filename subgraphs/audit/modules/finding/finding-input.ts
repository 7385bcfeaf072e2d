import type { Decimal } from 'decimal.js';
import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { withoutNumber } from '../../../shared/mutation/event-dates.js';
import { isRegion } from '../../../shared/scalars/scalars.js';
import { ruleById } from '../rule/to-rule.js';
import type { FindingAnswer } from './finding-codes.type.js';
import type { FindingFilter } from './finding.input.type.js';

const LONGEST_TEXT = 2_000;
const LONGEST_TERM_DAYS = 366;

/** Characters that stand in no text; lines and tabs may. */
const CONTROL = /[^\P{Cc}\n\r\t]/u;

/** A text that is kept with a finding, which names nobody, and so must not name anybody. */
export function textOf(text: string): string {
  const said = text.trim();
  if (said.length === 0 || said.length > LONGEST_TEXT || CONTROL.test(said)) throw badInput('input.text', `must be 1 to ${LONGEST_TEXT} characters, without control characters but for lines and tabs.`);
  return withoutNumber('input.text', said);
}

/** A filter as it was given: what it misspells would find nothing, which reads like nothing wrong. `field` is where it stands. */
export function filterGiven(field: string, filter: FindingFilter | null | undefined): FindingFilter {
  const { rule, region } = filter ?? {};
  if (rule != null && ruleById(rule) === undefined) throw badInput(`${field}.rule`, 'must be the id of a rule of `auditRules`.');
  if (region != null && !isRegion(region)) throw badInput(`${field}.region`, 'must be a region (KATO that ends with seven zeros).');
  return filter ?? {};
}

export function dueDay(dueOn: CivilDate, today: CivilDate): CivilDate {
  if (dueOn < today || dueOn > addDays(today, LONGEST_TERM_DAYS)) throw badInput('input.dueOn', 'must be today or later, within a year.');
  return dueOn;
}

/** Only of what was remedied something was recovered. */
export function recoveredOf(recovered: Decimal | null | undefined, answer: FindingAnswer): string | null {
  if (recovered == null) return null;
  if (answer !== 'REMEDIED') throw badInput('input.recovered', 'is of what was remedied alone.');
  if (recovered.isNegative()) throw badInput('input.recovered', 'must be 0 or more.');
  return recovered.toFixed();
}
