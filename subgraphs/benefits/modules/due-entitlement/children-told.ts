import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { type Period, unionOf } from '../../../shared/periods.js';
import type { AwardState } from '../award/award-state.repository.js';
import { isVoid, lastDay, type ToldEntitlement } from './told-entitlement.js';

/** A child's time in an award as it stands, be it that an adoption has sealed it. */
interface Held extends Period {
  readonly id: string;
  readonly iin: string;
}

const HELD = `
  select id::text, iin, since as "from", until + 1 as "to" from benefit_award_child where award_id = ? and not never_due order by since, id`;

const same = (a: readonly Period[], b: readonly Period[]): boolean => JSON.stringify(unionOf(a)) === JSON.stringify(unionOf(b));

/** Puts a child's time as it was told in the place of what was there; rows of which nothing is left take nobody's place. */
async function rewriteChild(em: EntityManager, { id, programme, component }: AwardState, iin: string, told: readonly Period[], held: readonly Held[]): Promise<void> {
  const periods = unionOf(told);
  await em.execute('update benefit_award_child set never_due = true where award_id = ? and iin = ?', [id, iin]);
  for (const [i, period] of periods.entries()) {
    const row = held[i];
    if (row !== undefined) await em.execute('update benefit_award_child set since = ?, until = ?::date, never_due = false where id = ?', [period.from, lastDay(period), row.id]);
    else {
      await em.execute(
        `insert into benefit_award_child (award_id, programme, component, region_kato, iin, since, until) select a.id, ?, ?, a.region_kato, ?, ?, ?::date from benefit_award a where a.id = ?`,
        [programme, component, iin, period.from, lastDay(period), id]);
    }
  }
}

/** Has the children of an award be in it when they were told to be; of a child that is not named any more it ends with the day before the event. */
export async function rewriteChildren(em: EntityManager, award: AwardState, { children }: ToldEntitlement, occurredOn: CivilDate): Promise<void> {
  const held = Map.groupBy(await em.execute<Held[]>(HELD, [award.id]), ({ iin }) => iin);
  const told = Map.groupBy(children.filter((child) => !isVoid(child)), ({ iin }) => iin);
  for (const [iin, periods] of told) {
    const own = held.get(iin) ?? [];
    if (!same(periods, own)) await rewriteChild(em, award, iin, periods, own);
  }
  await em.execute(
    `update benefit_award_child set until = greatest(since, ?::date) where award_id = ? and (until is null or until >= ?) and iin <> all (select jsonb_array_elements_text(?::jsonb))`,
    [addDays(occurredOn, -1), award.id, occurredOn, JSON.stringify([...told.keys()])]);
}
