import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import { NotCovered } from '../../../shared/rules/working.js';
import { type CareAmount, computeCare } from '../../rules/amount.js';
import type { CareBook } from '../../rules/book.js';
import { tellEntitlement } from '../entitlement/tell-entitlement.js';
import { knownFigures } from '../index-parameter/parameter.repository.js';

const LATEST = '(select max(told_at) from index_parameter)';

/** Payments for adoptions that were computed with figures of before, by key, after a key. */
export const decidedBehind = (em: EntityManager, after: string, most: number): Promise<string[]> =>
  nationwide(em, async () =>
    (await em.execute<{ id: string }[]>(
      `select id::text from care_entitlement where adopter_iin is not null and id > ? and (figures_at is null or figures_at < ${LATEST}) and exists (select 1 from index_parameter) order by care_entitlement.id limit ?`,
      [after, most])).map(({ id }) => id));

/** What it comes to on the day of the decision; null where the figures of the day are known no longer: it stays as it was. */
function sumOn(book: CareBook, day: CivilDate): CareAmount | null {
  try {
    return computeCare('ADOPTION_ONCE', day, { wards: 1 }, book);
  } catch (error) {
    if (error instanceof NotCovered) return null;
    throw error;
  }
}

/** Held until the transaction ends; none that somebody else has computed meanwhile. */
const HOLD = `select valid_from as day from care_entitlement where id = ? and (figures_at is null or figures_at < ${LATEST}) for update`;

const REPLACE = `
  with sum as (select ?::bigint as decision, ?::text as tier, ?::numeric as exact, ?::numeric as amount, ?::text as rule_version),
       gone as (delete from care_entitlement_amount a using sum s where a.entitlement_id = s.decision and (a.tier, a.exact, a.amount, a.rule_version) is distinct from (s.tier, s.exact, s.amount, s.rule_version)
                returning a.entitlement_id, a.valid_from, a.valid_to)
  select g.valid_from as "from", g.valid_to as "to" from gone g`;

/** Whether it comes to something else than before; then that is written down. */
async function writeSum(em: EntityManager, decision: string, { tier, ruleVersion, exact, amount }: CareAmount): Promise<boolean> {
  const sum = [tier, exact.toFixed(), amount.toFixed(), ruleVersion];
  const [gone] = await em.execute<{ from: CivilDate; to: CivilDate }[]>(REPLACE, [decision, ...sum]);
  if (gone !== undefined) await em.execute('insert into care_entitlement_amount (entitlement_id, valid_from, valid_to, tier, exact, amount, rule_version) values (?, ?, ?, ?, ?, ?, ?)', [decision, gone.from, gone.to, ...sum]);
  return gone !== undefined;
}

/** Computes a decided payment by the figures of its day as they are known now, and tells benefits where it comes to something else. */
export const refreshDecided = (em: EntityManager, decision: string, today: CivilDate): Promise<void> =>
  nationwide(em, async () => {
    const [held] = await em.execute<{ day: CivilDate }[]>(HOLD, [decision]);
    const figures = await knownFigures(em);
    if (held === undefined || figures === null) return;
    const sum = sumOn(figures.book, held.day);
    const changed = sum !== null && (await writeSum(em, decision, sum));
    await em.execute(`update care_entitlement set figures_at = ?, version = version + ? where id = ?`, [figures.asOf, changed ? 1 : 0, decision]);
    if (changed) await tellEntitlement(em, decision, today);
  });
