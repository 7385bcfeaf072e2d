import { all, type Bound } from './bound.js';
import { checkFilter } from './check-filter.js';
import type { CohortFilter } from './cohort-filter.type.js';
import { benefitSql, careSql, childSql, guardianshipSql, rightsSql, savingsSql, schoolingSql, withoutPlaceSql, type Asked } from './conditions.js';

function partsOf(asked: Asked, filter: CohortFilter): string[] {
  const of = <P>(part: P | null | undefined, sql: (asked: Asked, part: P) => string): string => (part == null ? 'true' : sql(asked, part));
  return [
    of(filter.child, childSql),
    of(filter.benefit, benefitSql),
    of(filter.savings, savingsSql),
    of(filter.care, careSql),
    of(filter.schooling, schoolingSql),
    of(filter.withoutPlace, withoutPlaceSql),
    of(filter.parentalRights, rightsSql),
    of(filter.guardianship, guardianshipSql),
  ];
}

const compiled = (asked: Asked, filter: CohortFilter): string =>
  all([
    ...partsOf(asked, filter),
    ...(filter.all ?? []).map((one) => compiled(asked, one)),
    filter.any == null ? 'true' : filter.any.map((one) => `(${compiled(asked, one)})`).join(' or '),
    filter.not == null ? 'true' : `not (${compiled(asked, filter.not)})`,
  ]);

/** SQL of the condition about `c`, a row of `registry.civil_child`: true or false of every child, never unknown. */
export const cohortSql = (filter: CohortFilter, bound: Bound, day: string): string => compiled({ bound, day }, filter);

/** A filter that was looked at, so that it can be compiled as often as is needed. */
export function checked(filter: CohortFilter): CohortFilter {
  checkFilter(filter);
  return filter;
}
