import { refuse } from './refuse.js';

/**
 * Applications under way hold what they ask for: together they never ask for more than the account has. Two of them for one
 * account wait for each other at its row, and so does whatever takes money from it; the sums are read after that.
 */
export const PAYOUT_GUARD = `
create function check_payouts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from savings_account s where s.id in (select m.savings_account_id from made m) order by s.account_id for no key update;
  perform 1 from made m left join savings_account s on s.id = m.savings_account_id where s.iin is distinct from m.iin;
  if found then ${refuse('payout_owner', 'an application is for an account of somebody else')}; end if;
  perform 1 from savings_account s where s.id in (select m.savings_account_id from made m) and
    (select coalesce(sum(p.amount), 0) from payout p where p.savings_account_id = s.id and p.state in ('SUBMITTED', 'CHECKED'))
    > (select coalesce(sum(case when t.credit_account = s.account_id then t.amount else -t.amount end), 0)
         from transfer t where t.iin = s.iin and s.account_id in (t.credit_account, t.debit_account));
  if found then ${refuse('payout_covered', 'applications ask for more than the account has')}; end if;
  return null;
end $$`;

export const PAYOUTS_GUARDED = `create trigger payout_checked after insert on payout referencing new table as made for each statement execute function check_payouts()`;
