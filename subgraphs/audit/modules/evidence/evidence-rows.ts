import { createHash } from 'node:crypto';
import type { Leaving } from '../engagement/leaving.js';
import { aboutOf } from '../finding/to-finding.js';
import type { FindingRow } from '../finding/finding.repository.js';
import type { AuditRule } from '../rule/audit-rule.js';
import { found, snapshotDay } from '../rule/rule-sql.js';
import { currencyOf } from '../rule/to-rule.js';
import type { Row } from '../snapshot/read/rows.js';
import type { SnapshotSession } from '../snapshot/read/snapshot-session.js';

/** The columns of an export, in their order. */
export const EVIDENCE_COLUMNS = ['rule', 'rule_version', 'finding', 'about_kind', 'about', 'region', 'month', 'amount', 'currency', 'record', 'facts'] as const;

/** A row of an export: everybody under the engagement's key. */
export type EvidenceLine = readonly (string | null)[];

interface RuleRow extends Row {
  readonly about: string;
  readonly region: string | null;
  readonly month: string | null;
  readonly amount: string | null;
  readonly record: string | null;
  readonly facts: string | null;
}

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** Other people's pseudonyms stand among the facts: as with records, what stands for them is of this snapshot and this engagement. */
const leavingFacts = (facts: string, leaving: Leaving): string => facts.replaceAll(UUID, (name) => leaving.record(name));

/** What is left of one rule's findings of one export. */
export interface WantedRows {
  readonly rule: AuditRule;
  readonly findings: readonly FindingRow[];
  /** KATO that rows must be of; null for all. */
  readonly regions: readonly string[] | null;
  readonly leaving: Leaving;
}

/** Rows of findings, in the order of what leaves: by that of the snapshot's own names two engagements could be compared. */
export async function evidenceOf(session: SnapshotSession, { rule, findings, regions, leaving }: WantedRows): Promise<EvidenceLine[]> {
  const byName = new Map(findings.map((finding) => [finding.name, { finding, left: 0 }]));
  const rows = await session.rows<RuleRow>(`${found(rule)} select about, region, cast(month as varchar) as month, line ->> 3 as amount, record, facts from found`, [snapshotDay(session.manifest.asOf)]);
  const lines: EvidenceLine[] = [];
  for (const { about, region, month, amount, record, facts } of rows) {
    const wanted = byName.get(about);
    if (wanted === undefined) continue;
    wanted.left += 1;
    if (regions !== null && !regions.includes(region ?? '')) continue;
    const { finding } = wanted;
    lines.push([
      rule.id, String(rule.version), leaving.finding(finding.internalId), finding.kind, aboutOf(finding, leaving), region, month, amount, amount === null ? null : currencyOf(rule),
      record === null ? null : leaving.record(record), facts === null ? null : leavingFacts(facts, leaving),
    ]);
  }
  for (const { finding, left } of byName.values()) if (left !== finding.rows) throw new Error('A finding has other rows than when it was found.');
  return lines.map((line) => ({ line, key: JSON.stringify(line) })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ line }) => line);
}

/** RFC 4180; nothing and an empty text differ as in PostgreSQL. */
const cell = (value: string | null): string => (value === null ? '' : value === '' || /[",\r\n#]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const textOf = (line: readonly (string | null)[]): string => `${line.map(cell).join(',')}\n`;

/** The rows as CSV with their head line, and the checksum of just that. */
export function csvOf(lines: readonly EvidenceLine[]): { readonly text: string; readonly sha256: string } {
  const text = [EVIDENCE_COLUMNS, ...lines].map(textOf).join('');
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}
