import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import type { PageRequest } from '../../../shared/pagination.js';

/** What an export came to. */
export interface Made {
  readonly rows: number;
  readonly findings: number;
  readonly checksum: string;
  readonly rules: readonly { readonly id: string; readonly version: number; readonly rows: number; readonly runChecksum: string }[];
}

export interface EvidenceRow {
  readonly internalId: string;
  readonly id: string;
  readonly engagement: string;
  readonly snapshotKey: string;
  readonly snapshot: string;
  /** As `FindingFilter` reads it from JSON. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly recipient: string;
  readonly organisation: string | null;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly times: number;
  readonly madeAt: string | null;
  readonly made: Made | null;
}

const COLUMNS = `e.id::text as "internalId", e.public_id::text as id, e.engagement::text as engagement, e.snapshot::text as "snapshotKey", s.public_id::text as snapshot, e.filter, e.recipient, e.organisation,
  ${instant('e.requested_at')} as "requestedAt", ${instant('e.expires_at')} as "expiresAt", e.times, ${instant('e.made_at')} as "madeAt", e.made`;
const FROM = 'from evidence_export e join snapshot s on s.id = e.snapshot';

export async function evidenceById(em: EntityManager, id: string): Promise<EvidenceRow | null> {
  const [row] = await em.execute<EvidenceRow[]>(`select ${COLUMNS} ${FROM} where e.public_id = ?`, [id]);
  return row ?? null;
}

/** Those of an engagement, newest first. */
export const listEvidence = (em: EntityManager, engagement: string, { limit, after }: PageRequest): Promise<EvidenceRow[]> =>
  em.execute<EvidenceRow[]>(`select ${COLUMNS} ${FROM} where e.engagement = ? and (?::bigint is null or e.id < ?::bigint) order by e.id desc limit ?`, [engagement, after, after, limit + 1]);

export type NewEvidence = Pick<EvidenceRow, 'engagement' | 'snapshotKey' | 'filter' | 'recipient' | 'organisation' | 'requestedAt' | 'expiresAt'>;

/** Its id. */
export async function addEvidence(em: EntityManager, { engagement, snapshotKey, filter, recipient, organisation, requestedAt, expiresAt }: NewEvidence): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into evidence_export (engagement, snapshot, filter, recipient, organisation, requested_at, expires_at) values (?, ?::bigint, ?::jsonb, ?, ?, ?::timestamptz, ?::timestamptz) returning public_id::text as id`,
    [engagement, snapshotKey, JSON.stringify(filter), recipient, organisation, requestedAt, expiresAt]);
  if (row === undefined) throw new Error('An export was not written.');
  return row.id;
}

/** The first time keeps what it came to. */
export const noteMade = (em: EntityManager, { internalId }: EvidenceRow, made: Made, at: string): Promise<unknown> =>
  em.execute(`update evidence_export set times = times + 1, made_at = coalesce(made_at, ?::timestamptz), made = coalesce(made, ?::jsonb) where id = ?::bigint`, [at, JSON.stringify(made), internalId]);
