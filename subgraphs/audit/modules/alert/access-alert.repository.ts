import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { AccessAlertKind } from './access-alert.type.js';

export interface AlertRow {
  readonly id: string;
  readonly kind: AccessAlertKind;
  readonly official: string | null;
  readonly role: string | null;
  readonly body: string | null;
  readonly count: number;
  /** ISO 8601, UTC. */
  readonly windowFrom: string;
  readonly windowTo: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly correlationIds: readonly string[];
  readonly source: number | null;
  readonly chain: number | null;
  readonly record: number | null;
  readonly what: string | null;
}

const COLUMNS = `id::text as id, kind, pseudonym as official, role, organisation as body, count, ${instant('window_from')} as "windowFrom", ${instant('window_to')} as "windowTo",
  ${instant('first_seen')} as "firstSeen", ${instant('last_seen')} as "lastSeen", to_json(correlations) as "correlationIds", source, chain, record, what`;

/** Newest first. */
export const listAlerts = (em: EntityManager, kind: AccessAlertKind | null, { limit, after }: PageRequest): Promise<AlertRow[]> =>
  em.execute<AlertRow[]>(
    `select ${COLUMNS} from access_alert where (?::bigint is null or id < ?::bigint) and (?::text is null or kind = ?) order by access_alert.id desc limit ?`,
    [after, after, kind, kind, limit + 1]);
