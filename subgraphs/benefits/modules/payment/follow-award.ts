import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../access/nation.js';
import { AMOUNT_OF_MONTH, STILL_DUE } from './month-due.js';

/** What was to be kept back from a payment that is cancelled is owed still. */
const CANCEL = (which: string): string => `
  with undue as (${which}),
  cancelled as (update benefit_payment c set state = 'CANCELLED', cancelled_at = clock_timestamp() from undue where c.id = undue.id returning c.id, c.month),
  given_back as (delete from recovery r using cancelled where r.payment_id = cancelled.id returning r.overpayment_id, r.amount),
  owed as (update overpayment o set recovered = o.recovered - g.amount, version = version + 1
    from (select overpayment_id, sum(amount) as amount from given_back group by 1) g where o.id = g.overpayment_id)
  select distinct to_char(month, 'YYYY-MM-DD') as month from cancelled`;

const UNDUE = `
  select p.id from benefit_payment p join benefit_award a on a.id = p.award_id join benefit_programme b on b.code = a.programme left join ${AMOUNT_OF_MONTH}
   where p.award_id = ? and p.state = 'DUE' and (x.id is null or not ${STILL_DUE})`;

/**
 * Has the payments of an award follow what became of it, in the transaction in which it changes and under the lock of amounts: what a run has
 * made and nobody has paid yet is cancelled for months that are due no more.
 */
export const followAward = (em: EntityManager, awardId: string): Promise<void> =>
  nationwide(em, async () => {
    await em.execute(CANCEL(UNDUE), [awardId]);
  });
