import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';

/** Whether an operator's contract with ЕНПФ is in force on a day; the day on which it ends is the first without. */
export const isAuthorised = async (em: EntityManager, bin: string, on: CivilDate): Promise<boolean> =>
  (await em.execute<unknown[]>('select 1 from payout_operator where bin = ? and valid_from <= ? and (valid_to is null or valid_to > ?)', [bin, on, on])).length > 0;
