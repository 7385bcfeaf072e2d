import { refuse } from './refuse.js';

/** Who checks an application and who pays it are two people. Applications that were paid before anybody noted them name none. */
export const PAID_BY_TWO = 'check (paid_at is null or (checked_account <> paid_account and checked_iin <> paid_iin) is true)';

/** Nobody pays without a name, whoever writes. */
export const PAID = `
create function check_payout_paid() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from made m join was w on w.id = m.id where w.state = 'CHECKED' and m.state = 'PAID' and m.paid_at is null;
  if found then ${refuse('payout_by_two', 'an application is paid by two officials')}; end if;
  return null;
end $$`;

export const PAID_CHECKED = 'create trigger payout_paid after update on payout referencing new table as made old table as was for each statement execute function check_payout_paid()';
