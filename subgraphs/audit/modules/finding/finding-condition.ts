import type { FindingFilter } from './finding.input.type.js';
import type { FindingScope } from './finding-scope.js';

/** A condition on `f`, a finding, with its parameters in their order. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const texts = (values: readonly string[]): string => JSON.stringify(values);

const listed = (column: string): string => `${column} = any (array(select jsonb_array_elements_text(?::jsonb)))`;

/** Arrays of a column and of a parameter that have something in common. */
const OVERLAPS = 'f.regions && array(select jsonb_array_elements_text(?::jsonb))';

const flag = (value: boolean | null | undefined, sql: string): Condition[] => (value == null ? [] : [{ sql: value ? sql : `not (${sql})`, parameters: [] }]);

const given = (value: unknown, sql: string): Condition[] => (value == null ? [] : [{ sql, parameters: [value] }]);

/** What a filter and a scope come to. Whatever a client sent is a parameter. */
export function conditionOf({ rules, regions, assignedTo }: FindingScope, { status, region, assigned, answered, present, minimumAmount }: FindingFilter): Condition {
  const all: Condition[] = [
    { sql: listed('f.rule'), parameters: [texts(rules)] },
    ...(regions === null ? [] : [{ sql: OVERLAPS, parameters: [texts(regions)] }]),
    ...given(assignedTo, 'f.assigned_to = ?'),
    ...given(status, 'f.status = ?'),
    ...given(region, '? = any (f.regions)'),
    ...flag(assigned, 'f.assigned_to is not null'),
    ...flag(answered, 'f.answer is not null'),
    ...flag(present, 'f.gone_run is null'),
    ...given(minimumAmount?.toFixed(), 'f.amount >= ?::numeric'),
  ];
  return { sql: all.map(({ sql }) => sql).join(' and '), parameters: all.flatMap(({ parameters }) => parameters) };
}
