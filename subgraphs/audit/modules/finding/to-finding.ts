import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import { auditedProgramme } from '../engagement/engagement-rules.js';
import type { Leaving } from '../engagement/leaving.js';
import { lastRuns, type RunRow } from '../rule/run.repository.js';
import { moneyOf, ruleById, toRule } from '../rule/to-rule.js';
import { figuresIn } from './finding-parts.js';
import { approvedOf, type ApprovedRow } from '../identification/approved.repository.js';
import { Finding, FindingEvent, FindingIdentification, FindingSight } from './finding.type.js';
import { PSEUDONYMOUS } from './pseudonymous.js';
import { eventsOf, sightsOf, type EventRow, type FindingRow, type SightRow } from './finding.repository.js';

/** Whom or what a finding is about, as it leaves. */
export const aboutOf = ({ kind, subjectId, name }: Pick<FindingRow, 'kind' | 'subjectId' | 'name'>, leaving: Leaving): string => (PSEUDONYMOUS.includes(kind) ? leaving.subject(subjectId) : name);

function toSight(rule: string, sight: SightRow, within: readonly string[] | null): FindingSight {
  const { snapshot, asOf, ruleVersion } = sight;
  const { amount, ...figures } = figuresIn(sight, within);
  return Object.assign(new FindingSight(), { snapshot, asOf, ruleVersion, ...figures, amount: moneyOf(rule, amount) });
}

const toEvent = (rule: string, { recovered, ...row }: EventRow): FindingEvent => Object.assign(new FindingEvent(), { ...row, recovered: moneyOf(rule, recovered) });

/** Under which engagement's key a finding leaves, and what of it: that of some regions, or all (null). */
export interface ShownIn {
  readonly id: string;
  readonly leaving: Leaving;
  readonly regions: readonly string[] | null;
}

/** Who is shown findings, and when: a ministry by its programme, or auditors (null). */
export interface ShownTo {
  readonly ministry: string | null;
  readonly today: CivilDate;
}

interface Details {
  readonly sights: readonly SightRow[];
  readonly events: readonly EventRow[];
  readonly runs: readonly RunRow[];
  readonly approved: readonly ApprovedRow[];
}

const toIdentification = (row: ApprovedRow | undefined): FindingIdentification | null => (row === undefined ? null : Object.assign(new FindingIdentification(), { id: row.id, until: row.until }));

function toFinding(row: FindingRow, { id: engagement, leaving, regions: within }: ShownIn, { sights, events, runs, approved }: Details): Finding {
  const { internalId, rule: id, kind, goneSince, status, assignedTo, dueOn, answer, version } = row;
  const [rule, own] = [ruleById(id), ({ findingId }: { readonly findingId: string }): boolean => findingId === internalId];
  if (rule === undefined) throw new Error('A finding is of a rule that is there.');
  const { amount, ...figures } = figuresIn(row, within);
  return Object.assign(new Finding(), {
    engagement, status, ...figures, goneSince, dueOn, answer, version,
    regions: row.regions.filter((region) => within === null || within.includes(region)),
    id: leaving.finding(internalId),
    rule: toRule(rule, runs.find((run) => run.rule === id)),
    aboutKind: kind,
    about: aboutOf(row, leaving),
    amount: moneyOf(id, amount),
    present: goneSince === null,
    assignedTo: assignedTo === null ? null : auditedProgramme(assignedTo as ProgrammeName),
    identification: toIdentification(approved.find(own)),
    history: sights.filter(own).map((sight) => toSight(id, sight, within)),
    events: events.filter(own).map((event) => toEvent(id, event)),
  });
}

/** Findings as they leave. */
export async function toFindings(em: EntityManager, rows: readonly FindingRow[], { ministry, today }: ShownTo, under: (row: FindingRow) => ShownIn): Promise<Finding[]> {
  if (rows.length === 0) return [];
  const places = rows.map((row) => ({ finding: row.internalId, engagement: under(row).id }));
  const [sights, events, runs] = [await sightsOf(em, rows), await eventsOf(em, rows, places.map(({ engagement }) => engagement)), await lastRuns(em)];
  const details = { sights, events, runs, approved: await approvedOf(em, places, ministry, today) };
  return rows.map((row) => toFinding(row, under(row), details));
}
