import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Database } from '../../../shared/database/database.js';
import { DUE_ENTITLEMENTS } from '../../../shared/feeds/contracts/due-entitlements.js';
import type { FollowUp } from '../../../shared/feeds/follow-up.js';
import { decidedBehind, refreshDecided } from '../adoption-payment/refresh-decided.js';
import { refreshBehind } from './refresh-family.js';

/** Families, or decisions, in one round: another one follows as soon as benefits has come further. */
const ROUND = 500;

/** Families whose money was computed with figures of before, or could not be, whatever has ended since: an index may be corrected for days that have passed. */
const BEHIND = `
  select family_id::text as id from family_money where (figures_at is null or figures_at < (select max(told_at) from index_parameter)) and exists (select 1 from index_parameter) and family_id > ?
   order by family_money.family_id limit ?`;

/** Families where a child is placed of which it was never asked: they were placed before money was computed here. */
const UNKNOWN = `
  select distinct p.family_id, p.family_id::text as id from placement p
   where p.family_id is not null and p.form <> 'GUEST' and p.awaited_event is null and p.sealed_on is null and (p.valid_to is null or p.valid_to >= ?::date)
     and not exists (select 1 from family_money m where m.family_id = p.family_id) and exists (select 1 from index_parameter) and p.family_id > ? order by p.family_id limit ?`;

/** What may be behind, and how it is computed. */
interface Backlog {
  /** Keys of what is behind, the first of them after a key. */
  readonly behind: (em: EntityManager, after: string, most: number, today: CivilDate) => Promise<string[]>;
  readonly compute: (em: EntityManager, id: string, today: CivilDate) => Promise<void>;
}

/** How far a process has come with a backlog of its database. */
interface Progress {
  /** Where the next round begins: after those of which some have failed, so that they hold up nobody. They are tried again when the end was reached. */
  after: string;
  /** When the end was reached last, in milliseconds of this process. */
  endedAt: number;
}

const keys = async (em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<string[]> => (await em.execute<{ id: string }[]>(sql, [...parameters])).map(({ id }) => id);

const OUTDATED: Backlog = { behind: (em, after, most) => keys(em, BEHIND, [after, most]), compute: refreshBehind };
const UNASKED: Backlog = { behind: (em, after, most, today) => keys(em, UNKNOWN, [today, after, most]), compute: refreshBehind };
const DECIDED: Backlog = { behind: decidedBehind, compute: refreshDecided };

const come = new WeakMap<Database, Map<Backlog, Progress>>();

function progressOf(database: Database, backlog: Backlog): Progress {
  const all = come.get(database) ?? new Map<Backlog, Progress>();
  const progress = all.get(backlog) ?? { after: '0', endedAt: -Infinity };
  come.set(database, all.set(backlog, progress));
  return progress;
}

/** Computes a round of what is behind, each in a transaction of its own: one that fails stops no other. */
async function computeRound(database: Database, backlog: Backlog, most: number, today: CivilDate): Promise<unknown[]> {
  const failures: unknown[] = [];
  const progress = progressOf(database, backlog);
  const ids = await database.feeds((em) => backlog.behind(em, progress.after, most, today));
  for (const id of ids) await database.feeds((em) => backlog.compute(em, id, today)).catch((error: unknown) => failures.push(error));
  progress.after = (ids.length === most && failures.length > 0 ? ids.at(-1) : null) ?? '0';
  if (ids.length < most) progress.endedAt = performance.now();
  return failures;
}

/** Computes what is behind: of families, and of adoptions whose payment was decided. */
export async function catchUp(database: Database, today: CivilDate, most = ROUND, backlogs: readonly Backlog[] = [OUTDATED, UNASKED, DECIDED]): Promise<void> {
  const failures: unknown[] = [];
  for (const backlog of backlogs) failures.push(...(await computeRound(database, backlog, most, today)));
  if (failures.length > 0) throw failures[0];
}

/** How long families of which it was never asked are not looked for again: there are none but from before, and all placements are gone through. */
const UNASKED_EVERY_MS = 60_000;

const dueNow = (database: Database): Backlog[] => [OUTDATED, ...(performance.now() - progressOf(database, UNASKED).endedAt < UNASKED_EVERY_MS ? [] : [UNASKED]), DECIDED];

/** Looked at whenever benefits pulls: a process that nobody asks computes nothing ahead. */
export const catchingUp: FollowUp = { contract: DUE_ENTITLEMENTS, failure: 'what care makes due was not computed', run: (database, today) => catchUp(database, today, ROUND, dueNow(database)) };
