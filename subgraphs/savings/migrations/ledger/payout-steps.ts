import { MAJORITY } from './majority.js';
import { refuse } from './refuse.js';

/** Nobody under 18 applies, nor anybody whom the list does not have. */
export const OF_AGE = `
create function check_payout_age() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from made m left join listed_child l on l.iin = m.iin where (m.submitted_on >= ${MAJORITY}) is not true;
  if found then ${refuse('payout_of_age', 'an application is from before the 18th birthday')}; end if;
  return null;
end $$`;

export const OF_AGE_CHECKED = `create trigger payout_of_age after insert on payout referencing new table as made for each statement execute function check_payout_age()`;

/** What the ledger has of what a payout was settled by, and nobody has taken back. */
const settled = (kind: string): string => `(select coalesce(sum(s.amount), 0) from transfer s where s.refers_to = m.transfer_id and s.kind = '${kind}' and not exists (select 1 from transfer r where r.refers_to = s.id and r.kind = 'REVERSAL'))`;

/** An application ends as used, or as returned, when the ledger has the whole sum where it went: what was not used is on the account again. */
export const ENDED = `
create function check_payout_end() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from made m join was w on w.id = m.id where m.state <> w.state and m.state in ('USED', 'RETURNED') and (${settled('PAID')}, ${settled('RETURN')}) is distinct from (m.used_amount, m.amount - m.used_amount);
  if found then ${refuse('payout_ended', 'the ledger does not have what ends an application')}; end if;
  return null;
end $$`;

export const ENDED_CHECKED = `create trigger payout_ended after update on payout referencing new table as made old table as was for each statement execute function check_payout_end()`;
