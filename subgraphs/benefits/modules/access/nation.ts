import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';

/** Shows the ministry what the policies hide from everybody else, until the transaction ends. */
export const showConfidential = (em: EntityManager): Promise<unknown> => em.execute(`select set_config('app.confidential', 'visible', true)`);

/** Holds people until the transaction ends, in the order of their IINs: whoever else would give them a benefit waits. */
export const holdPeople = (em: EntityManager, iins: readonly string[]): Promise<unknown> =>
  em.execute(`select pg_advisory_xact_lock(hashtextextended('benefits ' || s, 0)) from (select s from unnest(?::text[]) as s order by s) as sorted`, [textArray([...new Set(iins)])]);
