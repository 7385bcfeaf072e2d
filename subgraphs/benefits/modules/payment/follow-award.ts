import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import { arrayOf } from '../../../shared/ledger/sql.js';
import { FROM_DAY, MADE_FOR_MONTH, NET, payDifference } from './differences.js';
import { AMOUNT_OF_MONTH, STILL_DUE } from './month-due.js';

/** What was to be kept back from a payment that is cancelled is owed still. Parameters: the payments. */
const CANCEL = `
  with cancelled as (update benefit_payment c set state = 'CANCELLED', cancelled_at = clock_timestamp() where c.id = any (?::bigint[]) and c.state = 'DUE' returning c.id),
  given_back as (delete from recovery r using cancelled where r.payment_id = cancelled.id returning r.overpayment_id, r.amount)
  update overpayment o set recovered = o.recovered - g.amount, version = version + 1
    from (select overpayment_id, sum(amount) as amount from given_back group by 1) g where o.id = g.overpayment_id`;

/** Cancels what a statement finds; which payments that were. Few awards have any, and to plan for them takes longer than to look. */
async function cancel(em: EntityManager, which: string, parameters: readonly unknown[]): Promise<string[]> {
  const undue = (await em.execute<{ id: string }[]>(which, [...parameters])).map(({ id }) => id);
  if (undue.length > 0) await em.execute(CANCEL, [arrayOf(undue)]);
  return undue;
}

const UNDUE = `
  select p.id::text from benefit_payment p join benefit_award a on a.id = p.award_id join benefit_programme b on b.code = a.programme left join ${AMOUNT_OF_MONTH}
   where p.award_id = ? and p.state = 'DUE' and (x.id is null or not ${STILL_DUE})`;

/**
 * Has the payments of an award follow what became of it, in the transaction in which it changes and under the lock of amounts: what a run has
 * made and nobody has paid yet is cancelled for months that are due no more.
 */
export const followAward = (em: EntityManager, awardId: string): Promise<void> =>
  nationwide(em, async () => {
    await cancel(em, UNDUE, [awardId]);
  });

/** What is due for a month for which more was made than it comes to now. */
const TOO_MUCH = `
  select p.id::text from benefit_payment p join benefit_award a on a.id = p.award_id join ${AMOUNT_OF_MONTH} ${MADE_FOR_MONTH}
   where p.award_id = ? and p.state = 'DUE' and ${FROM_DAY} and made.net > ${NET}`;

/** Where the month's own payment was cancelled, what is made is another one; else it is arrears, by the version of the award that raised it. */
const REST = payDifference('null, case when made.own then a.version end', `p.award_id = ? and (p.state in ('DUE', 'PAID') or p.id = any (?::bigint[]))`);

/**
 * Has the payments of an award follow its amounts from a day on, once its journal has the version that changed them: what is due at more than
 * it comes to now is made anew, and of what is paid or due at less the difference is paid. What was paid at more is for an official to
 * record as overpaid: whether it is to be returned goes by its cause.
 */
export const followAmounts = (em: EntityManager, awardId: string, from: CivilDate): Promise<void> =>
  nationwide(em, async () => {
    const cancelled = await cancel(em, TOO_MUCH, [awardId, from, from]);
    await em.execute(REST, [awardId, arrayOf(cancelled), from, from]);
  });
