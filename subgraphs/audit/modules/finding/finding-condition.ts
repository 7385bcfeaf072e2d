import type { FindingFilter } from './finding.input.type.js';
import { amountWithin } from './finding-parts.js';
import type { FindingScope } from './finding-scope.js';

/** A condition on `f`, a finding, with its parameters in their order. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const texts = (values: readonly string[]): string => JSON.stringify(values);

const LIST = 'array(select jsonb_array_elements_text(?::jsonb))';

const listed = (column: string): string => `${column} = any (${LIST})`;

/** Arrays of a column and of a parameter that have something in common. */
const OVERLAPS = `f.regions && ${LIST}`;

const flag = (value: boolean | null | undefined, sql: string): Condition[] => (value == null ? [] : [{ sql: value ? sql : `not (${sql})`, parameters: [] }]);

const given = (value: unknown, sql: string): Condition[] => (value == null ? [] : [{ sql, parameters: [value] }]);

/** One of the scope's regions: of any other it is not told whether a finding lies there as well. */
const inRegion = (region: string | null | undefined, regions: readonly string[] | null): Condition[] =>
  region == null || regions === null || regions.includes(region) ? given(region, '? = any (f.regions)') : [{ sql: 'false', parameters: [] }];

/** By what belongs to the scope's regions: by the whole sum, this would be told by asking for more and more. */
const ofAmount = (least: string | undefined, regions: readonly string[] | null): Condition[] => {
  if (least === undefined || regions === null) return given(least, 'f.amount >= ?::numeric');
  const sql = amountWithin(LIST);
  return [{ sql: `(${sql}) >= ?::numeric`, parameters: [...Array.from(sql.matchAll(/\?/g), () => texts(regions)), least] }];
};

/** What a filter and a scope come to. Whatever a client sent is a parameter. */
export function conditionOf({ rules, regions, assignedTo }: FindingScope, { status, region, assigned, answered, present, minimumAmount }: FindingFilter): Condition {
  const all: Condition[] = [
    { sql: listed('f.rule'), parameters: [texts(rules)] },
    ...(regions === null ? [] : [{ sql: OVERLAPS, parameters: [texts(regions)] }]),
    ...given(assignedTo, 'f.assigned_to = ?'),
    ...given(status, 'f.status = ?'),
    ...inRegion(region, regions),
    ...flag(assigned, 'f.assigned_to is not null'),
    ...flag(answered, 'f.answer is not null'),
    ...flag(present, 'f.gone_run is null'),
    ...ofAmount(minimumAmount?.toFixed(), regions),
  ];
  return { sql: all.map(({ sql }) => sql).join(' and '), parameters: all.flatMap(({ parameters }) => parameters) };
}
