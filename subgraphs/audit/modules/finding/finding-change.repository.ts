import type { EntityManager } from '@mikro-orm/postgresql';
import type { AuditRule } from '../rule/audit-rule.js';
import type { Condition } from './finding-condition.js';
import type { FindingAnswer, FindingEventKind, FindingStatus } from './finding-codes.type.js';
import type { FindingRow } from './finding.repository.js';
import { AT_ONCE } from './sets.js';

/** Whose doing a change is, and when. */
export interface Doer {
  readonly at: string;
  readonly organisation: string | null;
}

/** What ministries are asked, of which engagement, by when. */
export interface Assignment {
  readonly rules: readonly Pick<AuditRule, 'id' | 'answeredBy'>[];
  readonly engagement: string;
  readonly dueOn: string;
  readonly today: string;
}

/** Nobody was asked, or in an engagement that has ended: there it could be neither answered nor reviewed any more. */
const FREE = `f.status in ('NEW', 'CONFIRMED') and not exists (select 1 from engagement e where e.public_id = f.engagement and e.closed_at is null and e.ends_on >= ?::date)`;

/** One set of a condition's findings. */
async function assignSome(em: EntityManager, { sql, parameters }: Condition, { rules, engagement, dueOn, today }: Assignment, { at, organisation }: Doer): Promise<number> {
  const [done] = await em.execute<{ assigned: number }[]>(
    `with free as materialized (select f.id, o."answeredBy" from finding f join jsonb_to_recordset(?::jsonb) as o (id text, "answeredBy" text) on o.id = f.rule where ${FREE} and ${sql} limit ? for update of f),
     given as (
       update finding f set assigned_to = free."answeredBy", engagement = ?, due_on = ?, answer = null, version = f.version + 1 from free where f.id = free.id returning f.id, f.status, f.assigned_to, f.due_on, f.engagement),
     noted as (insert into finding_event (finding_id, engagement, kind, at, status, programme, due_on, organisation)
       select id, engagement, 'ASSIGNED', ?::timestamptz, status, assigned_to, due_on, ? from given returning 1)
     select count(*)::int as assigned from noted`,
    [JSON.stringify(rules.map(({ id, answeredBy }) => ({ id, answeredBy }))), today, ...parameters, AT_ONCE, engagement, dueOn, at, organisation]);
  return done?.assigned ?? 0;
}

/** Asks ministries about all findings of a condition that are open and nobody is asked about, by sets; how many. */
export async function assignAll(em: EntityManager, which: Condition, assignment: Assignment, doer: Doer): Promise<number> {
  let all = 0;
  for (let some = AT_ONCE; some === AT_ONCE; all += some) some = await assignSome(em, which, assignment, doer);
  return all;
}

/** What is noted of a change besides the status. */
export interface EventNote {
  readonly kind: FindingEventKind;
  readonly status: FindingStatus;
  readonly answer: FindingAnswer | null;
  readonly text: string | null;
  readonly recovered: string | null;
  readonly dueOn: string | null;
}

const note = (em: EntityManager, { internalId, assignedTo, engagement }: FindingRow, { kind, status, answer, text, recovered, dueOn }: EventNote, { at, organisation }: Doer): Promise<unknown> =>
  em.execute(
    `insert into finding_event (finding_id, engagement, kind, at, status, programme, due_on, answer, said, recovered, organisation) values (?::bigint, ?::uuid, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?::numeric, ?)`,
    [internalId, engagement, kind, at, status, assignedTo, dueOn, answer, text, recovered, organisation]);

export async function noteAnswer(em: EntityManager, finding: FindingRow, answer: FindingAnswer, text: string, recovered: string | null, doer: Doer): Promise<void> {
  await em.execute('update finding set answer = ?, version = version + 1 where id = ?::bigint', [answer, finding.internalId]);
  await note(em, finding, { kind: 'ANSWERED', status: finding.status, answer, text, recovered, dueOn: null }, doer);
}

/** The answer is the status from now on. */
export async function noteAccepted(em: EntityManager, finding: FindingRow, answer: FindingAnswer, text: string | null, doer: Doer): Promise<void> {
  await em.execute('update finding set status = ?, settled_at = ?::timestamptz, answer = null, version = version + 1 where id = ?::bigint', [answer, doer.at, finding.internalId]);
  await note(em, finding, { kind: 'ACCEPTED', status: answer, answer, text, recovered: null, dueOn: null }, doer);
}

export async function noteSentBack(em: EntityManager, finding: FindingRow, answer: FindingAnswer, text: string, dueOn: string | null, doer: Doer): Promise<void> {
  await em.execute('update finding set answer = null, due_on = coalesce(?::date, due_on), version = version + 1 where id = ?::bigint', [dueOn, finding.internalId]);
  await note(em, finding, { kind: 'SENT_BACK', status: finding.status, answer, text, recovered: null, dueOn }, doer);
}
