import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { pseudonym, recorded } from '../../../../shared/export/migration.js';
import { MAJORITY } from '../../ledger/majority.js';
import { ageOn, common, guardedIf, holding, momentGuardedIf, momentOnBirthday, onBirthday } from './people.js';
import { citizen, sumOf, takenBackOf } from './years.js';

/** Terms that end on a birthday. */
const DUE_ON_BIRTHDAY = `t.kind in ('PENSION', 'HEIRS')`;
const TELLS = `(${DUE_ON_BIRTHDAY} or ${onBirthday('t.occurred_on')} or ${momentOnBirthday('t.recorded_at')})`;

const LEAVING = `t.kind in ('PAYOUT', 'PENSION', 'HEIRS')`;

const numbered = (id: string): string => pseudonym(`'transfer ' || ${id}`);

const sideOf = (account: string, kind: string): string => `case when ${kind} in ('CLAIM', 'SAVINGS_ACCOUNT') then ${holding(account)} end`;

/** What had stood on the debited account with this transfer and all before it. */
const LEFT = `(select sum(case when b.credit_account = t.debit_account then b.amount else -b.amount end) from transfer b
  where b.iin = t.iin and b.id <= t.id and t.debit_account in (b.credit_account, b.debit_account))`;

/** A year's sum and the yield that came with it, which are one row, each for itself; `first` is what is taken back before it. */
const PARTS = `(values (t.kind, ${sumOf('t')}, 0), ('YIELD', t.yield_amount, ${sumOf('t')})) as part (kind, amount, first)`;

export const TRANSFER: ExportView = {
  description: 'Transfers of the ledger, a year\'s sum and its yield each for itself. A transfer is never changed, so the ledger of any moment is what was recorded by then.',
  from: `transfer t cross join lateral ${PARTS} join ledger_account d on d.id = t.debit_account join ledger_account c on c.id = t.credit_account
    left join listed_child l on l.iin = t.iin left join reporting_year y on y.year = t.reporting_year where part.amount is not null and ${recorded('t.recorded_at')}`,
  columns: {
    ...common(`case when t.iin is not null then ${pseudonym('t.iin')} end`, 'whose money it is; null for what the programme itself moves', momentGuardedIf(TELLS, 't.recorded_at'),
      'When it was recorded; the beginning of that month where the day is, or could be, a birthday.'),
    transfer: column('uuid', 'Pseudonym of the transfer; a yield has that of the sum that it came with.', numbered('t.id')),
    refers_to: column('uuid', 'Pseudonym of the one that it takes back, settles or sends back.', `case when t.refers_to is not null then ${numbered('t.refers_to')} end`),
    kind: column('text', 'ACCRUAL, YIELD, YIELD_CORRECTION, ROUNDING, OPENING, VOID, CLAWBACK, PAYOUT, PAID, RETURN, PENSION, HEIRS, REVERSAL.', 'part.kind'),
    reporting_year: column('integer', 'The reporting year; null for what is of none.', 't.reporting_year'),
    amount: column('numeric', 'Amount, USD.', 'part.amount'),
    debit: column('text', 'Kind of the account that it leaves.', 'd.kind'),
    credit: column('text', 'Kind of the account that it goes to.', 'c.kind'),
    from_holding: column('uuid', 'Pseudonym of the claim or account that it leaves.', sideOf('t.debit_account', 'd.kind')),
    to_holding: column('uuid', 'Pseudonym of the claim or account that it goes to.', sideOf('t.credit_account', 'c.kind')),
    by_run: column('boolean', 'Whether a year\'s run made it.', 't.run_id is not null'),
    occurred_on: column('date', 'Day on which it was made; first day of its month for PENSION and HEIRS, and where it is the 18th birthday.', guardedIf(TELLS, 't.occurred_on')),
    taken_back: column('numeric', 'What of it was taken back since, USD; of a year first the sum, then the yield that came with it.', `greatest(least(${takenBackOf('t')} - part.first, part.amount), 0)`),
    listed: column('boolean', 'Whether the person is on the list; null for what is nobody\'s.', `case when t.iin is not null then l.iin is not null end`),
    age: column('integer', 'Whole years: on the list\'s day for what is of a year, else on the day of the transfer. Null for whom the list does not have.', ageOn('coalesce(y.list_date, t.occurred_on)')),
    before_18: column('boolean', 'PAYOUT, PENSION, HEIRS: whether before the 18th birthday; null for any other.', `case when ${LEAVING} then t.occurred_on < ${MAJORITY} end`),
    after_death: column('boolean', 'Whether the person had died: by the list\'s day for what is of a year, else by the day before the transfer.', `coalesce(case when y.year is null then l.died_on < t.occurred_on else l.died_on <= y.list_date end, false)`),
    citizen: column('boolean', 'Of what is of a year: whether a citizen on the list\'s day; null for any other.', citizen('y.list_date')),
    heirs_early: column('boolean', 'HEIRS: whether before the child would have turned 18, or before the death, or without a death on record; null for any other.',
      `case when t.kind = 'HEIRS' then coalesce(t.occurred_on < greatest(${MAJORITY}, l.died_on) or l.died_on is null, true) end`),
    overdrawn: column('boolean', 'PAYOUT, PENSION, HEIRS: whether more was taken than stood on the account; null for any other.', `case when ${LEAVING} then ${LEFT} < 0 end`),
  },
};

/**
 * What was moved of a claim, by the year in which it counts: what was taken back before a run, before the yields of that run; what
 * closed the claim on the day of a run, after them.
 */
const MOVED = `
  select t.iin, t.credit_account as account_id, t.reporting_year as year, case when t.kind = 'ACCRUAL' then ${sumOf('t')} end as accrued, case when t.kind = 'ACCRUAL' then t.yield_amount else t.amount end as earned, null::numeric as other, t.recorded_at
    from transfer t where t.kind in ('ACCRUAL', 'YIELD', 'YIELD_CORRECTION') and ${recorded('t.recorded_at')}
  union all
  select t.iin, s.account_id, (select min(o.year) from reporting_year o where o.credited_on > t.occurred_on or o.credited_on = t.occurred_on and t.kind in ('CLAWBACK', 'REVERSAL')),
         null, null, case when t.credit_account = s.account_id then t.amount else -t.amount end, t.recorded_at
    from transfer t join (select account_id from savings_claim) s on s.account_id in (t.credit_account, t.debit_account)
   where t.kind in ('CLAWBACK', 'REVERSAL', 'OPENING', 'VOID', 'HEIRS') and ${recorded('t.recorded_at')}`;

const BY_YEAR = `(select iin, account_id, year, count(accrued) + count(earned) as credits, coalesce(sum(accrued), 0) as accrued, coalesce(sum(earned), 0) as earned, coalesce(sum(other), 0) as other, max(recorded_at) as recorded_at
  from (${MOVED}) m where year is not null group by iin, account_id, year)`;

const EARNING = `(select b.*, coalesce(sum(accrued + earned + other) over (partition by account_id order by year rows between unbounded preceding and 1 preceding), 0) + other as before from ${BY_YEAR} b)`;

export const CLAIM_YEAR: ExportView = {
  description: 'Claims and reporting years: what was credited to a claim for a year, late or in time, and what its yield should come to.',
  from: `${EARNING} e join reporting_year y on y.year = e.year where e.credits > 0`,
  columns: {
    ...common(pseudonym('e.iin'), 'the child', 'e.recorded_at', 'When the last of it was recorded.'),
    holding: column('uuid', 'Pseudonym of the claim.', holding('e.account_id')),
    reporting_year: column('integer', 'The reporting year.', 'y.year'),
    accrued: column('numeric', 'The year\'s sum as it was credited, USD.', 'e.accrued'),
    published: column('numeric', 'The sum that was published for everybody, USD.', 'y.per_child_usd'),
    earning: column('numeric', 'What stood on the claim before the year, and earns its yield, USD.', 'e.before'),
    yield: column('numeric', 'The year\'s yield with its corrections, USD.', 'e.earned'),
    yield_due: column('numeric', 'What the published rate makes of it, half up to the cent; null where no rate was published.', 'round(e.before * y.yield_rate, 2)'),
  },
};
