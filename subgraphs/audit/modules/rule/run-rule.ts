import { createHash } from 'node:crypto';
import type { Row } from '../snapshot/read/rows.js';
import type { SnapshotSession } from '../snapshot/read/snapshot-session.js';
import type { AuditRule } from './audit-rule.js';
import { found, snapshotDay } from './rule-sql.js';

/** Rows of a rule about one subject that one region answers for, or none. */
export interface FoundPart {
  readonly region: string | null;
  readonly rows: number;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
  readonly amount: string | null;
}

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
  /** By region, in their order; null where all rows are of one, or of none. */
  readonly parts: readonly FoundPart[] | null;
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
  readonly spans: boolean;
}

interface PartRow extends Row {
  readonly about: string;
  readonly region: string | null;
  readonly rows: number;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
  readonly amount: string | null;
}

/** Whether rows are of several regions, or some of one and some of none. */
const SPANS = `count(distinct coalesce(region, '')) > 1`;

/** Figures of a group of rows. */
const FIGURES = `count(*) as rows, min(month) as "firstMonth", max(month) as "lastMonth", cast(sum(amount) as varchar) as amount`;

/** Few lie in several regions: they are looked at once more, where there are any. */
async function partsOf(session: SnapshotSession, rule: Pick<AuditRule, 'sql'>, groups: readonly GroupRow[]): Promise<ReadonlyMap<string, readonly FoundPart[]>> {
  if (!groups.some(({ spans }) => spans)) return new Map();
  const rows = await session.rows<PartRow>(
    `${found(rule)}, several as (select about from found group by about having ${SPANS}) select about, region, ${FIGURES} from found where about in (from several) group by about, region order by about, region`,
    [snapshotDay(session.manifest.asOf)]);
  const parts = new Map<string, FoundPart[]>();
  for (const { about, ...part } of rows) parts.set(about, [...(parts.get(about) ?? []), part]);
  return parts;
}

/**
 * One pass, in which DuckDB puts the rows of each subject together: what comes out of it is as much as there are findings, not rows.
 */
export async function runRule(session: SnapshotSession, rule: Pick<AuditRule, 'sql'>): Promise<RuleAnswer> {
  const groups = await session.rows<GroupRow>(
    `${found(rule)}
     select about, ${FIGURES}, list_sort(list(distinct region) filter (region is not null)) as regions, ${SPANS} as spans, sha256(string_agg(line, chr(10) order by line)) as digest
     from found group by about order by about`,
    [snapshotDay(session.manifest.asOf)]);
  const parts = await partsOf(session, rule, groups);
  const subjects = groups.map(({ about, regions, rows, firstMonth, lastMonth, amount, digest }): FoundSubject => {
    if (about === null) throw new Error(ABOUT_NOBODY);
    return { about, regions: regions ?? [], rows, firstMonth, lastMonth, amount, digest, parts: parts.get(about) ?? null };
  });
  const checksum = createHash('sha256');
  for (const { about, digest } of subjects) checksum.update(`${about} ${digest}\n`);
  return { subjects, rows: subjects.reduce((sum, { rows }) => sum + rows, 0), checksum: checksum.digest('hex') };
}
