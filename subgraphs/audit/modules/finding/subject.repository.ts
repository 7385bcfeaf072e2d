import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import type { RuleSubject } from '../rule/audit-rule.js';
import { AT_ONCE, inSets } from './sets.js';

/** A snapshot by its place among all of them. */
export interface SnapshotPlace {
  /** In the database. */
  readonly key: string;
  /** As auditors name it. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly asOf: string;
}

/**
 * The newest snapshot that findings stand at: whose names the subjects have, or that a rule moved findings by. Rules that are asked of an
 * older one move nothing, and it is not deleted, since without its key nobody would be found again in the next. Null before the first.
 */
export async function newestMoved(em: EntityManager): Promise<SnapshotPlace | null> {
  const [row] = await em.execute<SnapshotPlace[]>(
    `select s.id::text as key, s.public_id::text as id, ${instant('s.as_of')} as "asOf" from snapshot s
      where exists (select 1 from audit_subject a where a.snapshot = s.id) or exists (select 1 from rule_run r where r.snapshot = s.id and r.moved)
      order by s.as_of desc, s.id desc limit 1`);
  return row ?? null;
}

/** Whether a snapshot is as new as another, or newer. */
export const isAsNew = (one: Pick<SnapshotPlace, 'key' | 'asOf'>, than: Pick<SnapshotPlace, 'key' | 'asOf'>): boolean =>
  one.asOf > than.asOf || (one.asOf === than.asOf && BigInt(one.key) >= BigInt(than.key));

/** Names that subjects of a kind have under one snapshot's key. */
export const subjectNames = (em: EntityManager, kind: RuleSubject, snapshotKey: string): Promise<string[]> =>
  em.execute<{ name: string }[]>('select name from audit_subject where snapshot = ?::bigint and kind = ?', [snapshotKey, kind]).then((rows) => rows.map(({ name }) => name));

/** A name under one snapshot's key, and under another's. */
export interface CarriedName {
  readonly before: string;
  readonly after: string;
}

/** Gives subjects of a kind their names under another snapshot's key. Those without one stay behind. */
export async function renameSubjects(em: EntityManager, kind: RuleSubject, from: string, to: string, names: readonly CarriedName[]): Promise<void> {
  await inSets(em);
  for (let at = 0; at < names.length; at += AT_ONCE) {
    await em.execute(
      `update audit_subject a set name = n.after, snapshot = ?::bigint from jsonb_to_recordset(?::jsonb) as n (before text, after text) where a.snapshot = ?::bigint and a.kind = ? and a.name = n.before`,
      [to, JSON.stringify(names.slice(at, at + AT_ONCE)), from, kind]);
  }
}

/** How many findings are about people or families by names under a snapshot's key. */
export async function findingsOfPeople(em: EntityManager, kinds: readonly RuleSubject[], snapshotKey: string): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from finding f join audit_subject a on a.id = f.subject_id where a.snapshot = ?::bigint and a.kind = any(?::text[])`, [snapshotKey, `{${kinds.join(',')}}`]);
  return row?.count ?? 0;
}

/** Notes of findings that their subjects stay behind, once. */
export const leaveBehind = (em: EntityManager, kinds: readonly RuleSubject[], from: string, at: string): Promise<unknown> =>
  em.execute(
    `insert into finding_event (finding_id, kind, at, status) select f.id, 'LEFT_BEHIND', ?::timestamptz, f.status from finding f join audit_subject a on a.id = f.subject_id
      where a.snapshot = ?::bigint and a.kind = any(?::text[]) and not exists (select 1 from finding_event e where e.finding_id = f.id and e.kind = 'LEFT_BEHIND')`,
    [at, from, `{${kinds.join(',')}}`]);

/** What the views call the same in every snapshot comes along as it is. */
export const keepSubjects = (em: EntityManager, kinds: readonly RuleSubject[], from: string, to: string): Promise<unknown> =>
  em.execute(`update audit_subject set snapshot = ?::bigint where snapshot = ?::bigint and kind = any(?::text[])`, [to, from, `{${kinds.join(',')}}`]);
