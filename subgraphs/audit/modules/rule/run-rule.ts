import { createHash } from 'node:crypto';
import type { Row } from '../snapshot/read/rows.js';
import type { SnapshotSession } from '../snapshot/read/snapshot-session.js';
import type { AuditRule } from './audit-rule.js';
import { found, snapshotDay } from './rule-sql.js';

/** All rows of a rule about one subject. */
export interface FoundSubject {
  /** As the views of the snapshot name it. */
  readonly about: string;
  /** KATO, in their order; empty where no row has one. */
  readonly regions: readonly string[];
  readonly rows: number;
  /** First days of months; null where no row has one. */
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
  /** Exact, in the rule's currency; null where no row has one. */
  readonly amount: string | null;
  /** SHA-256 of its rows in their canonical form, in hexadecimal. */
  readonly digest: string;
}

/** What a rule says of a snapshot. */
export interface RuleAnswer {
  readonly subjects: readonly FoundSubject[];
  readonly rows: number;
  /**
   * SHA-256 in hexadecimal over `<about> <digest>`, a line for each subject in the order of the bytes of `about`. A digest is over the rows of
   * one subject, in the order of the bytes of their canonical form.
   */
  readonly checksum: string;
}

/** A row that is about nobody would be lost where rows are counted by whom they are about. */
const ABOUT_NOBODY = 'a row is about nobody';

interface GroupRow extends Row {
  readonly about: string | null;
  readonly regions: readonly string[] | null;
  readonly rows: number;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
  readonly amount: string | null;
  readonly digest: string;
}

/**
 * One pass, in which DuckDB puts the rows of each subject together: what comes out of it is as much as there are findings, not rows.
 */
export async function runRule(session: SnapshotSession, rule: Pick<AuditRule, 'sql'>): Promise<RuleAnswer> {
  const groups = await session.rows<GroupRow>(
    `${found(rule)}
     select about, count(*) as rows, list_sort(list(distinct region) filter (region is not null)) as regions, min(month) as "firstMonth", max(month) as "lastMonth",
       cast(sum(amount) as varchar) as amount, sha256(string_agg(line, chr(10) order by line)) as digest
     from found group by about order by about`,
    [snapshotDay(session.manifest.asOf)]);
  const subjects = groups.map(({ about, regions, amount, ...group }): FoundSubject => {
    if (about === null) throw new Error(ABOUT_NOBODY);
    return { ...group, about, regions: regions ?? [], amount };
  });
  const checksum = createHash('sha256');
  for (const { about, digest } of subjects) checksum.update(`${about} ${digest}\n`);
  return { subjects, rows: subjects.reduce((sum, { rows }) => sum + rows, 0), checksum: checksum.digest('hex') };
}
