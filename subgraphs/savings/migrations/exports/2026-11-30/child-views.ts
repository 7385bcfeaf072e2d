import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { MAJORITY } from '../../ledger/majority.js';
import { AS_OF_DAY, common, guardedIf, holding, momentGuardedIf, onBirthday, yearsSince18 } from './people.js';
import { alive, BORN, citizen, citizenThroughout, DONE_RUNS, DUE, LAST_LIST, MINOR, ON_LIST, sumOf, takenBackOf } from './years.js';

const SUBJECT = pseudonym('l.iin');

/** The programme hears of many a birth on its own day. */
const TOLD_AT_BIRTH = `(l.received_on - l.birth_date < 32 or (l.recorded_at at time zone 'Asia/Almaty')::date - l.birth_date < 32)`;
const WHEN_LISTED = 'When the programme heard of the person first; the beginning of that month where it was within a month of the birth.';

export const PARTICIPANT: ExportView = {
  description: 'People on the programme\'s list, as it has them from the civil registry\'s feed, whether anything was credited or not.',
  from: `listed_child l where ${recorded('l.recorded_at')}`,
  columns: {
    ...common(SUBJECT, 'the person', momentGuardedIf(TOLD_AT_BIRTH, 'l.recorded_at'), WHEN_LISTED),
    received_on: column('date', 'Day on which the programme heard of the person; first day of the month where it was within a month of the birth.', guardedIf(TOLD_AT_BIRTH, 'l.received_on')),
    born: column('date', 'First day of the month of birth.', month('l.birth_date')),
    of_age: column('date', 'First day of the month of the 18th birthday.', month(MAJORITY)),
    died: column('date', 'First day of the month of death; null for the living.', month('l.died_on')),
    citizen: column('boolean', 'Whether a citizen on the snapshot\'s day; of a person who died, until then.', citizen(AS_OF_DAY)),
    citizen_since: column('date', 'First day of the month in which the first citizenship on record began; null for whom there is none.', month('lower(l.citizenship)')),
    citizen_until: column('date', 'First day of the month in which the last one ended; null while it lasts.', month('upper(l.citizenship)')),
    citizenships: column('integer', 'How many citizenships without a gap are on record.', `select count(*) from unnest(l.citizenship)`),
  },
};

const ACCRUED = `(select t.iin, t.reporting_year, count(*) as transfers, sum(${sumOf('t')}) as amount, min(t.occurred_on) as first, sum(least(${takenBackOf('t')}, ${sumOf('t')})) as taken_back
  from transfer t where t.kind = 'ACCRUAL' and t.iin is not null and ${recorded('t.recorded_at')} group by t.iin, t.reporting_year)`;

export const YEAR: ExportView = {
  description: 'People and reporting years: one row for everybody who was on a year\'s list, as it is known now, and for everybody who was credited for the year. Of years whose run was through by the snapshot\'s moment.',
  from: `listed_child l cross join reporting_year y left join ${ACCRUED} a on a.iin = l.iin and a.reporting_year = y.year
    where ${recorded('l.recorded_at')} and y.year in (select year from ${DONE_RUNS} done) and (${ON_LIST} or a.iin is not null)`,
  columns: {
    ...common(SUBJECT, 'the person', momentGuardedIf(TOLD_AT_BIRTH, 'l.recorded_at'), WHEN_LISTED),
    reporting_year: column('integer', 'The reporting year.', 'y.year'),
    on_list: column('boolean', 'Whether on the list of its 31 December: born, alive, a citizen, not yet 18.', ON_LIST),
    born_by_list: column('boolean', 'Whether born by that day.', BORN),
    under_18: column('boolean', 'Whether younger than 18 on it.', MINOR),
    alive: column('boolean', 'Whether alive on it.', alive('y.list_date')),
    citizen: column('boolean', 'Whether a citizen on it.', citizen('y.list_date')),
    due: column('boolean', 'Whether some run should have credited the year: on the list, and known to a run on whose own list\'s day the child lived and had been a citizen ever since.', DUE),
    transfers: column('integer', 'How often the year\'s sum was credited.', 'coalesce(a.transfers, 0)'),
    accrued: column('numeric', 'What was credited for it without yields, USD.', 'coalesce(a.amount, 0)'),
    taken_back: column('numeric', 'What of that was taken back since, USD.', 'coalesce(a.taken_back, 0)'),
    published: column('numeric', 'The sum that was published for everybody, USD.', 'y.per_child_usd'),
    credited_on: column('date', 'Day on which it was credited first; null where it was not.', 'a.first'),
    missed: column('boolean', 'Whether it was due and was not credited.', `a.iin is null and ${DUE}`),
  },
};

/** What stood on each claim and account by the snapshot's moment, and the day of the last list for which it was credited: of all at once, since one by one would take an hour. */
const HOLDINGS = `(select m.account_id, sum(m.amount) as balance, max(o.list_date) as last_list from (
    select t.credit_account as account_id, t.amount, case when t.kind = 'ACCRUAL' then t.reporting_year end as year from transfer t where t.iin is not null and ${recorded('t.recorded_at')}
    union all select t.debit_account, -t.amount, null from transfer t where t.iin is not null and ${recorded('t.recorded_at')}) m
  left join reporting_year o on o.year = m.year group by m.account_id)`;

const BALANCE = column('numeric', 'What stands on it, USD.', 'coalesce(h.balance, 0)');

const TO_HEIRS = `c.closing_reason = 'HEIRS'`;

export const CLAIM: ExportView = {
  description: 'Claims (ЦТ) of children. A claim that is counted anew after citizenship was regained is another one.',
  from: `savings_claim c left join listed_child l on l.iin = c.iin left join ${HOLDINGS} h on h.account_id = c.account_id where ${recorded('c.recorded_at')}`,
  columns: {
    ...common(pseudonym('c.iin'), 'the child', 'c.recorded_at'),
    holding: column('uuid', 'Pseudonym of the claim, the same in all views of a snapshot.', holding('c.account_id')),
    opened_on: column('date', 'Day of the run that opened it.', 'c.opened_on'),
    closed_on: column('date', 'Day on which it ended; first day of its month where it went to the heirs, who are due on a birthday; null while it lasts.', guardedIf(TO_HEIRS, 'c.closed_on')),
    closing_reason: column('text', 'CONVERTED, VOID, HEIRS; null while it lasts.', 'c.closing_reason'),
    balance: BALANCE,
    listed: column('boolean', 'Whether its child is on the list.', 'l.iin is not null'),
    not_voided: column('boolean', 'Whether it lasts although its living child, once a citizen, was none on the last list\'s day, or had not been one without a gap since the last year that was credited.',
      `coalesce(c.closed_on is null and l.citizenship <> '{}' and l.birth_date <= ${LAST_LIST} and ${alive(LAST_LIST)} and not (${citizenThroughout(`least(h.last_list, ${LAST_LIST})`, LAST_LIST)}), false)`),
  },
};

export const ACCOUNT: ExportView = {
  description: 'Savings accounts (ЦНС), opened in the year of majority.',
  from: `savings_account c left join listed_child l on l.iin = c.iin left join ${HOLDINGS} h on h.account_id = c.account_id where ${recorded('c.recorded_at')}`,
  columns: {
    ...common(pseudonym('c.iin'), 'the person', 'c.recorded_at'),
    holding: column('uuid', 'Pseudonym of the account, the same in all views of a snapshot.', holding('c.account_id')),
    opened_on: column('date', 'Day on which it was opened; first day of its month where that is the 18th birthday.', guardedIf(onBirthday('c.opened_on'), 'c.opened_on')),
    of_age: column('date', 'First day of the month of the 18th birthday.', month(MAJORITY)),
    balance: BALANCE,
    asked_for: column('numeric', 'What applications ask for that were neither refused nor paid by the snapshot\'s moment, USD.',
      `select coalesce(sum(p.amount), 0) from payout p where p.savings_account_id = c.id and ${recorded('p.recorded_at')}
        and (select e.to_state from payout_event e where e.payout_id = p.id and ${recorded('e.recorded_at')} order by e.version desc limit 1) in ('SUBMITTED', 'CHECKED')`),
    died: column('date', 'First day of the month of death; null for the living.', month('l.died_on')),
    years_since_18: column('integer', 'Whole years between the 18th birthday and the snapshot\'s day; below zero before it.', yearsSince18(AS_OF_DAY)),
  },
};
