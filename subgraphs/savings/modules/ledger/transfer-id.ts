import type { EntityManager } from '@mikro-orm/postgresql';
import { ledgerKeyOf } from '../../../shared/ledger/subjects.js';
import { Refused } from '../../../shared/mutation/refusal.js';

/** The id of an entry as clients see it: it says neither whose it is nor when it was made. */
export const transferIdOf = (em: EntityManager, key: string): string => ledgerKeyOf(em).veil(BigInt(key));

/** The internal key behind it. Refuses what is none, as it does one that is not there. */
export function transferKeyOf(em: EntityManager, field: string, id: string): string {
  const key = ledgerKeyOf(em).unveil(id);
  if (key === null) throw unknownTransfer(field);
  return String(key);
}

export const unknownTransfer = (field: string): Refused => new Refused('UNKNOWN_TRANSFER', field, 'The person\'s ledger has no entry under this id.');
