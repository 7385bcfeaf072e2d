import type { EntityManager } from '@mikro-orm/postgresql';
import { isPassing } from '../../../shared/database/passing.js';

/**
 * A piece of a part by itself: null when it failed, with nothing of it done and the transaction as it was before. Rejects with what
 * passes, which is tried again as a whole.
 */
export async function fenced<T>(em: EntityManager, work: () => Promise<T>): Promise<T | null> {
  await em.execute('savepoint piece');
  try {
    const done = await work();
    await em.execute('release savepoint piece');
    return done;
  } catch (error) {
    if (isPassing(error)) throw error;
    await em.execute('rollback to savepoint piece');
    await em.execute('release savepoint piece');
    return null;
  }
}
