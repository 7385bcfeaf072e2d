import type { EntityManager } from '@mikro-orm/postgresql';
import type DataLoader from 'dataloader';
import { definePathLoader, type AccessPath } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { instant } from '../../../shared/database/instant.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey } from '../../../shared/loader.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { RefusalCode } from '../../../shared/mutation/refusal-code.type.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { onRegister } from './register.service.js';

/** Who put something down for a colleague, and when the colleague released it. */
export interface PreparedBy {
  readonly preparedAccount: string;
  readonly preparedIin: string;
  readonly preparedAt: string;
  readonly releasedAt: string | null;
}

/** The columns of that. */
export const preparedBy = (of: string): string =>
  `${of}.prepared_account as "preparedAccount", ${of}.prepared_iin as "preparedIin", ${instant(`${of}.prepared_at`)} as "preparedAt", ${instant(`${of}.released_at`)} as "releasedAt"`;

/** A decision on somebody's money that one official prepares and another releases, as its row has it. */
export interface DecisionRow extends PreparedBy {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly iin: string;
  readonly status: 'PREPARED' | 'DONE' | 'WITHDRAWN';
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
}

const DECISION = `d.id::text, d.public_id::text as "publicId", d.iin, d.status, d.occurred_on::text as "occurredOn", d.received_on::text as "receivedOn", d.source, ${preparedBy('d')}`;

/** A kind of them. */
interface DecisionKind {
  readonly table: 'correction' | 'settlement';
  /** What it has besides, of row `d`. */
  readonly columns: string;
  readonly joins: string;
  readonly unknown: RefusalCode;
}

/** A condition of SQL, with what stands for its question marks. */
interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** How decisions of a kind are read, and ended without effect. */
export interface Decisions<Row extends DecisionRow> {
  readonly byId: (context: SubgraphContext, path: AccessPath) => DataLoader<string, Row | null>;
  /** Register path: ordered by an internal key; one row more than the page. */
  readonly list: (em: EntityManager, condition: Condition, page: PageRequest) => Promise<Row[]>;
  /** One that waits, held until the transaction ends. */
  readonly lockWaiting: (em: EntityManager, publicId: string) => Promise<Row>;
  readonly withdraw: (em: EntityManager, row: Row) => Promise<unknown>;
}

export function decisionsOf<Row extends DecisionRow>({ table, columns, joins, unknown }: DecisionKind): Decisions<Row> {
  const select = `select ${DECISION}, ${columns} from ${table} d ${joins}`;
  return {
    byId: definePathLoader<string, Row | null>(onRegister, async (em, ids) => alignByKey(ids, await em.execute<Row[]>(`${select} where d.id = any (?::bigint[])`, [textArray(ids)]), ({ id }) => id)),
    list: (em, { sql, values }, { limit, after }) => em.execute<Row[]>(`${select} where d.id > ? and ${sql} order by d.id limit ?`, [after ?? '0', ...values, limit + 1]),
    lockWaiting: async (em, publicId) => {
      const [found] = await em.execute<Row[]>(`${select} where d.public_id = ?::uuid for update of d`, [publicId]);
      if (found === undefined) throw new Refused(unknown, 'input.id', `No ${table} is on record under this id.`);
      if (found.status !== 'PREPARED') throw new Refused('NOT_IN_THIS_STATE', 'input.id', `The ${table} is ${found.status}: only one that is PREPARED is released or withdrawn.`);
      return found;
    },
    withdraw: (em, { id }) => em.execute(`update ${table} set status = 'WITHDRAWN' where id = ?`, [id]),
  };
}
