import type { EntityClass, EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { onRegister } from '../access/register.service.js';
import { SavingsAccountRow, SavingsClaimRow } from './child-account.entity.js';
import { TransferRow } from './transfer.entity.js';

type InOrder<R> = (a: R, b: R) => number;

const byId: InOrder<{ readonly id: string }> = (a, b) => Number(a.id) - Number(b.id);

/** A yield stands before the sum that came with it: it is on what there was before. */
const byPart: InOrder<TransferRow> = (a, b) => byId(a, b) || Number(a.kind !== 'YIELD') - Number(b.kind !== 'YIELD');

/** A child's rows of one table in the order they were made: one statement per table, path and request. */
const rowsOf = <R extends { iin: string; id: string }>(entity: EntityClass<R>, order: InOrder<R> = byId) =>
  definePathLoader<string, R[]>(onRegister, async (em, iins) => {
    const rows = await em.find(entity, { iin: { $in: [...iins] } } as unknown as FilterQuery<R>, { disableIdentityMap: true });
    const inOrder = (rows as R[]).toSorted(order);
    return groupByKey(iins, inOrder, ({ iin }) => iin);
  });

export const claimsOf = rowsOf(SavingsClaimRow);
export const accountsOf = rowsOf(SavingsAccountRow);
export const transfersOf = rowsOf(TransferRow, byPart);

/** What a list of claims may be narrowed by; null means no condition. */
export interface ClaimConditions {
  readonly openedFrom: CivilDate | null;
  readonly openedTo: CivilDate | null;
  /** True: only claims still open; false: only closed ones. */
  readonly open: boolean | null;
}

/** Register path: claims ordered by an internal key; one row more than the page. */
export async function listClaims(em: EntityManager, where: ClaimConditions, { limit, after }: PageRequest): Promise<SavingsClaimRow[]> {
  const rows = await em.execute<Record<string, unknown>[]>(
    `select c.* from savings_claim c
      where c.id > ? and (?::date is null or c.opened_on >= ?) and (?::date is null or c.opened_on <= ?)
        and (?::boolean is null or (c.closed_on is null) = ?)
      order by c.id limit ?`,
    [after ?? '0', where.openedFrom, where.openedFrom, where.openedTo, where.openedTo, where.open, where.open, limit + 1],
  );
  return rows.map((row) => em.map(SavingsClaimRow, row as never));
}
