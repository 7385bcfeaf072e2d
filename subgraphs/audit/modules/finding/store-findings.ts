import type { EntityManager } from '@mikro-orm/postgresql';
import type { AuditRule } from '../rule/audit-rule.js';
import type { RunRow } from '../rule/run.repository.js';
import { AT_ONCE, inSets } from './sets.js';
import type { FoundSubject } from '../rule/run-rule.js';

const FOUND = `jsonb_to_recordset(?::jsonb) as f (about text, regions text[], rows integer, "firstMonth" date, "lastMonth" date, amount numeric, parts jsonb)`;

/** Whether a finding was remedied before the snapshot's moment, and so is there again; `g` is the finding, the parameter the moment. */
const IS_AGAIN = `g.status = 'REMEDIED' and g.settled_at < ?::timestamptz`;

type Rule = Pick<AuditRule, 'id' | 'about'>;

const addSubjects = (em: EntityManager, { about }: Rule, { snapshotKey }: RunRow, found: string): Promise<unknown> =>
  em.execute(`insert into audit_subject (kind, name, snapshot) select ?, f.about, ?::bigint from ${FOUND} on conflict (kind, name) do nothing`, [about, snapshotKey, found]);

/** What is found again after it was remedied begins anew, with its history. */
async function reopen(em: EntityManager, { id, about }: Rule, { internalId, asOf }: RunRow, found: string): Promise<void> {
  await em.execute(
    `with again as (
       update finding g set status = 'NEW', settled_at = null, assigned_to = null, engagement = null, due_on = null, answer = null, version = g.version + 1
         from audit_subject a join ${FOUND} on a.name = f.about
        where a.kind = ? and g.subject_id = a.id and g.rule = ? and ${IS_AGAIN} returning g.id)
     insert into finding_event (finding_id, kind, status, run) select id, 'FOUND_AGAIN', 'NEW', ?::bigint from again`,
    [found, about, id, asOf, internalId]);
}

const upsert = (em: EntityManager, { id, about }: Rule, { internalId }: RunRow, found: string): Promise<unknown> =>
  em.execute(
    `with now as (
       insert into finding (rule, subject_id, regions, rows, first_month, last_month, amount, parts, first_run, last_run)
       select ?, a.id, f.regions, f.rows, f."firstMonth", f."lastMonth", f.amount, f.parts, ?::bigint, ?::bigint from ${FOUND} join audit_subject a on a.kind = ? and a.name = f.about
       on conflict (rule, subject_id) do update set regions = excluded.regions, rows = excluded.rows, first_month = excluded.first_month, last_month = excluded.last_month,
         amount = excluded.amount, parts = excluded.parts, last_run = excluded.last_run, gone_run = null
       returning id, rows, first_month, last_month, amount, regions, parts)
     insert into finding_seen (finding_id, run, rows, first_month, last_month, amount, regions, parts) select id, ?::bigint, rows, first_month, last_month, amount, regions, parts from now`,
    [id, internalId, internalId, found, about, internalId]);

/** Whatever the run did not find: since when, and that it was looked for; who stays behind is not. */
async function leave(em: EntityManager, { id }: Rule, { internalId }: RunRow): Promise<void> {
  for (let left = AT_ONCE; left === AT_ONCE;) {
    const [done] = await em.execute<{ left: number }[]>(
      `with missing as (select id from finding where rule = ? and gone_run is null and last_run <> ?::bigint limit ?),
       gone as (update finding f set gone_run = ?::bigint from missing where f.id = missing.id returning f.id),
       noted as (insert into finding_seen (finding_id, run, rows) select id, ?::bigint, 0 from gone where not exists (select 1 from finding_event e where e.finding_id = gone.id and e.kind = 'LEFT_BEHIND'))
       select count(*)::int as left from gone`,
      [id, internalId, AT_ONCE, internalId, internalId]);
    left = done?.left ?? 0;
  }
}

/** Moves a rule's findings to what a run of it has found, by sets; all of it or, when the transaction fails, nothing. */
export async function storeFindings(em: EntityManager, rule: Rule, run: RunRow, subjects: readonly FoundSubject[]): Promise<void> {
  await inSets(em);
  for (let at = 0; at < subjects.length; at += AT_ONCE) {
    const found = JSON.stringify(subjects.slice(at, at + AT_ONCE).map(({ digest: _own, ...subject }) => subject));
    await addSubjects(em, rule, run, found);
    await reopen(em, rule, run, found);
    await upsert(em, rule, run, found);
  }
  await leave(em, rule, run);
}
