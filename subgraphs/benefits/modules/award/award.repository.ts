import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import { AwardAmountRow, AwardChildRow, AwardRow } from './award.entity.js';

/** An award, and the periods in which it is for one child of it. */
export interface ChildAwardRow {
  readonly award: AwardRow;
  readonly periods: readonly MembershipPeriod[];
}

/** Days for which a child is in an award, both included; open while `until` is null. */
export interface MembershipPeriod {
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

const newestFirst = (a: AwardRow, b: AwardRow): number => (a.since > b.since ? -1 : a.since < b.since ? 1 : Number(b.id) - Number(a.id));

type JoinedRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly iin: string; readonly child_since: CivilDate; readonly child_until: CivilDate | null };

/** Awards for a child, newest first. */
export const awardsOfChild = definePathLoader<string, ChildAwardRow[]>(onRegister, async (em, iins) => {
  const rows = await em.execute<JoinedRow[]>(
    `select c.iin, c.since as child_since, c.until as child_until, a.*
       from benefit_award_child c join benefit_award a on a.id = c.award_id where c.iin in (?)`,
    [[...iins]],
  );
  const byChild = groupByKey(iins, rows, ({ iin }) => iin);
  return byChild.map((own) => [...Map.groupBy(own, ({ id }) => id).values()].flatMap((links) => childAward(em, links)).sort((a, b) => newestFirst(a.award, b.award)));
});

function childAward(em: EntityManager, links: readonly JoinedRow[]): ChildAwardRow[] {
  const [first] = links;
  if (first === undefined) return [];
  const { iin: _iin, child_since: _since, child_until: _until, ...columns } = first;
  const periods = links.map(({ child_since: since, child_until: until }) => ({ since, until }));
  return [{ award: em.map(AwardRow, columns), periods }];
}

/** Awards that somebody receives, newest first. */
export const awardsOfRecipient = definePathLoader<string, AwardRow[]>(onRegister, async (em, iins) => {
  const rows = await em.find(AwardRow, { recipientIin: { $in: [...iins] } }, { disableIdentityMap: true });
  return groupByKey(iins, rows.sort(newestFirst), ({ recipientIin }) => recipientIin ?? '');
});

/** Children of an award, past ones included, in the order they joined it. */
export const childrenOfAward = definePathLoader<string, AwardChildRow[]>(onRegister, async (em, ids) => {
  const rows = await em.find(AwardChildRow, { awardId: { $in: [...ids] } }, { disableIdentityMap: true, orderBy: { since: 'asc', id: 'asc' } });
  return groupByKey(ids, rows, ({ awardId }) => awardId);
});

/** Every amount an award ever had, oldest first. */
export const amountsOfAward = definePathLoader<string, AwardAmountRow[]>(onRegister, async (em, ids) => {
  const rows = await em.find(AwardAmountRow, { awardId: { $in: [...ids] } }, { disableIdentityMap: true, orderBy: { validFrom: 'asc' } });
  return groupByKey(ids, rows, ({ awardId }) => awardId);
});

/** Awards by internal key. */
export const awardById = definePathLoader<string, AwardRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.find(AwardRow, { id: { $in: [...ids] } }, { disableIdentityMap: true }), ({ id }) => id));
