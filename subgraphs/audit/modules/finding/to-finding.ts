import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import { auditedProgramme } from '../engagement/engagement-rules.js';
import type { Leaving } from '../engagement/leaving.js';
import { lastRuns, type RunRow } from '../rule/run.repository.js';
import { moneyOf, ruleById, toRule } from '../rule/to-rule.js';
import { Finding, FindingEvent, FindingSight } from './finding.type.js';
import { PSEUDONYMOUS } from './pseudonymous.js';
import { eventsOf, sightsOf, type EventRow, type FindingRow, type SightRow } from './finding.repository.js';

/** Whom or what a finding is about, as it leaves. */
export const aboutOf = ({ kind, subjectId, name }: Pick<FindingRow, 'kind' | 'subjectId' | 'name'>, leaving: Leaving): string => (PSEUDONYMOUS.includes(kind) ? leaving.subject(subjectId) : name);

const toSight = (rule: string, { amount, ...row }: SightRow): FindingSight => Object.assign(new FindingSight(), { ...row, amount: moneyOf(rule, amount) });

const toEvent = (rule: string, { recovered, ...row }: EventRow): FindingEvent => Object.assign(new FindingEvent(), { ...row, recovered: moneyOf(rule, recovered) });

interface Details {
  readonly sights: readonly SightRow[];
  readonly events: readonly EventRow[];
  readonly runs: readonly RunRow[];
}

function toFinding(row: FindingRow, engagement: string, leaving: Leaving, { sights, events, runs }: Details): Finding {
  const { internalId, rule: id, kind, regions, rows, firstMonth, lastMonth, amount, goneSince, status, assignedTo, dueOn, answer, version } = row;
  const [rule, own] = [ruleById(id), ({ findingId }: { readonly findingId: string }): boolean => findingId === internalId];
  if (rule === undefined) throw new Error('A finding is of a rule that is there.');
  return Object.assign(new Finding(), {
    engagement, status, regions, rows, firstMonth, lastMonth, goneSince, dueOn, answer, version,
    id: leaving.finding(internalId),
    rule: toRule(rule, runs.find((run) => run.rule === id)),
    aboutKind: kind,
    about: aboutOf(row, leaving),
    amount: moneyOf(id, amount),
    present: goneSince === null,
    assignedTo: assignedTo === null ? null : auditedProgramme(assignedTo as ProgrammeName),
    history: sights.filter(own).map((sight) => toSight(id, sight)),
    events: events.filter(own).map((event) => toEvent(id, event)),
  });
}

/** Findings as they leave: `under` says under which engagement's key each does. */
export async function toFindings(em: EntityManager, rows: readonly FindingRow[], under: (row: FindingRow) => { readonly id: string; readonly leaving: Leaving }): Promise<Finding[]> {
  if (rows.length === 0) return [];
  const details = { sights: await sightsOf(em, rows), events: await eventsOf(em, rows, rows.map((row) => under(row).id)), runs: await lastRuns(em) };
  return rows.map((row) => {
    const { id, leaving } = under(row);
    return toFinding(row, id, leaving, details);
  });
}
