import { civilDay, type CivilDate } from '../../../shared/clock.js';
import type { AuditRule } from './audit-rule.js';

/** The day in Kazakhstan of a snapshot's moment. */
export const snapshotDay = (asOf: string): CivilDate => civilDay(new Date(asOf));

/** A decimal without the zeros that its type adds: two rules of one answer may count in different widths. */
const plain = (column: string): string => `case when contains(cast(${column} as varchar), '.') then rtrim(rtrim(cast(${column} as varchar), '0'), '.') else cast(${column} as varchar) end`;

/**
 * `with …, found as (…)`: the rows of a rule, each with `line`, its canonical form: a JSON array of its six columns as text, in their order,
 * days as `YYYY-MM-DD`. The snapshot's day is the parameter `$1`.
 */
export const found = ({ sql }: Pick<AuditRule, 'sql'>): string => `with snapshot as (select cast($1 as date) as day),
  answered (about, region, month, amount, record, facts) as (${sql}),
  found as (select *, cast(to_json([about, region, cast(month as varchar), ${plain('amount')}, record, facts]) as varchar) as line from answered)`;
