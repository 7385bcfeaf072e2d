import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import type { EventDates } from '../../../shared/mutation/event-dates.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { RegistrationKind } from './registration-kind.type.js';

/** An entry of the journal. */
export interface RegistrationRow {
  readonly id: string;
  readonly iin: string;
  readonly kind: RegistrationKind;
  readonly occurred_on: CivilDate;
  readonly received_on: CivilDate;
  readonly source: string;
  readonly version: number;
  readonly recorded_at: string;
  readonly is_child: boolean;
}

export interface NewRegistration extends EventDates {
  readonly iin: string;
  readonly kind: RegistrationKind;
  readonly source: string;
  /** The version that the record has from now on. */
  readonly version: number;
}

/** Adds an entry to the journal; its key. */
export async function insertRegistration(em: EntityManager, entry: NewRegistration): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    'insert into registration (iin, kind, occurred_on, received_on, source, version) values (?, ?, ?, ?, ?, ?) returning id::text',
    [entry.iin, entry.kind, entry.occurredOn, entry.receivedOn, entry.source, entry.version],
  );
  if (row === undefined) throw new Error('The journal took an entry and gave it no key.');
  return row.id;
}

const SELECT = `select r.id::text, r.iin, r.kind, r.occurred_on, r.received_on, r.source, r.version, r.recorded_at, p.is_child
  from registration r join person p on p.iin = r.iin`;

/** Relation path: the entries that a mutation of this request has made or found again. */
export const registrationById = defineLoader<string, RegistrationRow | null>(async (ids, { database }) =>
  alignByKey(ids, await database.relation.execute<RegistrationRow[]>(`${SELECT} where r.id in (?)`, [[...ids]]), ({ id }) => id),
);

/** Register path: a person's entries in the order they were made; one more than the page. */
export const listRegistrations = (em: EntityManager, iin: string, { limit, after }: PageRequest): Promise<RegistrationRow[]> =>
  em.execute<RegistrationRow[]>(`${SELECT} where r.iin = ? and r.id > ? order by r.id limit ?`, [iin, after ?? '0', limit + 1]);
