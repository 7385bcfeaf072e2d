import { all, type Bound } from './bound.js';
import { checkFilter } from './check-filter.js';
import { checkValues } from './check-values.js';
import type { CohortFilter } from './cohort-filter.type.js';
import { benefitSql, careSql, childSql, guardianshipSql, rightsSql, savingsSql, schoolingSql, withoutPlaceSql, type Asked } from './conditions.js';

/** What has to hold, in the order of how few children that leaves: each is looked up among those that are left. */
function partsOf(asked: Asked, filter: CohortFilter): string[] {
  const of = <P>(part: P | null | undefined, sql: (asked: Asked, part: P) => string): string => (part == null ? 'true' : sql(asked, part));
  return [
    of(filter.child, childSql),
    of(filter.care, careSql),
    of(filter.parentalRights, rightsSql),
    of(filter.guardianship, guardianshipSql),
    of(filter.withoutPlace, withoutPlaceSql),
    of(filter.benefit, benefitSql),
    of(filter.schooling, schoolingSql),
    of(filter.savings, savingsSql),
    filter.any == null ? 'true' : filter.any.map((one) => `(${compiled(asked, one)})`).join(' or '),
    filter.not == null ? 'true' : `not (${compiled(asked, filter.not)})`,
  ];
}

/** The parts of a filter and of all that it wants to hold besides, kind by kind: DuckDB keeps to the order in which they stand. */
function kindsOf(asked: Asked, filter: CohortFilter): string[][] {
  const inner = (filter.all ?? []).map((one) => kindsOf(asked, one));
  return partsOf(asked, filter).map((part, kind) => [part, ...inner.flatMap((kinds) => kinds[kind] ?? [])]);
}

const compiled = (asked: Asked, filter: CohortFilter): string => all(kindsOf(asked, filter).flat());

/** SQL of the condition about `c`, a row of `registry.civil_child`: true or false of every child, never unknown. */
export const cohortSql = (filter: CohortFilter, bound: Bound, day: string): string => compiled({ bound, day }, filter);

/** A filter that was looked at, so that it can be compiled as often as is needed. */
export function checked(filter: CohortFilter, day: string): CohortFilter {
  checkFilter(filter);
  checkValues('where', filter, day);
  return filter;
}
