import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { unknownPerson } from '../../../shared/mutation/refusal.js';
import type { Sex } from './life-status.type.js';

/** A person whose row is locked: nobody else changes the record, or what hangs on it, before this transaction ends. */
export interface PersonState {
  readonly iin: string;
  readonly version: number;
  readonly birthDate: CivilDate;
  readonly sex: Sex;
  readonly isChild: boolean;
  readonly registeredOn: CivilDate;
  readonly diedOn: CivilDate | null;
}

/** Somebody whom an input names, and where. */
export interface Named {
  readonly iin: string;
  readonly field: string;
}

export type People = ReadonlyMap<string, PersonState>;

interface Row {
  readonly iin: string;
  readonly version: number;
  readonly birth_date: CivilDate;
  readonly sex: Sex;
  readonly is_child: boolean;
  readonly registered_on: CivilDate;
}

/**
 * Locks the people an input names, in the order of their IINs, so that two changes never wait for each other. Refuses
 * whom the viewer's regions do not show like whom nobody knows.
 */
export async function lockPeople(em: EntityManager, named: readonly Named[]): Promise<People> {
  if (named.length === 0) return new Map();
  const iins = named.map(({ iin }) => iin);
  const rows = await em.execute<Row[]>(
    'select iin, version, birth_date, sex, is_child, registered_on from person where iin in (?) order by iin for no key update',
    [iins],
  );
  // After the lock, and in a statement of its own: it must see what the transaction that was waited for has left.
  const deaths = await em.execute<{ iin: string; valid_from: CivilDate }[]>(
    `select iin, valid_from from life_status where iin in (?) and status = 'DECEASED' and superseded_at is null`,
    [iins],
  );
  const people = new Map(rows.map((row) => [row.iin, stateOf(row, deaths.find(({ iin }) => iin === row.iin)?.valid_from ?? null)]));
  const unknown = named.find(({ iin }) => !people.has(iin));
  if (unknown !== undefined) throw unknownPerson(unknown.field);
  return people;
}

const stateOf = (row: Row, diedOn: CivilDate | null): PersonState => ({
  iin: row.iin,
  version: row.version,
  birthDate: row.birth_date,
  sex: row.sex,
  isChild: row.is_child,
  registeredOn: row.registered_on,
  diedOn,
});

/** One of the locked people. */
export function personIn(people: People, { iin, field }: Named): PersonState {
  const found = people.get(iin);
  if (found === undefined) throw unknownPerson(field);
  return found;
}

export const setVersion = (em: EntityManager, iin: string, version: number): Promise<unknown> =>
  em.execute('update person set version = ? where iin = ?', [version, iin]);
