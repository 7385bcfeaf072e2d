import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { knownOf } from '../case/known.js';

/** Refuses to pay whom the civil registry has told to be dead, or without rights to one of the children now; with the people held. */
export async function requirePayee(em: EntityManager, children: readonly string[], recipientIin: string, on: CivilDate, field: string): Promise<void> {
  const { deaths, rightsRemoved } = await knownOf(em, children, recipientIin, on);
  if (deaths.has(recipientIin)) throw new Refused('NO_RIGHT', field, 'The civil registry has told of the death of that person: somebody else receives it.');
  if (rightsRemoved.size > 0) throw new Refused('NO_RIGHT', field, 'The civil registry has told that the rights of that person to a child are limited or removed: somebody else receives it (Code on Marriage and Family, 77).');
}
