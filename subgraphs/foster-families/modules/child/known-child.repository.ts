import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';

/** What the civil registry has told of a child. */
export interface KnownChild {
  readonly iin: string;
  readonly birthDate: CivilDate;
  /** The day of death; null for the living. */
  readonly diedOn: CivilDate | null;
}

/**
 * Holds children until the transaction ends, in the order of their IINs: whoever else changes anything about their placements waits.
 * Whom the civil registry has not told of is not among the answer.
 */
export const lockChildren = (em: EntityManager, iins: readonly string[]): Promise<KnownChild[]> =>
  nationwide(em, () =>
    em.execute<KnownChild[]>(
      `select iin, birth_date as "birthDate", died_on as "diedOn" from known_child where iin = any (?::text[]) order by iin for update`, [textArray(iins)]));

/** The same of one child; null for somebody unknown. */
export const lockChild = async (em: EntityManager, iin: string): Promise<KnownChild | null> => (await lockChildren(em, [iin]))[0] ?? null;

/** Birth dates of children whose placements are in sight, for what the law says of their ages; wherever they live. */
export const birthDateOf = definePathLoader<string, CivilDate | null>(onRegister, (em, iins) =>
  nationwide(em, async () => {
    const rows = await em.execute<Pick<KnownChild, 'iin' | 'birthDate'>[]>('select iin, birth_date as "birthDate" from known_child where iin in (?)', [[...iins]]);
    return alignByKey(iins, rows, ({ iin }) => iin).map((row) => row?.birthDate ?? null);
  }));
