import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { latest } from '../../../shared/calendar.js';
import type { Act } from '../history/fact.js';
import { NAME_COLUMNS } from './name.input.type.js';
import type { PersonState } from './person-state.repository.js';

/** What a court's decision changes of who somebody is; null for what stays. */
export interface NewIdentity {
  readonly name: readonly (string | null)[] | null;
  readonly birthDate: CivilDate | null;
}

/** Keeps the identity as it was where nobody reads it, and gives the record the new one. */
export async function changeIdentity(em: EntityManager, person: PersonState, { name, birthDate }: NewIdentity, act: Act): Promise<void> {
  if (name === null && birthDate === null) return;
  const kept = ['iin', 'birth_date', ...NAME_COLUMNS, 'registered_on'].join(', ');
  await em.execute(`insert into earlier_identity (${kept}, ended_by) select ${kept}, ? from person where iin = ?`, [act.id, person.iin]);
  if (name !== null) await em.execute(`update person set ${NAME_COLUMNS.map((column) => `${column} = ?`).join(', ')} where iin = ?`, [...name, person.iin]);
  if (birthDate === null) return;
  // Nobody is registered before they are born.
  await em.execute('update person set birth_date = ?, registered_on = ? where iin = ?', [birthDate, latest(birthDate, person.registeredOn), person.iin]);
}
