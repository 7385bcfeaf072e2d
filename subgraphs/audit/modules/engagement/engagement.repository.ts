import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgrammeName, Viewer } from '../../../shared/access/viewer.js';
import { instant } from '../../../shared/database/instant.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { auditorMark } from '../access/auditor-mark.js';
import { snapshotsIn } from '../snapshot/settings.js';

export interface EngagementRow {
  readonly internalId: string;
  readonly id: string;
  readonly caseNumber: string;
  readonly organisation: string | null;
  readonly namedMembers: number;
  readonly programmes: readonly ProgrammeName[];
  /** KATO of regions; empty for the whole country. */
  readonly regions: readonly string[];
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  readonly endsOn: string;
  readonly closedAt: string | null;
  /** Base64; null once it is closed. */
  readonly sealedKey: string | null;
}

const COLUMNS = `e.id::text as "internalId", e.public_id::text as id, e.case_number as "caseNumber", e.organisation, e.programmes, e.regions, ${instant('e.opened_at')} as "openedAt",
  e.ends_on::text as "endsOn", ${instant('e.closed_at')} as "closedAt", encode(e.sealed_key, 'base64') as "sealedKey",
  (select count(*) from engagement_member m where m.engagement_id = e.id)::int as "namedMembers"`;

/** The people that are named; where none are, whoever works for the body that opened it, as the token says; where it names none, the account that opened it. */
const MEMBER = `(case when exists (select 1 from engagement_member m where m.engagement_id = e.id)
  then exists (select 1 from engagement_member m where m.engagement_id = e.id and m.iin = ?) when e.organisation is not null then e.organisation = ? else e.opened_by = decode(?, 'hex') end)`;

/** Who may be a member. */
export type Member = Pick<Viewer, 'iin' | 'organisation' | 'client' | 'subject'>;

/** The mark of an account whose token names neither a person nor a body; null of any other. */
export const openerMark = (em: EntityManager, member: Member): string | null =>
  member.iin === null && member.organisation === null ? auditorMark(member, 'opened an engagement', snapshotsIn(em).sealingSecret) : null;

const memberOf = (em: EntityManager, member: Member): readonly unknown[] => [member.iin, member.organisation, openerMark(em, member)];

/** Whoever asks it, and whatever has become of it. */
export async function engagementById(em: EntityManager, id: string): Promise<EngagementRow | null> {
  const [row] = await em.execute<EngagementRow[]>(`select ${COLUMNS} from engagement e where e.public_id = ?`, [id]);
  return row ?? null;
}

/** One that somebody is a member of, closed or not. */
export async function engagementOfMember(em: EntityManager, member: Member, id: string): Promise<EngagementRow | null> {
  const [row] = await em.execute<EngagementRow[]>(`select ${COLUMNS} from engagement e where e.public_id = ? and ${MEMBER}`, [id, ...memberOf(em, member)]);
  return row ?? null;
}

/** Those that somebody is a member of, newest first. */
export const listEngagements = (em: EntityManager, member: Member, open: boolean | null, { limit, after }: PageRequest): Promise<EngagementRow[]> =>
  em.execute<EngagementRow[]>(
    `select ${COLUMNS} from engagement e where ${MEMBER} and (?::bigint is null or e.id < ?::bigint) and (?::boolean is null or (e.closed_at is null) = ?::boolean) order by e.id desc limit ?`,
    [...memberOf(em, member), after, after, open, open, limit + 1]);

export interface NewEngagement {
  readonly id: string;
  readonly caseNumber: string;
  readonly organisation: string | null;
  /** Mark of whose it is, in hexadecimal, where there is neither a body nor a person. */
  readonly openedBy: string | null;
  readonly programmes: readonly ProgrammeName[];
  readonly regions: readonly string[];
  readonly endsOn: string;
  readonly sealedKey: Buffer;
  readonly members: readonly string[];
}

/** False when one with this case number is open. */
export async function addEngagement(em: EntityManager, { id, caseNumber, organisation, openedBy, programmes, regions, endsOn, sealedKey, members }: NewEngagement): Promise<boolean> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into engagement (public_id, case_number, organisation, opened_by, programmes, regions, ends_on, sealed_key) values (?, ?, ?, decode(?, 'hex'), ?::text[], ?::text[], ?, decode(?, 'hex'))
     on conflict (case_number) where closed_at is null do nothing returning id::text as id`,
    [id, caseNumber, organisation, openedBy, textArray(programmes), textArray(regions), endsOn, sealedKey.toString('hex')]);
  if (row === undefined) return false;
  await em.execute('insert into engagement_member (engagement_id, iin) select ?::bigint, unnest(?::text[])', [row.id, textArray(members)]);
  return true;
}

/** Holds an engagement that somebody works on: it is closed behind whatever this transaction does, or was closed before; whether it is open. */
export async function holdEngagement(em: EntityManager, { internalId }: EngagementRow): Promise<boolean> {
  const held = await em.execute<object[]>('select 1 from engagement where id = ?::bigint and closed_at is null for share', [internalId]);
  return held.length > 0;
}

/** Its key goes with it: what has left under it names nobody any more. False when somebody else has closed it. */
export async function endEngagement(em: EntityManager, { internalId }: EngagementRow): Promise<boolean> {
  const ended = await em.execute<object[]>('update engagement set closed_at = clock_timestamp(), sealed_key = null where id = ?::bigint and closed_at is null returning id', [internalId]);
  return ended.length > 0;
}
