import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import type { PageRequest } from '../../../shared/pagination.js';

export interface InquiryRow {
  readonly id: string;
  readonly caseNumber: string;
  readonly organisation: string | null;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  readonly closedAt: string | null;
}

const COLUMNS = `id::text as id, case_number as "caseNumber", organisation, ${instant('opened_at')} as "openedAt", ${instant('closed_at')} as "closedAt"`;

export async function inquiryById(em: EntityManager, id: string): Promise<InquiryRow | null> {
  const [row] = await em.execute<InquiryRow[]>(`select ${COLUMNS} from inquiry where id = ?`, [id]);
  return row ?? null;
}

/** Newest first; open ones only, closed ones only, or all. */
export function listInquiries(em: EntityManager, open: boolean | null, { limit, after }: PageRequest): Promise<InquiryRow[]> {
  return em.execute<InquiryRow[]>(
    `select ${COLUMNS} from inquiry where (?::bigint is null or id < ?::bigint) and (?::boolean is null or (closed_at is null) = ?::boolean) order by inquiry.id desc limit ?`,
    [after, after, open, open, limit + 1]);
}

/** The id of the new inquiry; null when one with this number is open. */
export async function addInquiry(em: EntityManager, caseNumber: string, organisation: string | null): Promise<string | null> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into inquiry (case_number, organisation) values (?, ?) on conflict (case_number) where closed_at is null do nothing returning id::text as id`, [caseNumber, organisation]);
  return row?.id ?? null;
}

/** The id of the inquiry that was open; null when none is. */
export async function endInquiry(em: EntityManager, caseNumber: string): Promise<string | null> {
  const [row] = await em.execute<{ id: string }[]>(
    `update inquiry set closed_at = clock_timestamp() where case_number = ? and closed_at is null returning id::text as id`, [caseNumber]);
  return row?.id ?? null;
}
