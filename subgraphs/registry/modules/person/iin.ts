import { UniqueConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../../shared/mutation/refusal.js';

const notAvailable = (field: string): Refused => new Refused('IIN_NOT_AVAILABLE', field, 'The IIN must be one that nobody has or ever had.');

/**
 * Gives an IIN to somebody by a statement that writes it, and refuses one that is taken, in whatever region, or was ever replaced.
 * The second is asked last: only then is a replacement that went on at the same time over.
 */
export async function giveIin(em: EntityManager, iin: string, field: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw error instanceof UniqueConstraintViolationException ? notAvailable(field) : error;
  }
  const [answer] = await em.execute<{ replaced: boolean }[]>('select iin_was_replaced(?) as replaced', [iin]);
  if (answer?.replaced !== false) throw notAvailable(field);
}
