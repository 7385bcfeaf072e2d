import { AUDIT_RULES } from '../../subgraphs/audit/modules/rule/rules.js';
import type { SnapshotSession } from '../../subgraphs/audit/modules/snapshot/read/snapshot-session.js';
import { timed, type Asked } from './timed.js';

/** A rule as a run asks it, all of its columns computed, and no more than their number handed over: a population without errors has none. */
const asked = (sql: string): string => `with snapshot as (select cast($1 as date) as day) select count(*) as n, bit_xor(hash(f)) as cells from (${sql}) f`;

/** Every rule of the library, the slowest first. */
export async function askRules({ rows }: SnapshotSession, day: string): Promise<readonly Asked[]> {
  const all: Asked[] = [];
  for (const { id, title, sql } of AUDIT_RULES) all.push(await timed(id, title.en, () => rows(asked(sql), [day])));
  return all.toSorted((a, b) => b.ms - a.ms);
}
