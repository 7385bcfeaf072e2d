import { refuse } from './refuse.js';

/** Kinds that only ever add to a claim: nearly all rows. */
const CREDITS = `'ACCRUAL', 'YIELD', 'YIELD_CORRECTION'`;

/** What is still on an account that a child owns: all of its transfers are under the child's IIN. */
const BALANCE = `(select coalesce(sum(case when t.credit_account = o.account_id then t.amount else -t.amount end), 0)
  from transfer t where t.iin = o.iin and o.account_id in (t.credit_account, t.debit_account))`;

/** What transfers of some kinds that refer to another come to, those left out that were taken back themselves. */
const inForce = (...kinds: readonly string[]): string => `(select coalesce(sum(s.amount), 0) from transfer s where s.refers_to = p.id and s.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})
  and not exists (select 1 from transfer r where r.refers_to = s.id and r.kind = 'REVERSAL'))`;

/** What of a payout was used or came back, and of a sum was taken back. */
const SETTLED = inForce('PAID', 'RETURN');
const TAKEN_BACK = inForce('CLAWBACK');

/**
 * What no constraint of one row can say, checked of all rows of a statement at once: as foreign keys and triggers for each row it
 * would cost four times what the rows do. Always by key, whatever the planner expects of the rows that policies leave. It runs as whoever inserts, and sees what they see.
 *
 * Two statements that take from one account at once wait for each other at the row of the claim or account; the sums are read
 * after that, by a snapshot of their own, which is why it has to be READ COMMITTED.
 */
export const GUARD = `
create function check_transfers() returns trigger language plpgsql set search_path = public, pg_temp set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off as $$
declare fund bigint := (select id from ledger_account where kind = 'NATIONAL_FUND');
  debited bigint[];
begin
  perform 1 from made m left join savings_claim c on c.account_id = m.credit_account
   where m.kind in (${CREDITS}) and (m.debit_account = fund and c.iin = m.iin) is not true;
  if found then ${refuse('transfer_fits', 'a transfer does not fit its accounts, or moves money of somebody else')}; end if;

  if not exists (select 1 from made m where m.kind not in (${CREDITS})) then return null; end if;

  perform 1 from made m
    left join ledger_account d on d.id = m.debit_account
    left join ledger_account c on c.id = m.credit_account
    left join transfer_rule r on r.kind = m.kind and r.debit_kind = d.kind and r.credit_kind = c.kind
   where m.kind not in (${CREDITS}) and (r.kind is null or d.currency <> m.currency or c.currency <> m.currency);
  if found then ${refuse('transfer_fits', 'a transfer does not fit its accounts')}; end if;

  perform 1 from made m
    cross join lateral (values (m.debit_account), (m.credit_account)) as leg (account_id)
    join ledger_account a on a.id = leg.account_id and a.kind in ('CLAIM', 'SAVINGS_ACCOUNT')
    left join savings_claim c on c.account_id = leg.account_id
    left join savings_account s on s.account_id = leg.account_id
   where m.kind not in (${CREDITS}) and coalesce(c.iin, s.iin) is distinct from m.iin;
  if found then ${refuse('transfer_owner', 'a transfer moves money of somebody else')}; end if;

  if not exists (select 1 from made m where m.kind not in (${CREDITS}, 'ROUNDING')) then return null; end if;
  if current_setting('transaction_isolation') <> 'read committed' then ${refuse('transfer_isolation', 'money is taken at READ COMMITTED only')}; end if;

  debited := array(select m.debit_account from made m where m.kind not in (${CREDITS}) union select case m.kind when 'CLAWBACK' then p.credit_account else p.debit_account end from made m join transfer p on p.id = m.refers_to);
  perform 1 from savings_claim c where c.account_id = any (debited) order by c.account_id for no key update;
  perform 1 from savings_account s where s.account_id = any (debited) order by s.account_id for no key update;

  perform 1 from (select distinct m.iin, m.debit_account as account_id from made m join ledger_account a on a.id = m.debit_account where m.kind not in (${CREDITS}) and a.kind in ('CLAIM', 'SAVINGS_ACCOUNT')) o
   where ${BALANCE} < 0;
  if found then ${refuse('transfer_covered', 'an account has less than is taken from it')}; end if;

  if not exists (select 1 from made m where m.refers_to is not null) then return null; end if;
  perform 1 from made m left join transfer p on p.id = m.refers_to
   where m.refers_to is not null and not coalesce(p.iin is not distinct from m.iin and case m.kind
     when 'CLAWBACK' then p.kind in ('ACCRUAL', 'YIELD', 'YIELD_CORRECTION') and m.amount <= p.amount
     when 'REVERSAL' then p.kind <> 'REVERSAL' and (m.debit_account, m.credit_account, m.amount) = (p.credit_account, p.debit_account, p.amount)
     else p.kind = 'PAYOUT' and (m.kind = 'PAID' or m.credit_account = p.debit_account) end, false);
  if found then ${refuse('transfer_reference', 'a transfer does not fit the one that it refers to')}; end if;

  perform 1 from (select distinct m.refers_to as id from made m where m.kind = 'CLAWBACK') m join transfer p on p.id = m.id where ${TAKEN_BACK} > p.amount;
  if found then ${refuse('transfer_taken_back', 'more of a sum is taken back than was credited')}; end if;

  perform 1 from (select distinct m.refers_to as id from made m where m.kind in ('PAID', 'RETURN')) m join transfer p on p.id = m.id where ${SETTLED} > p.amount;
  if found then ${refuse('transfer_settled', 'more of a payout is settled than was paid out')}; end if;
  return null;
end $$`;

/** Claims and savings accounts stand on accounts of their own kind; nobody changes either's. There is one currency, by a check of each table. */
export const ACCOUNTS_GUARD = ['savings_claim', 'savings_account'].flatMap((table) => {
  const kind = table === 'savings_claim' ? 'CLAIM' : 'SAVINGS_ACCOUNT';
  return [`create function check_${table}s() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from made m left join ledger_account a on a.id = m.account_id where a.kind is distinct from '${kind}';
  if found then ${refuse(`${table}_kind`, 'it stands on an account of another kind')}; end if;
  return null;
end $$`,
  `create trigger ${table}_inserted after insert on ${table} referencing new table as made for each statement execute function check_${table}s()`,
  `create trigger ${table}_updated after update on ${table} referencing new table as made for each statement execute function check_${table}s()`];
});

export const GUARDED = `create trigger transfer_checked after insert on transfer referencing new table as made for each statement execute function check_transfers()`;
