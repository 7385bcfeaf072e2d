import type { EntityManager } from '@mikro-orm/postgresql';
import { isPassing } from '../../../shared/database/passing.js';

/** What became of a piece of a part: what it did, or the name of the check that refused it, null where it was none of the database's. */
export type Fenced<T> = { readonly done: T } | { readonly refusedBy: string | null };

const checkOf = (error: unknown): string | null => {
  const { constraint } = error as { readonly constraint?: unknown };
  return typeof constraint === 'string' && constraint !== '' ? constraint : null;
};

/**
 * A piece of a part by itself: refused when it failed, with nothing of it done and the transaction as it was before. Rejects with what
 * passes, which is tried again as a whole.
 */
export async function fenced<T>(em: EntityManager, work: () => Promise<T>): Promise<Fenced<T>> {
  await em.execute('savepoint piece');
  try {
    const done = await work();
    await em.execute('release savepoint piece');
    return { done };
  } catch (error) {
    if (isPassing(error)) throw error;
    await em.execute('rollback to savepoint piece');
    await em.execute('release savepoint piece');
    return { refusedBy: checkOf(error) };
  }
}
