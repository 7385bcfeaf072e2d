import type { EntityManager } from '@mikro-orm/postgresql';
import type { AuditRule } from '../rule/audit-rule.js';
import type { Condition } from './finding-condition.js';
import type { FindingAnswer, FindingEventKind, FindingStatus } from './finding-codes.type.js';
import type { FindingRow } from './finding.repository.js';

/** Whose doing a change is, and when. */
export interface Doer {
  readonly at: string;
  readonly organisation: string | null;
}

/** Asks ministries about all findings of a condition that are new and nobody was asked about; how many. */
export async function assignAll(em: EntityManager, { sql, parameters }: Condition, rules: readonly Pick<AuditRule, 'id' | 'answeredBy'>[], engagement: string, dueOn: string, { at, organisation }: Doer): Promise<number> {
  const [done] = await em.execute<{ assigned: number }[]>(
    `with given as (
       update finding f set assigned_to = o."answeredBy", engagement = ?, due_on = ?, version = f.version + 1
         from jsonb_to_recordset(?::jsonb) as o (id text, "answeredBy" text)
        where o.id = f.rule and f.assigned_to is null and f.status = 'NEW' and ${sql} returning f.id, f.assigned_to, f.due_on),
     noted as (insert into finding_event (finding_id, kind, at, status, programme, due_on, organisation)
       select id, 'ASSIGNED', ?::timestamptz, 'NEW', assigned_to, due_on, ? from given returning 1)
     select count(*)::int as assigned from noted`,
    [engagement, dueOn, JSON.stringify(rules.map(({ id, answeredBy }) => ({ id, answeredBy }))), ...parameters, at, organisation]);
  return done?.assigned ?? 0;
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

const note = (em: EntityManager, { internalId, assignedTo }: FindingRow, { kind, status, answer, text, recovered, dueOn }: EventNote, { at, organisation }: Doer): Promise<unknown> =>
  em.execute(
    `insert into finding_event (finding_id, kind, at, status, programme, due_on, answer, said, recovered, organisation) values (?::bigint, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?::numeric, ?)`,
    [internalId, kind, at, status, assignedTo, dueOn, answer, text, recovered, organisation]);

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
