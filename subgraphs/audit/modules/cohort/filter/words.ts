import { Decimal } from 'decimal.js';
import type { CohortFilter } from './cohort-filter.type.js';

const PARTS = ['child', 'benefit', 'savings', 'care', 'schooling', 'withoutPlace', 'parentalRights', 'guardianship'] as const;

const MONTH = 'YYYY-MM'.length;

/** A part as text: what is left out and the order of what is listed do not matter, and a day of `from` and `to` names its month. */
const valueOf = (value: unknown, name = ''): unknown => {
  if (value instanceof Decimal) return value.toFixed();
  if (Array.isArray(value)) return [...new Set(value.map((one) => String(one)))].sort();
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).filter(([, one]) => one != null).sort(([one], [other]) => (one < other ? -1 : 1)).map(([inner, one]) => [inner, valueOf(one, inner)]);
  }
  return typeof value === 'string' && (name === 'from' || name === 'to') ? value.slice(0, MONTH) : value;
};

const isOnlyNot = (filter: CohortFilter): boolean => filter.all == null && filter.any == null && PARTS.every((part) => filter[part] == null);

/** What must hold altogether, each as text. */
function termsOf(filter: CohortFilter): string[] {
  const terms = PARTS.flatMap((part) => (filter[part] == null ? [] : [JSON.stringify([part, valueOf(filter[part])])]));
  terms.push(...(filter.all ?? []).flatMap(termsOf));
  const [first, ...others] = filter.any ?? [];
  if (first !== undefined) terms.push(...(others.length === 0 ? termsOf(first) : [JSON.stringify(['any', [...new Set([first, ...others].map(wordsOf))].sort()])]));
  if (filter.not != null) terms.push(...(filter.not.not != null && isOnlyNot(filter.not) ? termsOf(filter.not.not) : [JSON.stringify(['not', wordsOf(filter.not)])]));
  return terms;
}

/**
 * The words of a filter, in one order: the same for `A and B`, `B and A`, `A and A and B` and what is negated twice. It looks at words alone
 * and never at data, so that nothing is learnt from two filters having the same.
 */
export function wordsOf(filter: CohortFilter): string {
  return JSON.stringify([...new Set(termsOf(filter))].sort());
}
