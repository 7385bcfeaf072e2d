import { Refused } from '../../../shared/mutation/refusal.js';

const PREFIX = 'transfer ';

/** The id of an entry as clients see it; it says nothing of whose it is. */
export const transferIdOf = (key: string): string => Buffer.from(PREFIX + key).toString('base64url');

/** The internal key behind it. Refuses what is none, as it does one that is not there. */
export function transferKeyOf(field: string, id: string): string {
  const text = Buffer.from(id, 'base64url').toString();
  const key = text.slice(PREFIX.length);
  if (!text.startsWith(PREFIX) || !/^\d{1,18}$/.test(key)) throw unknownTransfer(field);
  return key;
}

export const unknownTransfer = (field: string): Refused => new Refused('UNKNOWN_TRANSFER', field, 'The person\'s ledger has no entry under this id.');
