/**
 * Transfers as the programme's words have them: of a run's row its yield and its sum, each for itself; of any other the row. It has the
 * columns of the table, and is what is read wherever a kind or an amount matters.
 */
export const TRANSFER_PART = `create view transfer_part with (security_invoker = true) as
  select t.id, t.iin, t.debit_account, t.credit_account, part.amount, t.currency, part.kind, t.reporting_year, t.occurred_on, t.recorded_at, t.run_id, t.batch_id, t.refers_to
    from transfer t cross join lateral (values ('YIELD', t.yield_amount), (t.kind, t.amount - coalesce(t.yield_amount, 0))) as part (kind, amount) where part.amount is not null`;

/** The two legs of each of them. */
export const ENTRY = `create view entry with (security_invoker = true) as
  select t.id as transfer_id, t.iin, leg.account_id, leg.amount, t.currency, t.kind, t.reporting_year, t.occurred_on
    from transfer_part t cross join lateral (values (t.debit_account, -t.amount), (t.credit_account, t.amount)) as leg (account_id, amount)`;
