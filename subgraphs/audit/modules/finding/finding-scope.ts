import type { EngagementRow } from '../engagement/engagement.repository.js';
import { programmeNamed } from '../engagement/engagement-rules.js';
import type { AuditRule } from '../rule/audit-rule.js';
import { AUDIT_RULES } from '../rule/rules.js';
import type { FindingFilter } from './finding.input.type.js';

/** Findings of which somebody may know: an engagement's, or a ministry's of what it was asked. */
export interface FindingScope {
  /** Ids of rules. */
  readonly rules: readonly string[];
  /** KATO of regions; null for the whole country. */
  readonly regions: readonly string[] | null;
  /** The ministry that was asked; null where it does not matter. */
  readonly assignedTo: string | null;
}

const fits = ({ rule, severity, answeredBy }: FindingFilter) => (one: AuditRule): boolean =>
  (rule == null || one.id === rule) && (severity == null || one.severity === severity) && (answeredBy == null || one.answeredBy === programmeNamed(answeredBy));

/** Rules that a filter fits, of those that are there. */
export const rulesOf = (filter: FindingFilter, rules: readonly AuditRule[] = AUDIT_RULES): AuditRule[] => rules.filter(fits(filter));

/** Of an engagement: what its programmes answer for, and its regions. */
export const engagementScope = ({ programmes, regions }: Pick<EngagementRow, 'programmes' | 'regions'>, filter: FindingFilter): FindingScope => ({
  rules: rulesOf(filter).filter(({ answeredBy }) => programmes.includes(answeredBy)).map(({ id }) => id),
  regions: regions.length === 0 ? null : regions,
  assignedTo: null,
});
