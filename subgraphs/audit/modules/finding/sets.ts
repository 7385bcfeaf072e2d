import type { EntityManager } from '@mikro-orm/postgresql';

/** Findings or subjects in one statement: what a busy server is through with well within the patience that the process has for a statement. */
export const AT_ONCE = 5_000;

/**
 * For the rest of a transaction that works in sets. Rows of a message are thought to be a hundred: looked for one by one, among subjects that
 * were counted when there were few, ten thousand took a minute.
 */
export const inSets = (em: EntityManager): Promise<unknown> => em.execute('set local enable_nestloop = off');
